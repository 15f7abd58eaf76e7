"""API versions that the service no longer accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.versions import NEWEST_DOCUMENTED, RETIRED
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.version import written_versions

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings


@rule(ERROR, only="deployment")
def api_version_retired(document: Document) -> Findings:
    """An API version that was retired

    Since May 2020 the service does not accept templates of `2018-02-01-preview` and `2019-02-01-preview`. A newer version has
    other names for some properties (`script` became `scriptUri`, types are written `Shell` and `SharedImage`); aiblsp reports
    them once the version is raised. In a bare resource body the client names the version, so nothing is said there.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2019-02-01-preview",
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

    Source: May 2020 service update, https://github.com/danielsollondon/azvmimagebuilder/issues/46
    """
    for node, decides in written_versions(document.template):
        text = node.text()
        if decides and text is not None and text.lower() in RETIRED:
            raised = edit.replace(node, edit.quote(NEWEST_DOCUMENTED))
            fix = Fix(f"Raise apiVersion to {NEWEST_DOCUMENTED}", (raised,), safe=False)
            yield Finding(
                node,
                f"The service no longer accepts API version `{text}`. Use `{NEWEST_DOCUMENTED}`",
                fix=fix,
                tags=frozenset({"deprecated"}),
            )
