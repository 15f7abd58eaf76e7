"""Validators that share a name; customizers are left to `customizer-name-duplicate`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import unused
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has="properties.validate.inVMValidations", since="2022-02-14")
def validator_name_duplicate(image: Image, document: Document) -> Findings:
    """Two validators with one name

    The name tells in the log which validator failed. Where two share it, the log does not say which one to mend.

    ## Bad

    ```json
    "validate": {"inVMValidations": [{"type": "Shell", "name": "check", "inline": ["test -x /opt/app/run"]}, {"type": "Shell", "name": "check", "inline": ["test -x /opt/app/run"]}]}
    ```

    ## Good

    ```json
    "validate": {"inVMValidations": [{"type": "Shell", "name": "check", "inline": ["test -x /opt/app/run"]}, {"type": "Shell", "name": "check-again", "inline": ["test -x /opt/app/run"]}]}
    ```

    Source: validate, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-validate
    """
    seen: dict[str, Node] = {}
    taken = {(step.value("name") or "").lower() for step in image.validators}
    for step in image.validators:
        name = step.get("name")
        text = name.text() if name is not None else None
        if name is None or not text:
            continue
        first = seen.setdefault(text.lower(), name)
        if first is not name:
            yield Finding(
                name,
                f"The validator name `{text[:60]}` is used twice: the log will not tell which of the two failed. Give each its own name",
                related=((first, "the first one"),),
                fix=_fix(name, text, taken),
            )


def _fix(node: Node, name: str, taken: set[str]) -> Fix | None:
    if node.via is not None or node.source is not None:
        return None
    new = unused(name, taken)
    return Fix(f"Rename to `{new}`, for want of a better name", (edit.replace(node, edit.quote(new)),), safe=False)
