"""The preview API version that is still accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.versions import NEWEST_DOCUMENTED, PREVIEW
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.template.version import written_versions

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings


@rule(WARNING, only="deployment")
def api_version_preview(document: Document) -> Findings:
    """A deprecated preview API version

    `2019-05-01-preview` is the last preview version that is accepted. The first stable one made `identity` mandatory, and a
    preview may be switched off without much notice. In a bare resource body the client names the version, so nothing is said
    there.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2019-05-01-preview",
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

    Source: API release notes, https://learn.microsoft.com/azure/virtual-machines/image-builder-api-update-release-notes
    """
    for node, decides in written_versions(document.template):
        text = node.text()
        if decides and text is not None and text.lower() == PREVIEW:
            raised = edit.replace(node, edit.quote(NEWEST_DOCUMENTED))
            fix = Fix(f"Raise apiVersion to {NEWEST_DOCUMENTED}", (raised,), safe=False)
            yield Finding(
                node,
                f"API version `{text}` is a deprecated preview. Use `{NEWEST_DOCUMENTED}`",
                fix=fix,
                tags=frozenset({"deprecated"}),
            )
