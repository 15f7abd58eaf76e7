"""Subnets for containers, of the same file, that are not delegated to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.subnets import subnet

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


_SERVICE = "Microsoft.ContainerInstance/containerGroups"


@rule(ERROR, has="properties.vmProfile", since="2024-02-01")
def vnet_aci_subnet_not_delegated(image: Image, document: Document) -> Findings:
    """A subnet for containers that is not delegated to them

    Containers run only in a subnet that is delegated to `Microsoft.ContainerInstance/containerGroups`. Without the delegation
    the build fails before it starts.

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
              {"name": "build", "properties": {"addressPrefix": "10.0.0.0/24", "privateLinkServiceNetworkPolicies": "Disabled"}},
              {"name": "aci", "properties": {"addressPrefix": "10.0.1.0/28"}}
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
            "vmProfile": {"vnetConfig": {"subnetId": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'build')]", "containerInstanceSubnetId": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'aci')]"}}
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
              {"name": "build", "properties": {"addressPrefix": "10.0.0.0/24", "privateLinkServiceNetworkPolicies": "Disabled"}},
              {"name": "aci", "properties": {"addressPrefix": "10.0.1.0/28", "delegations": [{"name": "aci", "properties": {"serviceName": "Microsoft.ContainerInstance/containerGroups"}}]}}
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
            "vmProfile": {"vnetConfig": {"subnetId": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'build')]", "containerInstanceSubnetId": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'aci')]"}}
          }
        }
      ]
    }
    ```

    Source: networking, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-networking
    """
    found = subnet(image, "containerInstanceSubnetId")
    node = image.at("vmProfile", "vnetConfig", "containerInstanceSubnetId")
    if found is None or node is None:
        return
    listed = found.get("delegations")
    if listed is not None and (listed.kind != "array" or listed.incomplete):
        return
    for entry in listed.children if listed is not None else ():
        service = entry.at("properties", "serviceName")
        if service is None or service.kind != "string" or service.value.lower() == _SERVICE.lower():
            return
    fix = None
    if listed is None and found.via is None and found.source is None:
        delegation = edit.quote([{"name": "containers", "properties": {"serviceName": _SERVICE}}])
        fix = Fix(
            "Delegate the subnet", (edit.insert_member(document.source, found, "delegations", delegation),), safe=False
        )
    yield Finding(
        found,
        f"Image Builder's containers are to run in this subnet, which is not delegated to `{_SERVICE}`: the build fails. Add the delegation",
        on="key",
        related=((node, "the subnet is used here"),),
        fix=fix,
    )
