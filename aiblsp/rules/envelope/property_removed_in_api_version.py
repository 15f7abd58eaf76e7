"""Properties that only earlier API versions had; offers the new name where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(ERROR, types="removed-in-version")
def property_removed_in_api_version(mismatch: Mismatch, document: Document) -> Findings:
    """A property that the API version no longer has

    Preview versions had names that are gone: `script` became `scriptUri`, the source type ISO went with all its
    properties. Versions before 2024-02-01 ignore the old name, so the customizer has no script to run; later ones
    reject the template.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "customize": [
      {"type": "Shell", "name": "setup", "script": "https://example.com/setup.sh"}
    ]
    ```

    ## Good

    ```jsonc
    // api-version: 2024-02-01
    "customize": [
      {"type": "Shell", "name": "setup", "scriptUri": "https://example.com/setup.sh"}
    ]
    ```

    Source: May 2020 service update, https://github.com/danielsollondon/azvmimagebuilder/issues/46
    """
    message = f"API version {mismatch.until} was the last one with `{mismatch.name}`; {mismatch.fate}"
    suggestion, parent = mismatch.suggestion, mismatch.parent
    fix = None
    if suggestion is not None:
        message += f". Use `{suggestion}`"
        if parent is not None and not _has_script(parent) and parent.get(suggestion) is None:
            fix = Fix(f"Change to `{suggestion}`", (edit.rename(mismatch.node, suggestion),))
    useless = mismatch.name.lower() == "script" and parent is not None and not _has_script(parent)
    severity = None if mismatch.strict or useless else WARNING
    yield Finding(mismatch.node, message, on="key", fix=fix, severity=severity)


def _has_script(step: Node) -> bool:
    return step.incomplete or any(step.get(name) is not None for name in ("scriptUri", "inline"))
