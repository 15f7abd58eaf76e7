"""Virtual networks of the same file in another region than the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.related import NETWORK, elsewhere, related

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="properties.vmProfile.vnetConfig")
def vnet_region_mismatch(image: Image, document: Document) -> Findings:
    """A virtual network in another region

    The build VM is made in the region of the template and joins the subnet there, which is possible within one region only. The build
    fails when the virtual machine is to be made.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.Network/virtualNetworks",
          "apiVersion": "2023-11-01",
          "name": "vnet",
          "location": "eastus",
          "properties": {
            "addressSpace": {"addressPrefixes": ["10.0.0.0/24"]},
            "subnets": [{"name": "build", "properties": {"addressPrefix": "10.0.0.0/25", "privateLinkServiceNetworkPolicies": "Disabled"}}]
          }
        },
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2024-02-01",
          "name": "golden",
          "location": "westus2",
          "dependsOn": ["[resourceId('Microsoft.Network/virtualNetworks', 'vnet')]"],
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}
          },
          "properties": {
            "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
            "vmProfile": {
              "vnetConfig": {"subnetId": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'build')]"}
            },
            "distribute": [
              {"type": "VHD", "runOutputName": "out"}
            ]
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
          "type": "Microsoft.Network/virtualNetworks",
          "apiVersion": "2023-11-01",
          "name": "vnet",
          "location": "westus2",
          "properties": {
            "addressSpace": {"addressPrefixes": ["10.0.0.0/24"]},
            "subnets": [{"name": "build", "properties": {"addressPrefix": "10.0.0.0/25", "privateLinkServiceNetworkPolicies": "Disabled"}}]
          }
        },
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2024-02-01",
          "name": "golden",
          "location": "westus2",
          "dependsOn": ["[resourceId('Microsoft.Network/virtualNetworks', 'vnet')]"],
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}
          },
          "properties": {
            "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
            "vmProfile": {
              "vnetConfig": {"subnetId": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'build')]"}
            },
            "distribute": [
              {"type": "VHD", "runOutputName": "out"}
            ]
          }
        }
      ]
    }
    ```

    Source: networking, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-networking
    """
    settings, home = image.at("vmProfile", "vnetConfig"), image.root("location")
    if settings is None or home is None:
        return
    for name in ("subnetId", "containerInstanceSubnetId"):
        subnet = settings.get(name)
        network = related(image, subnet, NETWORK)
        found = elsewhere(image, network.location) if network is not None else None
        if network is None or subnet is None or found is None:
            continue
        here, there = found
        yield Finding(
            network.location,
            f"The virtual network is in `{there.name}` and the build in `{here.name}`: the build VM cannot join it. "
            "Keep both in one region",
            related=((subnet, "used here"), (home, "the region of the template")),
        )
