"""Scripts and files in a storage account of the same file that lets no network in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import uris
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(ERROR, types=("Shell", "PowerShell", "File"), has=("scriptUri", "sourceUri"), only="resources")
def uri_storage_firewall(step: Step, document: Document) -> Findings:
    """A script in a storage account that is closed

    The storage account in the same file denies all networks and names no virtual network as an exception. Image Builder
    downloads from containers whose addresses cannot be listed: a list of IP addresses does not help. Allow the
    subnets of the build containers and of the build VM, which API version 2024-02-01 lets you choose.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.Storage/storageAccounts",
          "apiVersion": "2023-01-01",
          "name": "stcontoso",
          "location": "westus2",
          "properties": {"networkAcls": {"defaultAction": "Deny"}}
        },
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2024-02-01",
          "name": "image",
          "location": "westus2",
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {
              "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}
            }
          },
          "properties": {
            "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
            "customize": [
              {"type": "Shell", "name": "setup", "scriptUri": "https://stcontoso.blob.core.windows.net/scripts/setup.sh"}
            ],
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
          "type": "Microsoft.Storage/storageAccounts",
          "apiVersion": "2023-01-01",
          "name": "stcontoso",
          "location": "westus2",
          "properties": {"networkAcls": {"defaultAction": "Allow"}}
        },
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2024-02-01",
          "name": "image",
          "location": "westus2",
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {
              "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}
            }
          },
          "properties": {
            "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
            "customize": [
              {"type": "Shell", "name": "setup", "scriptUri": "https://stcontoso.blob.core.windows.net/scripts/setup.sh"}
            ],
            "distribute": [{"type": "VHD", "runOutputName": "out"}]
          }
        }
      ]
    }
    ```

    Source: networking, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-networking
    Source: builds that fail with the identity for Azure Storage, https://github.com/danielsollondon/azvmimagebuilder/issues/31
    """
    node = step.get("sourceUri") or step.get("scriptUri")
    uri = uris.split(node.text() or "") if node is not None else None
    account = uris.storage_account(uri.host) if uri is not None else None
    if node is None or account is None or step.image.at("vmProfile", "vnetConfig", "containerInstanceSubnetId"):
        return
    for resource in document.template.resources_of("microsoft.storage/storageaccounts"):
        if (resource.name or "").lower() != account:
            continue
        rules = resource.body.at("properties", "networkAcls")
        if rules is None or not _closed(rules):
            continue
        yield Finding(
            node,
            f"The storage account `{account}` denies all networks: the download fails. "
            "Allow the subnets of the build in its `virtualNetworkRules`, and set `containerInstanceSubnetId`",
            related=((rules.get("defaultAction") or rules, "denied here"),),
        )


def _closed(rules: Node) -> bool:
    action = rules.get("defaultAction")
    if rules.incomplete or action is None or (action.text() or "").lower() != "deny":
        return False
    lets_in = [rules.get(name) for name in ("virtualNetworkRules", "resourceAccessRules")]
    return all(
        found is None or (found.kind == "array" and not found.children and not found.incomplete) for found in lets_in
    )
