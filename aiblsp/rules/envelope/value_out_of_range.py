"""Numbers outside of the bounds of the contract; fields with more to say about them have rules of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(
    ERROR,
    types="range",
    rows=("replica-count-out-of-range", "versioning-major-out-of-range", "windows-update-limit-invalid"),
)
def value_out_of_range(mismatch: Mismatch, document: Document) -> Findings:
    """A number outside of the allowed range

    The published contract gives bounds for sizes, counts and durations. The service checks them when the template is
    submitted and rejects it.

    ## Bad

    ```jsonc
    "customize": [{"type": "WindowsUpdate", "name": "updates", "updateLimit": -1}]
    ```

    ## Good

    ```jsonc
    "customize": [{"type": "WindowsUpdate", "name": "updates", "updateLimit": 20}]
    ```

    Source: template schema, https://learn.microsoft.com/azure/templates/microsoft.virtualmachineimages/imagetemplates
    """
    least, most = mismatch.expected
    allowed = f"{least} to {most}" if least and most else f"at least {least}" if least else f"at most {most}"
    message = f"`{mismatch.name}` must be {allowed}: the service rejects the template"
    yield Finding(mismatch.node, message)
