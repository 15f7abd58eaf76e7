"""Properties that no API version has at this place; those of other places, types and versions have rules of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(ERROR, types="unknown-property")
def unknown_property(mismatch: Mismatch, document: Document) -> Findings:
    """A property that does not exist

    Since API version 2024-02-01 the service rejects a template with a field that it does not know ("unknown field").
    Earlier versions drop it without a word: the image is built, but without the tags, the timeout or the network that
    the template asks for, and nobody notices until it is used. The rule is an error where the API version is known to
    reject the field, and a warning otherwise.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [
      {"type": "VHD", "runOutputName": "out", "aritfactTags": {"team": "images"}}
    ]
    ```

    ## Good

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [
      {"type": "VHD", "runOutputName": "out", "artifactTags": {"team": "images"}}
    ]
    ```

    Source: API release notes (May 2024), https://learn.microsoft.com/azure/virtual-machines/image-builder-api-update-release-notes
    """
    name, suggestion = mismatch.name, mismatch.suggestion
    message = f"`{name}` is no property of {mismatch.holder}; {mismatch.fate}"
    fix = None
    if suggestion is not None:
        message += f". Did you mean `{suggestion}`?"
        fix = Fix(f"Change to `{suggestion}`", (edit.rename(mismatch.node, suggestion),), safe=False)
    yield Finding(mismatch.node, message, on="key", fix=fix, severity=None if mismatch.strict else WARNING)
