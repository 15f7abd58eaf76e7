"""Staging resource groups that are not named by their resource ID; blanks, subscriptions and names are left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.ids import check_id
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="properties.stagingResourceGroup", since="2022-02-14")
def staging_rg_id_format(image: Image, document: Document) -> Findings:
    """A staging resource group that is not named by its ID

    The field takes the ID of a resource group. A bare name, or the ID of something in a group, is refused at submission.

    ## Bad

    ```json
    "stagingResourceGroup": "rg-staging"
    ```

    ## Good

    ```json
    "stagingResourceGroup": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-staging"
    ```

    Source: stagingResourceGroup, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-stagingresourcegroup
    """
    group = image.at("stagingResourceGroup")
    text = group.text() if group is not None else None
    if group is None or not text:
        return
    problem = check_id("resource-group", text)
    if problem is not None and problem.reason == "shape":
        yield Finding(
            group,
            f"This {problem.message}. `stagingResourceGroup` takes `/subscriptions/…/resourceGroups/…`",
        )
