"""Property names that are right but for their letter case; values have rules of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(ERROR, types="property-casing", rows=("source-image-version-id-casing",))
def property_casing(mismatch: Mismatch, document: Document) -> Findings:
    """A property in the wrong letter case

    Since API version 2024-02-01 the service compares field names exactly and rejects `vmboot` where `vmBoot` is meant.
    Earlier versions accept any letter case, so a template that worked for years fails on the day its API version is
    raised. The rule is an error where the API version is known to compare exactly, and a warning otherwise.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "optimize": {"vmboot": {"state": "Enabled"}}
    ```

    ## Good

    ```jsonc
    // api-version: 2024-02-01
    "optimize": {"vmBoot": {"state": "Enabled"}}
    ```

    Source: API release notes (May 2024), https://learn.microsoft.com/azure/virtual-machines/image-builder-api-update-release-notes
    """
    right = mismatch.expected[0]
    if mismatch.strict:
        why = f"API version {mismatch.api_version} rejects any other letter case"
    else:
        why = "API versions since 2024-02-01 reject any other letter case"
    parent = mismatch.parent
    taken = parent is not None and any(child.key is not None and child.key.text == right for child in parent.children)
    fix = None if taken else Fix(f"Change to `{right}`", (edit.rename(mismatch.node, right),))
    message = f"`{mismatch.name}` must be written `{right}`: {why}"
    yield Finding(mismatch.node, message, on="key", fix=fix, severity=None if mismatch.strict else WARNING)
