"""Templates with a trigger whose source never changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.ids import parse_resource_id
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Trigger


@rule(ERROR, since="2022-07-01")
def trigger_source_not_latest(trigger: Trigger, document: Document) -> Findings:
    """A trigger on a source image that never changes

    A `SourceImage` trigger waits for a new version of the source. The source must therefore say `latest`, as the version of a
    marketplace image or as the last part of a gallery image's ID; with a fixed version the trigger is refused.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"p": {"type": "string"}},
      "resources": [
        {"type": "Microsoft.VirtualMachineImages/imageTemplates", "apiVersion": "2024-02-01", "name": "t", "location": "westus2",
          "identity": {"type": "UserAssigned", "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}},
          "properties": {"source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "24.04.202404230"}, "distribute": [{"type": "SharedImage", "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/out", "runOutputName": "o"}]}},
        {"type": "Microsoft.VirtualMachineImages/imageTemplates/triggers", "apiVersion": "2024-02-01", "name": "t/new", "dependsOn": ["t"],
          "properties": {"kind": "SourceImage"}}
      ]
    }
    ```

    ## Good

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"p": {"type": "string"}},
      "resources": [
        {"type": "Microsoft.VirtualMachineImages/imageTemplates", "apiVersion": "2024-02-01", "name": "t", "location": "westus2",
          "identity": {"type": "UserAssigned", "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}},
          "properties": {"source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"}, "distribute": [{"type": "SharedImage", "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/out", "runOutputName": "o"}]}},
        {"type": "Microsoft.VirtualMachineImages/imageTemplates/triggers", "apiVersion": "2024-02-01", "name": "t/new", "dependsOn": ["t"],
          "properties": {"kind": "SourceImage"}}
      ]
    }
    ```

    Source: triggers, https://learn.microsoft.com/azure/virtual-machines/image-builder-triggers-how-to
    """
    image = trigger.image
    source = image.source if image is not None else None

    if source is None:
        return
    node = source.get("version") if source.type == "PlatformImage" else source.get("imageVersionId")
    text = node.text() if node is not None else None
    if node is None or not text or source.type not in ("PlatformImage", "SharedImageVersion"):
        return
    version = text if source.type == "PlatformImage" else _version(text)
    if version is None or version.lower() == "latest":
        return
    fix = None
    if node.via is None:
        fix = Fix(
            "Change the version to `latest`",
            (edit.replace(node, edit.quote(text.removesuffix(version) + "latest")),),
            safe=False,
        )
    yield Finding(
        node,
        f"A trigger needs a source that changes, and the version `{version[:40]}` does not: the service rejects the trigger. Use `latest`",
        part=(len(text) - len(version), len(text)),
        fix=fix,
        related=((trigger.node, "the trigger"),),
    )


def _version(text: str) -> str | None:
    """The version at the end of a gallery image version's ID."""
    parsed = parse_resource_id(text)
    segment = parsed.named("versions") if parsed is not None else None
    return segment.text if segment is not None and segment.end == len(text) else None
