"""Subscriptions in resource IDs that are not GUIDs; IDs with blanks in them are left to `resource-id-whitespace`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.ids import general_problems
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR)
def resource_id_subscription_format(image: Image, document: Document) -> Findings:
    """A subscription in a resource ID that is not a GUID

    The part after `/subscriptions/` is the ID of the subscription, never its name. With a name, or a GUID that lost a
    digit, the service finds no resource.

    ## Bad

    ```jsonc
    "source": {
      "type": "ManagedImage",
      "imageId": "/subscriptions/my-subscription/resourceGroups/rg/providers/Microsoft.Compute/images/img"
    }
    ```

    ## Good

    ```jsonc
    "source": {
      "type": "ManagedImage",
      "imageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/images/img"
    }
    ```

    Source: formats of resource IDs, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json
    """
    for written in image.resource_ids:
        for problem in general_problems(written.text):
            if problem.reason != "subscription":
                continue
            yield Finding(
                written.node,
                f"In this resource ID {problem.message}. Use the ID of the subscription, as `az account show` prints it",
                on=written.on,
                part=(problem.start, problem.end) if written.on == "value" else None,
            )
