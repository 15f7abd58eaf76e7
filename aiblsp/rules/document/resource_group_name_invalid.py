"""Resource group names in resource IDs that Azure refuses; IDs with blanks are left to `resource-id-whitespace`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.ids import general_problems
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR)
def resource_group_name_invalid(image: Image, document: Document) -> Findings:
    """A resource group name that Azure refuses

    A resource group has a name of 1 to 90 letters, digits, underscores, parentheses, hyphens and periods, and does not
    end with a period. A staging resource group with another name makes the service reject the template; an ID with one
    names no resource.

    ## Bad

    ```jsonc
    // api-version: 2022-02-14
    "stagingResourceGroup": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-staging."
    ```

    ## Good

    ```jsonc
    // api-version: 2022-02-14
    "stagingResourceGroup": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-staging"
    ```

    Source: naming rules, https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
    """
    for written in image.resource_ids:
        for problem in general_problems(written.text):
            if problem.reason != "group":
                continue
            yield Finding(
                written.node,
                f"In this resource ID {problem.message}. No resource group can have that name",
                on=written.on,
                part=(problem.start, problem.end) if written.on == "value" else None,
            )
