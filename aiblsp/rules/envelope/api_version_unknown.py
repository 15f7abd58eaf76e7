"""Dates that are not among the published API versions; newer ones may just not be known here yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.versions import NEWEST, VERSION, VERSIONS
from aiblsp.rule import ERROR, INFO, WARNING, Finding, rule
from aiblsp.template.version import written_versions

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings


@rule(ERROR)
def api_version_unknown(document: Document) -> Findings:
    """An API version that was never published

    The service has ten published API versions. Azure Resource Manager answers "No registered resource provider found" for any
    other one. A date after the newest version that aiblsp knows may be right, so it is only an information; the template is
    then checked by what all versions have in common. In a bare resource body, where the client names the version, the rule is
    a warning.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2021-02-14",
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

    Source: template schema, https://learn.microsoft.com/azure/templates/microsoft.virtualmachineimages/imagetemplates
    """
    for node, decides in written_versions(document.template):
        text = node.text()
        if text is None or not VERSION.fullmatch(text) or text.lower() in VERSIONS:
            continue
        if text > NEWEST:
            yield Finding(
                node, f"API version `{text}` is newer than the newest one known here, {NEWEST}", severity=INFO
            )
            continue
        near = min(VERSIONS, key=lambda version: abs(_days(version) - _days(text)))
        yield Finding(
            node,
            f"There is no API version `{text}`. The nearest one is `{near}`",
            fix=Fix(f"Change to `{near}`", (edit.replace(node, edit.quote(near)),), safe=False),
            severity=None if decides else WARNING,
        )


def _days(version: str) -> int:
    """A number that grows with time; the length of months does not matter here."""
    year, month, day = version.split("-")[:3]
    return int(year) * 372 + int(month) * 31 + int(day)
