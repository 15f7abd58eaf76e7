"""Tags of the resource that break the limits of Azure: number, length, letters of the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.pattern import later
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image

_MOST = 50
_LONGEST_NAME = 512
_LONGEST_VALUE = 256
_FORBIDDEN = later(r"[<>%&\\?/]")


@rule(ERROR, has=("tags", "properties.managedResourceTags", "properties.distribute"))
def tags_limit_exceeded(image: Image, document: Document) -> Findings:
    """Tags that Azure refuses

    A resource has at most 50 tags. A tag's name has at most 512 characters, none of them one of `< > % & \\ ? /`, and its
    value at most 256. Azure Resource Manager refuses a resource that breaks one of these limits. `managedResourceTags` and
    `artifactTags` become tags of other resources, for which the same limits hold.

    ## Bad

    ```jsonc
    "tags": {"cost/center": "42"}
    ```

    ## Good

    ```jsonc
    "tags": {"cost-center": "42"}
    ```

    Source: how tags work, https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources
    """
    for tags in image.tag_sets:
        if len(tags.children) > _MOST:
            yield Finding(tags, f"{len(tags.children)} tags are too many: a resource has at most {_MOST}", on="key")
        for tag in tags.children:
            message = _problem(tag)
            if message is not None:
                yield Finding(tag, f"{message}: Azure Resource Manager refuses the resource", on="key")


def _problem(tag: Node) -> str | None:
    if tag.key is not None and tag.key.known:
        name = tag.key.text
        if len(name) > _LONGEST_NAME:
            return f"The name of this tag has {len(name)} characters, allowed are {_LONGEST_NAME}"
        bad = _FORBIDDEN.search(name)
        if bad is not None:
            return f"The name of the tag `{short(name)}` must not contain `{bad.group()}`"
    value = tag.text()
    if value is not None and len(value) > _LONGEST_VALUE:
        return f"The value of this tag has {len(value)} characters, allowed are {_LONGEST_VALUE}"
    return None
