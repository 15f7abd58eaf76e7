"""Image definitions of the same file whose security type does not go with Image Builder, or with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, WARNING, Finding, rule
from aiblsp.template.related import definitions, security_feature, security_type, source_definition

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.declared import Resource
    from aiblsp.template.model import Image


@rule(ERROR, has="properties.source", only="resources")
def security_type_definition_mismatch(image: Image, document: Document) -> Findings:
    """A security type that cannot be built from, or is lost

    Image Builder does not build from images of definitions with the security type `TrustedLaunch` or `ConfidentialVM`, which are for
    such virtual machines only. `TrustedLaunchSupported` works, but source and target must both have it, or the image that
    is made does not support Trusted Launch; that is a warning.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.Compute/galleries/images",
          "apiVersion": "2023-07-03",
          "name": "gal/ubuntu",
          "location": "westus2",
          "properties": {
            "osType": "Linux",
            "osState": "Generalized",
            "hyperVGeneration": "V2",
            "identifier": {"publisher": "contoso", "offer": "base", "sku": "base"},
            "features": [{"name": "SecurityType", "value": "TrustedLaunch"}]
          }
        },
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2024-02-01",
          "name": "golden",
          "location": "westus2",
          "dependsOn": ["[resourceId('Microsoft.Compute/galleries/images', 'gal', 'ubuntu')]"],
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}
          },
          "properties": {
            "source": {"type": "SharedImageVersion", "imageVersionId": "[resourceId('Microsoft.Compute/galleries/images/versions', 'gal', 'ubuntu', '1.0.0')]"},
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
          "type": "Microsoft.Compute/galleries/images",
          "apiVersion": "2023-07-03",
          "name": "gal/ubuntu",
          "location": "westus2",
          "properties": {
            "osType": "Linux",
            "osState": "Generalized",
            "hyperVGeneration": "V2",
            "identifier": {"publisher": "contoso", "offer": "base", "sku": "base"},
            "features": [{"name": "SecurityType", "value": "TrustedLaunchSupported"}]
          }
        },
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2024-02-01",
          "name": "golden",
          "location": "westus2",
          "dependsOn": ["[resourceId('Microsoft.Compute/galleries/images', 'gal', 'ubuntu')]"],
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}
          },
          "properties": {
            "source": {"type": "SharedImageVersion", "imageVersionId": "[resourceId('Microsoft.Compute/galleries/images/versions', 'gal', 'ubuntu', '1.0.0')]"},
            "distribute": [
              {"type": "VHD", "runOutputName": "out"}
            ]
          }
        }
      ]
    }
    ```

    Source: overview, https://learn.microsoft.com/azure/virtual-machines/image-builder-overview#confidential-vm-and-trusted-launch-support
    """
    definition = source_definition(image)
    kind = security_type(definition) if definition is not None else None
    if definition is None or kind is None:
        return
    feature = security_feature(definition)
    if kind.lower() in ("trustedlaunch", "confidentialvm") and feature is not None:
        yield Finding(
            feature,
            f"Image Builder cannot build from an image of the security type `{kind}`. "
            f"Build from one with `{kind}Supported`",
        )
        return
    supported = kind.lower() == "trustedlaunchsupported"
    for _, other in definitions(image):
        theirs = security_type(other)
        if other is definition or theirs is None or (theirs.lower() == "trustedlaunchsupported") == supported:
            continue
        having, lacking = ("source", "target") if supported else ("target", "source")
        yield from _differ(other, having, lacking)


def _differ(target: Resource, having: str, lacking: str) -> Findings:
    node = security_feature(target) or target.body.get("name")
    if node is not None:
        yield Finding(
            node,
            f"The {having}'s image definition supports Trusted Launch and the {lacking}'s does not. "
            "Both must have `TrustedLaunchSupported`, or the image does not support it",
            severity=WARNING,
        )
