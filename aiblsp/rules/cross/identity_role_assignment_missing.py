"""Identities that the file makes without giving them a role; off by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import INFO, Finding, rule
from aiblsp.template.related import IDENTITY, related_by_name

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(INFO, has="identity", default=False)
def identity_role_assignment_missing(image: Image, document: Document) -> Findings:
    """An identity without a role

    The identity needs roles: to read the source image, to write what is distributed, to join a subnet. A file that makes the identity
    and assigns no role leaves that to someone else, and most failures of a template to deploy come from missing
    permissions. Roles may be assigned elsewhere, so the rule is off by default.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.ManagedIdentity/userAssignedIdentities",
          "apiVersion": "2023-01-31",
          "name": "id-aib",
          "location": "westus2"
        },
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2024-02-01",
          "name": "golden",
          "location": "westus2",
          "dependsOn": ["[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-aib')]"],
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {"[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-aib')]": {}}
          },
          "properties": {
            "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
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
          "type": "Microsoft.ManagedIdentity/userAssignedIdentities",
          "apiVersion": "2023-01-31",
          "name": "id-aib",
          "location": "westus2"
        },
        {
          "type": "Microsoft.Authorization/roleAssignments",
          "apiVersion": "2022-04-01",
          "name": "[guid(resourceGroup().id, 'id-aib')]",
          "properties": {
            "roleDefinitionId": "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b24988ac-6180-42a0-ab88-20f7382dd24c')]",
            "principalId": "[reference(resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-aib'), '2023-01-31').principalId]",
            "principalType": "ServicePrincipal"
          }
        },
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2024-02-01",
          "name": "golden",
          "location": "westus2",
          "dependsOn": ["[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-aib')]"],
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {"[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-aib')]": {}}
          },
          "properties": {
            "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
            "distribute": [
              {"type": "VHD", "runOutputName": "out"}
            ]
          }
        }
      ]
    }
    ```

    Source: permissions, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-permissions-cli
    """
    template, written = image.template, image.node.get("identity")
    identities = written.get("userAssignedIdentities") if written is not None else None
    if template is None or identities is None or identities.kind != "object":
        return
    if template.resources_of("microsoft.authorization/roleassignments") or any(scope.open for scope in template.scopes):
        return
    for child in identities.children:
        made = related_by_name(image, child, IDENTITY)
        name = made.body.get("name") if made is not None else None
        if name is not None:
            yield Finding(
                name,
                "The file makes this identity and assigns no role to it. Without permissions the build fails",
                related=((child, "used here"),),
            )
