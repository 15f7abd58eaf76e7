"""Strings, numbers and booleans of the wrong JSON type; converts those that read like the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.pattern import later
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch

_ELSEWHERE = frozenset(("restartTimeout",))  # windows-restart-timeout-format says more about it
_INTEGER = later(r"-?(?:0|[1-9][0-9]{0,17})")


@rule(ERROR, types="wrong-type")
def value_type_mismatch(mismatch: Mismatch, document: Document) -> Findings:
    """A value of the wrong JSON type

    `"20"` is not `20` and `"true"` is not `true`: the service reads numbers and booleans only as such and answers with an
    error that names neither the line nor the property. Samples in the documentation put quotes around placeholders for
    both, and they stay when the placeholder is filled in.

    ## Bad

    ```jsonc
    "vmProfile": {"osDiskSizeGB": "64"}
    ```

    ## Good

    ```jsonc
    "vmProfile": {"osDiskSizeGB": 64}
    ```

    Source: a string where `validExitCodes` wants a number, https://github.com/MicrosoftDocs/azure-docs/issues/122029
    """
    if mismatch.name in _ELSEWHERE:
        return
    node, expected = mismatch.node, mismatch.expected[0]
    what = f"`{mismatch.name}`" if mismatch.name else f"An element of `{_list_name(mismatch.path)}`"
    given = f"`{node.value}`" if expected == "integer" and node.kind == "number" else _article(mismatch.found)
    message = f"{what} must be {_article(expected)}, not {given}: the service rejects the template"
    text = _converted(node, expected) if node.via is None else None  # a parameter has a type of its own
    fix = None if text is None else Fix(f"Change to `{text}`", (edit.replace(node, text),))
    yield Finding(node, message, fix=fix)


def _list_name(path: str) -> str:
    return path.rpartition(".")[2].removesuffix("[]")


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _converted(node: Node, expected: str) -> str | None:
    """The JSON text of the same value in the expected type, where that is beyond doubt."""
    if node.kind == "string" and expected == "integer" and _INTEGER.fullmatch(node.value.strip()):
        return str(node.value.strip())
    if node.kind == "string" and expected == "boolean" and node.value.strip().lower() in ("true", "false"):
        return str(node.value.strip().lower())
    if expected == "string" and node.kind == "boolean":
        return edit.quote(str(node.value).lower())
    if expected == "string" and node.kind == "number" and isinstance(node.value, int):
        return edit.quote(str(node.value))
    return None
