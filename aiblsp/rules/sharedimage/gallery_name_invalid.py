"""Names of galleries and image definitions that Azure does not give out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(ERROR, types="SharedImage", has="galleryImageId")
def gallery_name_invalid(target: Target, document: Document) -> Findings:
    """A name that no gallery can have

    The name of a gallery has letters, digits, periods and underscores; a hyphen is the usual mistake. An image definition may have
    hyphens, too. Both start and end with a letter or digit and have at most 80 characters. With any other name the target
    does not exist and the distribution fails.

    ## Bad

    ```json
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/my-gal/images/ubuntu",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    ## Good

    ```json
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/my_gal/images/ubuntu",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    Source: naming rules for Azure resources, https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
    """
    for node, problem in target.id_problems:
        if problem.reason == "name":
            yield Finding(
                node,
                f"{problem.sentence}. No such gallery or image definition can exist",
                part=(problem.start, problem.end),
            )
