"""Values and types that are right but for their letter case; property names are left to `property-casing`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(ERROR, types=("enum-casing", "type-casing"))
def enum_value_casing(mismatch: Mismatch, document: Document) -> Findings:
    """A value in the wrong letter case

    Since API version 2024-02-01 the service compares values exactly. Earlier versions are tolerant, but not of `type`: a
    `sharedImage` where `SharedImage` is meant has been rejected in all of them. The rule is an error for types and where
    the API version is known to compare exactly, and a warning otherwise.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "errorHandling": {"onCustomizerError": "Cleanup"}
    ```

    ## Good

    ```jsonc
    // api-version: 2024-02-01
    "errorHandling": {"onCustomizerError": "cleanup"}
    ```

    Source: API release notes (May 2024), https://learn.microsoft.com/azure/virtual-machines/image-builder-api-update-release-notes
    Source: inconsistent casing of types, https://github.com/MicrosoftDocs/azure-docs/issues/61973
    """
    right = mismatch.expected[0]
    certain = mismatch.strict or mismatch.kind == "type-casing"
    if certain:
        why = "the service rejects any other letter case"
    else:
        why = "API versions since 2024-02-01 reject any other letter case"
    yield Finding(
        mismatch.node,
        f"`{mismatch.found}` must be written `{right}`: {why}",
        fix=Fix(f"Change to `{right}`", (edit.replace(mismatch.node, edit.quote(right)),)),
        severity=None if certain else WARNING,
    )
