"""Image templates and triggers in a deployment template that have no `apiVersion`; a bare body needs none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.versions import NEWEST_DOCUMENTED
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings


@rule(ERROR, only="deployment")
def api_version_missing(document: Document) -> Findings:
    """A resource without an API version

    In a deployment template every resource names its API version, or Azure Resource Manager refuses the template. In a bare
    resource body the version is in the address of the request, so nothing is said there.

    The fix adds the newest documented version, of which the template may not be aware, so it is not called safe.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "name": "golden",
          "location": "westus2",
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {"[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-aib')]": {}}
          },
          "properties": {
            "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "o", "sku": "s", "version": "latest"},
            "distribute": [{"type": "VHD", "runOutputName": "out"}]
          }
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
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2020-02-14",
          "name": "golden",
          "location": "westus2",
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {"[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-aib')]": {}}
          },
          "properties": {
            "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "o", "sku": "s", "version": "latest"},
            "distribute": [{"type": "VHD", "runOutputName": "out"}]
          }
        }
      ]
    }
    ```

    Source: types and API versions, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json
    """
    root = document.tree.root
    if root is None or root.get("apiProfile") is not None:
        return
    nodes = [image.node for image in document.images if image.kind == "resource"]
    nodes += [trigger.resource.node for trigger in document.template.triggers]
    for node in nodes:
        if node.get("apiVersion") is not None or node.incomplete:
            continue
        added = edit.insert_member(document.source, node, "apiVersion", edit.quote(NEWEST_DOCUMENTED), "type")
        type_ = node.get("type")
        yield Finding(
            type_ if type_ is not None else node,
            "This resource has no `apiVersion`: Azure Resource Manager refuses the template",
            span=None if type_ is not None else (node.start, node.start + 1),
            fix=Fix(f"Add API version {NEWEST_DOCUMENTED}", (added,), safe=False),
        )
