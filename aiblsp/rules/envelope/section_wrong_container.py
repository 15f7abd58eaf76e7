"""Objects where an array belongs and the reverse, or neither; leaves scalars of a wrong type to `value-type-mismatch`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(ERROR, types="wrong-container")
def section_wrong_container(mismatch: Mismatch, document: Document) -> Findings:
    """An array where an object belongs, or the reverse

    `customize`, `distribute`, `inline` and `targetRegions` are arrays, also with a single element; `source`, `validate`,
    `optimize`, `errorHandling` and `vmProfile` are objects. Samples in the documentation have shown some of them the
    other way round. The service cannot read such a section and rejects the template in every API version.

    ## Bad

    ```jsonc
    "customize": {"type": "Shell", "name": "setup", "inline": ["echo hi"]}
    ```

    ## Good

    ```jsonc
    "customize": [{"type": "Shell", "name": "setup", "inline": ["echo hi"]}]
    ```

    Source: properties of a template, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json
    """
    node, expected = mismatch.node, mismatch.expected[0]
    what = f"`{mismatch.name}`" if mismatch.name else f"An element of `{_list_name(mismatch.path)}`"
    message = f"{what} must be an {expected}, not {_article(mismatch.found)}: the service rejects the template"
    yield Finding(node, message, fix=_fix(node, expected, document))


def _list_name(path: str) -> str:
    return path.rpartition(".")[2].removesuffix("[]")


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _fix(node: Node, expected: str, document: Document) -> Fix | None:
    if node.via is not None or node.source is not None:
        return None  # the value may be used elsewhere, too
    if expected == "array":
        if node.kind == "object" and not node.children:
            return Fix("Make it an empty array", (edit.replace(node, "[]"),))
        return Fix("Put it into an array", edit.wrap(document.source, node, "[", "]"))
    if node.kind == "array" and not node.children:
        return Fix("Make it an empty object", (edit.replace(node, "{}"),))
    return None
