"""Tags that are not an object of strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(
    ERROR,
    types=("wrong-container", "wrong-type"),
    at=(
        "tags",
        "tags.{key}",
        "properties.managedResourceTags",
        "properties.managedResourceTags.{key}",
        "properties.distribute[].artifactTags",
        "properties.distribute[].artifactTags.{key}",
    ),
)
def tags_not_string_map(mismatch: Mismatch, document: Document) -> Findings:
    """Tags that are not names with text

    A tag is a name and a text. Numbers, booleans, null and nested objects are refused when the template is submitted, also in
    `artifactTags` and `managedResourceTags`.

    ## Bad

    ```jsonc
    "tags": {"build": 42, "production": true}
    ```

    ## Good

    ```jsonc
    "tags": {"build": "42", "production": "true"}
    ```

    Source: how tags work, https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources
    """
    node = mismatch.node
    if mismatch.kind == "wrong-container":
        yield Finding(node, f"`{mismatch.name}` must be an object of names and texts: the service rejects the template")
        return
    fix = None
    if node.kind in ("number", "boolean") and node.via is None:
        text = str(node.value).lower() if node.kind == "boolean" else str(node.value)
        if node.kind == "boolean" or isinstance(node.value, int):
            fix = Fix(f'Change to `"{text}"`', (edit.replace(node, edit.quote(text)),))
    yield Finding(node, f"The tag `{short(mismatch.name)}` must be a text: the service rejects the template", fix=fix)
