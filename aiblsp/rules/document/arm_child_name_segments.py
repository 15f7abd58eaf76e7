"""Names of triggers with too few or too many segments for the place where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Trigger


@rule(ERROR, since="2022-07-01")
def arm_child_name_segments(trigger: Trigger, document: Document) -> Findings:
    """A trigger whose name does not fit its type

    The name of a child resource has one segment for each segment of its type: at the top level of a template a trigger of
    the image template `golden` is called `golden/onNewSource`, inside the `resources` of the image template just
    `onNewSource`. Anything else is refused with "incorrect segment lengths".

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates/triggers",
          "apiVersion": "2022-07-01",
          "name": "onNewSource",
          "properties": {"kind": "SourceImage"}
        }
      ]
    }
    ```

    ## Good

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates/triggers",
          "apiVersion": "2022-07-01",
          "name": "golden/onNewSource",
          "properties": {"kind": "SourceImage"}
        }
      ]
    }
    ```

    Source: name and type of child resources, https://learn.microsoft.com/azure/azure-resource-manager/templates/child-resource-name-type
    """
    node = trigger.node.get("name")
    name = node.text() if node is not None else None
    if node is None or name is None:
        return
    nested = trigger.resource.parent is not None
    if name.count("/") == (0 if nested else 1):
        return
    if nested:
        message = f"`{short(name)}` stands inside its image template, so its name has no slash"
    else:
        message = f"`{short(name)}` must name the image template, too: `<image template>/<trigger>`"
    yield Finding(node, f"{message}. Azure Resource Manager refuses the template")
