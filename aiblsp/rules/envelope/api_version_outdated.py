"""Stable API versions that are older than the newest documented one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.versions import NEWEST_DOCUMENTED, PREVIEW, VERSIONS
from aiblsp.rule import INFO, Finding, rule
from aiblsp.template.version import written_versions

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings


@rule(INFO, only="deployment")
def api_version_outdated(document: Document) -> Findings:
    """An API version that is not the newest

    Older API versions may be deprecated, and they silently ignore properties that came later. Raising the version of a template
    is safest while nothing depends on it: since 2024-02-01 unknown and wrongly cased fields are rejected, so check the template
    again after raising it. In a bare resource body the client names the version, so nothing is said there.

    ## Bad

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

    ## Good

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2024-02-01",
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
        if decides and text is not None and PREVIEW < text.lower() < NEWEST_DOCUMENTED and text.lower() in VERSIONS:
            raised = edit.replace(node, edit.quote(NEWEST_DOCUMENTED))
            fix = Fix(f"Raise apiVersion to {NEWEST_DOCUMENTED}", (raised,), safe=False)
            yield Finding(
                node, f"API version `{text}` is not the newest documented one, `{NEWEST_DOCUMENTED}`", fix=fix
            )
