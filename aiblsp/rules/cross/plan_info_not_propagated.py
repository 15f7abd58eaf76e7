"""Image definitions of the same file without the purchase plan of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import INFO, Finding, rule
from aiblsp.template.related import definitions
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource

_NAMES: Final = {"planName": "name", "planPublisher": "publisher", "planProduct": "product"}


@rule(INFO, types="PlatformImage", has="planInfo", since="2020-02-14")
def plan_info_not_propagated(source: ImageSource, document: Document) -> Findings:
    """A purchase plan that is not handed on

    An image that is made from a marketplace image with a plan needs that plan, too. It is not handed on: without `purchasePlan` in the
    image definition whoever makes a virtual machine from a version must know the plan and name it, or the deployment
    fails.

    The fix adds the plan. It is not called safe, for a definition that exists takes no plan afterwards.

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
            "identifier": {"publisher": "contoso", "offer": "base", "sku": "base"}
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
            "source": {"type": "PlatformImage", "publisher": "contoso", "offer": "o", "sku": "p", "version": "latest", "planInfo": {"planName": "p", "planProduct": "o", "planPublisher": "contoso"}},
            "distribute": [
              {"type": "SharedImage", "galleryImageId": "[resourceId('Microsoft.Compute/galleries/images', 'gal', 'ubuntu')]", "runOutputName": "out"}
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
            "purchasePlan": {"name": "p", "publisher": "contoso", "product": "o"}
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
            "source": {"type": "PlatformImage", "publisher": "contoso", "offer": "o", "sku": "p", "version": "latest", "planInfo": {"planName": "p", "planProduct": "o", "planPublisher": "contoso"}},
            "distribute": [
              {"type": "SharedImage", "galleryImageId": "[resourceId('Microsoft.Compute/galleries/images', 'gal', 'ubuntu')]", "runOutputName": "out"}
            ]
          }
        }
      ]
    }
    ```

    Source: plan_info of a marketplace image, https://github.com/hashicorp/packer/issues/12616
    """
    plan = source.get("planInfo")
    if plan is None or plan.kind != "object":
        return
    for _, definition in definitions(source.image):
        properties = definition.body.get("properties")
        if properties is None or properties.kind != "object" or properties.incomplete:
            continue
        theirs = properties.get("purchasePlan")
        if theirs is None:
            yield Finding(
                properties,
                "The source has a purchase plan and this image definition has none. Add it as `purchasePlan`",
                on="key",
                related=((plan, "the plan of the source"),),
                fix=_fix(plan, properties, document),
            )
        elif _differ(plan, theirs):
            yield Finding(
                theirs,
                "This is not the purchase plan of the source. Name the same one",
                on="key",
                related=((plan, "the plan of the source"),),
            )


def _differ(plan: Node, theirs: Node) -> bool:
    for name, other in _NAMES.items():
        one, two = plan.get(name), theirs.get(other)
        texts = [(node.text() or "").lower() for node in (one, two) if node is not None]
        if len(texts) == 2 and all(texts) and texts[0] != texts[1]:
            return True
    return False


def _fix(plan: Node, properties: Node, document: Document) -> Fix | None:
    raw = container_as_written(document.tree, properties)
    values = {other: node.text() for name, other in _NAMES.items() if (node := plan.get(name)) is not None}
    if raw is None or len(values) != len(_NAMES) or not all(values.values()):
        return None
    added = edit.insert_member(document.source, raw, "purchasePlan", edit.quote(values))
    return Fix("Add the plan of the source", (added,), safe=False)
