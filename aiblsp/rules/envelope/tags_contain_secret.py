"""Passwords, keys and tokens in tags; other places have rules in the section on security. Shows none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.facts.secrets import find_secrets
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has=("tags", "properties.managedResourceTags", "properties.distribute"))
def tags_contain_secret(image: Image, document: Document) -> Findings:
    """A secret in a tag

    Tags are plain text. Everybody who may read the resource sees them, and they appear in cost reports, exports and logs. A
    password or key in a tag must be considered known; put it into a key vault.

    ## Bad

    ```jsonc
    "tags": {"adminPassword": "P@ssw0rd!23"}
    ```

    ## Good

    ```jsonc
    "tags": {"owner": "team-images"}
    ```

    Source: tags are stored as plain text, https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources
    """
    for tags in image.tag_sets:
        for tag in tags.children:
            value = tag.text()
            if value is None or tag.key is None or not tag.key.known:
                continue
            mark = "'" if '"' in value else '"'
            named = find_secrets(f"{tag.key.text}={mark}{value}{mark}")
            if named:
                found = find_secrets(value) or named
                message = f"The tag `{short(tag.key.text)}` seems to hold {found[0].kind}, and tags are plain text"
                yield Finding(
                    tag,
                    f"{message} for all who may read the resource. Put it into a key vault",
                    tags=frozenset({"secret"}),
                )
