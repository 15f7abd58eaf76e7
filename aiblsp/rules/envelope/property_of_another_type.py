"""Properties that another source, customizer or target type has; speaks of each one once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(
    ERROR,
    types="other-type",
    rows=("source-property-not-for-type", "customizer-property-not-for-type", "distribute-property-not-for-type"),
)
def property_of_another_type(mismatch: Mismatch, document: Document) -> Findings:
    """A property that belongs to another type

    Each `type` of source, customizer, validator and target has properties of its own. `runElevated` on a `Shell` step or
    `imageId` on a `SharedImage` target is rejected as an unknown field since API version 2024-02-01; earlier versions
    drop it, so the step runs without it. Either the property or the type is wrong.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "customize": [
      {"type": "Shell", "name": "setup", "inline": ["echo hi"], "runElevated": true}
    ]
    ```

    ## Good

    ```jsonc
    // api-version: 2024-02-01
    "customize": [
      {"type": "PowerShell", "name": "setup", "inline": ["Write-Output hi"], "runElevated": true}
    ]
    ```

    Source: properties of each type, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json
    """
    owners = " and ".join(f"`{name}`" for name in mismatch.expected[:3])
    message = f"`{mismatch.name}` belongs to {owners}, not to {mismatch.holder}; {mismatch.fate}"
    fix = None
    if mismatch.suggestion is not None:
        message += f". Did you mean `{mismatch.suggestion}`?"
        rename = edit.rename(mismatch.node, mismatch.suggestion)
        fix = Fix(f"Change to `{mismatch.suggestion}`", (rename,), safe=False)
    yield Finding(mismatch.node, message, on="key", fix=fix, severity=None if mismatch.strict else WARNING)
