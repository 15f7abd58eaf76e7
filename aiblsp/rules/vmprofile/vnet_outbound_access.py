"""Build subnets of the same file that have no way out; routes that the file does not hold are not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import WARNING, Finding, rule
from aiblsp.template.subnets import subnet

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has="properties.vmProfile.vnetConfig", since="2020-02-14")
def vnet_outbound_access(image: Image, document: Document) -> Findings:
    """A build subnet without a way out

    The build VM, and the container that drives it, fetch scripts and report to Azure. A private subnet, which new networks
    get by default since April 2026, has no way out of its own: without a NAT gateway, or a route to a firewall, the build
    cannot download anything and fails when its time is over. A route that a gateway announces is not in the file; with
    one of those this is a false alarm.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"p": {"type": "string"}, "a": {"type": "array"}},
      "resources": [
        {
          "type": "Microsoft.Network/virtualNetworks",
          "apiVersion": "2023-09-01",
          "name": "vnet",
          "location": "westus2",
          "properties": {
            "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
            "subnets": [
              {"name": "build", "properties": {"addressPrefix": "10.0.0.0/24", "privateLinkServiceNetworkPolicies": "Disabled", "defaultOutboundAccess": false}}
            ]
          }
        },
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2024-02-01",
          "name": "t",
          "location": "westus2",
          "dependsOn": ["[resourceId('Microsoft.Network/virtualNetworks', 'vnet')]"],
          "identity": {"type": "UserAssigned", "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}},
          "properties": {
            "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
            "distribute": [{"type": "VHD", "runOutputName": "ubuntu"}],
            "vmProfile": {"vnetConfig": {"subnetId": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'build')]"}}
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
      "parameters": {"p": {"type": "string"}, "a": {"type": "array"}},
      "resources": [
        {
          "type": "Microsoft.Network/virtualNetworks",
          "apiVersion": "2023-09-01",
          "name": "vnet",
          "location": "westus2",
          "properties": {
            "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
            "subnets": [
              {"name": "build", "properties": {"addressPrefix": "10.0.0.0/24", "privateLinkServiceNetworkPolicies": "Disabled", "defaultOutboundAccess": false, "natGateway": {"id": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/natGateways/nat"}}}
            ]
          }
        },
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2024-02-01",
          "name": "t",
          "location": "westus2",
          "dependsOn": ["[resourceId('Microsoft.Network/virtualNetworks', 'vnet')]"],
          "identity": {"type": "UserAssigned", "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}},
          "properties": {
            "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
            "distribute": [{"type": "VHD", "runOutputName": "ubuntu"}],
            "vmProfile": {"vnetConfig": {"subnetId": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'build')]"}}
          }
        }
      ]
    }
    ```

    Source: release notes of March 2026, https://learn.microsoft.com/azure/virtual-machines/image-builder-api-update-release-notes
    Source: default outbound access, https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access
    """
    for name in ("subnetId", "containerInstanceSubnetId"):
        found = subnet(image, name)
        access = found.get("defaultOutboundAccess") if found is not None else None
        if found is None or access is None or access.kind != "boolean" or access.value:
            continue
        if found.get("natGateway") is not None or found.get("routeTable") is not None:
            continue
        used = image.at("vmProfile", "vnetConfig", name)
        yield Finding(
            access,
            "This subnet has no way out, neither a NAT gateway nor a route table: the build can download nothing and fails. "
            "Give it a `natGateway`",
            related=((used, "the subnet is used here"),) if used is not None else (),
        )
