"""An image template without an identity; what is in an identity is left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR)
def identity_missing(image: Image, document: Document) -> Findings:
    """An image template without an identity

    Image Builder acts with a user-assigned identity: it reads scripts with it and writes the finished image. Since API
    version 2020-02-14 a template without one is refused at submission. The preview 2019-05-01-preview lets it pass, but
    builds need an identity there too, so it is a warning for that version and where the version is not known.

    ## Bad

    ```json
    {
      "type": "Microsoft.VirtualMachineImages/imageTemplates",
      "location": "westus2",
      "properties": {
        "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"},
        "distribute": [{"type": "VHD", "runOutputName": "ubuntu"}]
      }
    }
    ```

    ## Good

    ```json
    {
      "type": "Microsoft.VirtualMachineImages/imageTemplates",
      "location": "westus2",
      "identity": {
        "type": "UserAssigned",
        "userAssignedIdentities": {
          "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}
        }
      },
      "properties": {
        "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"},
        "distribute": [{"type": "VHD", "runOutputName": "ubuntu"}]
      }
    }
    ```

    Source: user-assigned identity for the image template, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#user-assigned-identity-for-azure-image-builder-image-template-resource
    """
    if image.kind == "properties" or image.body.incomplete or image.root("identity") is not None:
        return
    version = image.api_version
    if version is not None and version < "2019-05-01-preview":
        return  # retired, and from before identities
    refused = image.since("2020-02-14")
    effect = "the service refuses it" if refused else "from API version 2020-02-14 on the service refuses it"
    yield Finding(
        image.body,
        f"The image template has no `identity`: {effect} with \"Missing field 'identity'\". Add a user-assigned identity",
        span=image.head,
        severity=ERROR if refused else WARNING,
    )
