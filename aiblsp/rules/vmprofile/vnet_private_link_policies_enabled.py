"""Build subnets of the same file that do not take a private link service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.template.subnets import subnet

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has="properties.vmProfile", since="2020-02-14")
def vnet_private_link_policies_enabled(image: Image, document: Document) -> Findings:
    """A build subnet that takes no private link service

    With `subnetId` alone Image Builder puts a private link service into the subnet. That works only where the subnet switches
    its network policies for such services off; otherwise the build fails with `PrivateLinkServiceNetworkPolicies`. A subnet for
    containers spares the service.

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
              {"name": "build", "properties": {"addressPrefix": "10.0.0.0/24"}},
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
            "vmProfile": {"vnetConfig": {"subnetId": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'build')]"}}
          }
        }
      ]
    }
    ```

    Source: issue 272 of the AVD accelerator, https://github.com/Azure/avdaccelerator/issues/272
    """
    node = image.at("vmProfile", "vnetConfig", "subnetId")
    container = image.at("vmProfile", "vnetConfig", "containerInstanceSubnetId")
    if node is None or (container is not None and container.text() != ""):
        return
    found = subnet(image, "subnetId")
    if found is None:
        return
    policies = found.get("privateLinkServiceNetworkPolicies")
    if policies is not None and (policies.kind != "string" or policies.value.lower() == "disabled"):
        return
    fix = None
    if found.via is None and found.source is None and (policies is None or policies.via is None):
        name = "privateLinkServiceNetworkPolicies"
        change = (
            edit.insert_member(document.source, found, name, '"Disabled"')
            if policies is None
            else edit.replace(policies, '"Disabled"')
        )
        fix = Fix("Switch the policies off for this subnet", (change,), safe=False)
    yield Finding(
        policies or found,
        "The build needs a private link service in this subnet, and its network policies forbid it: the build fails. Set `privateLinkServiceNetworkPolicies` to `Disabled`",
        on="value" if policies is not None else "key",
        related=((node, "the subnet is used here"),),
        fix=fix,
    )
