"""An `apiVersion` in a bare resource body, where the client names the version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import INFO, WARNING, Finding, rule
from aiblsp.template.written import as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(INFO, only="bare", has="apiVersion")
def api_version_in_raw_body(image: Image, document: Document) -> Findings:
    """An API version in a bare resource body

    A bare resource body is sent to an address that names the API version, and that one counts, not the `apiVersion` in the
    file. Since API version 2024-02-01, which rejects unknown fields, the release notes advise to leave it out; there the rule
    is a warning. aiblsp takes the value as a hint and checks the file by it.

    ## Bad

    ```jsonc
    "apiVersion": "2024-02-01"
    ```

    ## Good

    ```jsonc
    "location": "westus2"
    ```

    Source: API release notes, https://learn.microsoft.com/azure/virtual-machines/image-builder-api-update-release-notes
    """
    if image.kind != "bare":
        return
    node = image.body.get("apiVersion")
    if node is None:
        return
    written = as_written(document.tree, node)
    message = "The client names the API version; the one in the file has no effect"
    if image.strict:
        message += ", and API versions since 2024-02-01 may reject it"
    yield Finding(
        node,
        f"{message}. Leave it out",
        on="key",
        fix=None
        if written is None
        else Fix(
            "Remove it; the version is then what the client asks for",
            edit.remove(document.source, *written),
            safe=False,
        ),
        severity=WARNING if image.strict else None,
        tags=frozenset({"unnecessary"}),
    )
