"""API versions that are no dates; dates that name no version are left to `api-version-unknown`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.facts.versions import NEWEST_DOCUMENTED, VERSION
from aiblsp.rule import ERROR, WARNING, Finding, rule
from aiblsp.template.version import written_versions

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings


@rule(ERROR)
def api_version_malformed(document: Document) -> Findings:
    """An API version that is not a date

    An API version is a date such as `2024-02-01`, with `-preview` behind it for preview versions. Azure Resource Manager
    refuses anything else. In a bare resource body, where the client names the version, it is a warning.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2020-2-14",
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

    Source: an API version with a doubled quote, https://github.com/danielsollondon/azvmimagebuilder/issues/50
    """
    for node, decides in written_versions(document.template):
        text = node.text()
        if text is not None and not VERSION.fullmatch(text):
            message = f"`{short(text)}` is not an API version, which is a date such as `{NEWEST_DOCUMENTED}`"
            yield Finding(node, message, severity=None if decides else WARNING)
