"""The type of an image template or trigger in another letter case than the documented one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import INFO, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings


_NAMES = {
    name.lower(): name
    for name in (
        "Microsoft.VirtualMachineImages/imageTemplates",
        "Microsoft.VirtualMachineImages/imageTemplates/triggers",
    )
}
_NESTED = {"triggers": "triggers"}


@rule(INFO)
def type_casing(document: Document) -> Findings:
    """A resource type in an unusual letter case

    Azure Resource Manager compares types without letter case, so this works. Searching, comparing and tools that look for
    image templates are simpler with the documented spelling.

    ## Bad

    ```jsonc
    "type": "microsoft.virtualmachineimages/imagetemplates"
    ```

    ## Good

    ```jsonc
    "type": "Microsoft.VirtualMachineImages/imageTemplates"
    ```

    Source: types and API versions, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json
    """
    nodes = [(image.root("type"), False) for image in document.images]
    triggers = document.template.triggers
    nodes += [(trigger.node.get("type"), trigger.resource.parent is not None) for trigger in triggers]
    for node, nested in nodes:
        text = node.text() if node is not None else None
        if node is None or text is None:
            continue
        right = _NAMES.get(text.lower()) if not nested else _NESTED.get(text.lower())
        if right is not None and right != text:
            fix = Fix(f"Change to `{right}`", (edit.replace(node, edit.quote(right)),))
            yield Finding(node, f"The documented spelling is `{right}`", fix=fix)
