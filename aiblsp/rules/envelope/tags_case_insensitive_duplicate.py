"""Tags that differ in letter case only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has=("tags", "properties.managedResourceTags", "properties.distribute"))
def tags_case_insensitive_duplicate(image: Image, document: Document) -> Findings:
    """Two tags that differ in letter case only

    Azure compares the names of tags without letter case, so only one of the two survives, and which one is not documented.

    ## Bad

    ```jsonc
    "tags": {"Env": "prod", "env": "dev"}
    ```

    ## Good

    ```jsonc
    "tags": {"env": "prod"}
    ```

    Source: how tags work, https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources
    """
    for tags in image.tag_sets:
        seen: dict[str, Node] = {}
        for tag in tags.children:
            if tag.key is None or not tag.key.known:
                continue
            earlier = seen.setdefault(tag.key.text.lower(), tag)
            if earlier is not tag and earlier.key is not None:
                message = (
                    f"For Azure `{short(tag.key.text)}` is the same tag as `{short(earlier.key.text)}`. Remove one"
                )
                yield Finding(tag, message, on="key", related=((earlier, "the other one"),))
