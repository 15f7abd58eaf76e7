"""An empty name of the staging resource group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(HINT, has="properties.stagingResourceGroup", since="2022-02-14")
def staging_rg_empty_string(image: Image, document: Document) -> Findings:
    """An empty staging resource group

    An empty string means the same as nothing: the service makes a resource group of its own, `IT_…`.

    ## Bad

    ```json
    "stagingResourceGroup": ""
    ```

    ## Good

    ```json
    "buildTimeoutInMinutes": 100
    ```

    Source: stagingResourceGroup, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-stagingresourcegroup
    """
    group = image.at("stagingResourceGroup")
    if group is None or group.text() != "" or image.properties is None:
        return
    fix = None
    if group.via is None and group in image.properties.children:
        fix = Fix("Remove it", edit.remove(document.source, image.properties, group))
    yield Finding(
        group,
        "An empty `stagingResourceGroup` is the same as none: the service makes a group of its own",
        fix=fix,
        tags=frozenset({"unnecessary"}),
    )
