"""Staging resource groups of the same file in another region than the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.related import GROUP, elsewhere, related

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="properties.stagingResourceGroup", since="2022-02-14")
def staging_rg_region_mismatch(image: Image, document: Document) -> Findings:
    """A staging resource group in another region

    A staging resource group of your own must be empty and in the region of the template. The service refuses another one with
    `BadStagingResourceGroup`.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {"type": "Microsoft.Resources/resourceGroups", "apiVersion": "2022-09-01", "name": "rg-staging", "location": "eastus"},
        {
          "type": "Microsoft.Resources/deployments",
          "apiVersion": "2022-09-01",
          "name": "template",
          "resourceGroup": "rg-images",
          "dependsOn": ["[subscriptionResourceId('Microsoft.Resources/resourceGroups', 'rg-staging')]"],
          "properties": {
            "mode": "Incremental",
            "template": {
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
                    "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}
                  },
                  "properties": {
                    "stagingResourceGroup": "[subscriptionResourceId('Microsoft.Resources/resourceGroups', 'rg-staging')]",
                    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
                    "distribute": [{"type": "VHD", "runOutputName": "out"}]
                  }
                }
              ]
            }
          }
        }
      ]
    }
    ```

    ## Good

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {"type": "Microsoft.Resources/resourceGroups", "apiVersion": "2022-09-01", "name": "rg-staging", "location": "westus2"},
        {
          "type": "Microsoft.Resources/deployments",
          "apiVersion": "2022-09-01",
          "name": "template",
          "resourceGroup": "rg-images",
          "dependsOn": ["[subscriptionResourceId('Microsoft.Resources/resourceGroups', 'rg-staging')]"],
          "properties": {
            "mode": "Incremental",
            "template": {
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
                    "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}
                  },
                  "properties": {
                    "stagingResourceGroup": "[subscriptionResourceId('Microsoft.Resources/resourceGroups', 'rg-staging')]",
                    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
                    "distribute": [{"type": "VHD", "runOutputName": "out"}]
                  }
                }
              ]
            }
          }
        }
      ]
    }
    ```

    Source: stagingResourceGroup, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-stagingresourcegroup
    """
    node, home = image.at("stagingResourceGroup"), image.root("location")
    group = related(image, node, GROUP)
    found = elsewhere(image, group.location) if group is not None else None
    if group is None or node is None or home is None or found is None:
        return
    here, there = found
    yield Finding(
        group.location,
        f"The staging resource group is in `{there.name}` and the template in `{here.name}`: the service refuses that. "
        "Keep both in one region",
        related=((node, "used here"), (home, "the region of the template")),
    )
