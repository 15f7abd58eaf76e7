"""Names of outputs that the service refuses; offers one without the signs that are not allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.outputs import suggested_names

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(ERROR, types="pattern", at="properties.distribute[].runOutputName")
def distribute_run_output_name_invalid(mismatch: Mismatch, document: Document) -> Findings:
    """A name of an output that the service refuses

    `runOutputName` has 1 to 64 letters, digits, hyphens, underscores and periods (periods since 2019-05-01-preview). It
    becomes part of a resource ID, so the service refuses anything else at submission.

    ## Bad

    ```json
    "distribute": [{"type": "VHD", "runOutputName": "my vhd/1"}]
    ```

    ## Good

    ```json
    "distribute": [{"type": "VHD", "runOutputName": "my-vhd-1"}]
    ```

    Source: template reference, https://learn.microsoft.com/azure/templates/microsoft.virtualmachineimages/imagetemplates
    """
    node, image = mismatch.node, mismatch.image
    signs = "- _ ." if "." in mismatch.expected[0] else "- _"
    if not node.value:
        message = "`runOutputName` is empty: the service refuses it. Give the target a name that no other target has"
    elif len(node.value) > 64:
        message = f"`runOutputName` has {len(node.value)} characters, the service accepts 64"
    else:
        message = f"`{short(node.value)}` is refused as `runOutputName`: use letters, digits and `{signs}`"
    fix = None
    if image is not None and node.via is None:
        index = next((target.index for target in image.targets if target.get("runOutputName") is node), None)
        name = suggested_names(image).get(index) if index is not None else None
        if name is not None:
            fix = Fix(f"Change to `{name}`", (edit.replace(node, edit.quote(name)),), safe=False)
    yield Finding(node, message, fix=fix)
