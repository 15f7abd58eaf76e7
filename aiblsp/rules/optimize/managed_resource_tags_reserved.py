"""Managed resource tags that the service writes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


_RESERVED = ("createdby", "usedby", "imagetemplatename", "imagetemplateresourcegroupname")


@rule(WARNING, since="2024-02-01", has="properties.managedResourceTags")
def managed_resource_tags_reserved(image: Image, document: Document) -> Findings:
    """A tag that the service writes itself

    The staging resource group carries tags of the service: `createdBy`, `usedBy`, `imageTemplateName` and
    `imageTemplateResourceGroupName`. A tag of the same name in `managedResourceTags` collides with them.

    ## Bad

    ```json
    "managedResourceTags": {"createdBy": "me", "owner": "me"}
    ```

    ## Good

    ```json
    "managedResourceTags": {"owner": "me"}
    ```

    Source: managedResourceTags, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-managedresourcetags
    """
    tags = image.at("managedResourceTags")
    if tags is None or tags.kind != "object":
        return
    for tag in tags.children:
        if tag.key is not None and tag.key.known and tag.key.text.lower() in _RESERVED:
            yield Finding(
                tag,
                f"The service sets the tag `{tag.key.text}` on the staging resource group itself. Choose another name",
                on="key",
            )
