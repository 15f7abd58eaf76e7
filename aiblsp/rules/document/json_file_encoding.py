"""Files that are not plain UTF-8, where a tool stumbles over that; the text itself is not looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings


@rule(WARNING)
def json_file_encoding(document: Document) -> Findings:
    """The file is not plain UTF-8

    `az image builder create --image-template` reports "invalid JSON" for a file that starts with a byte order mark or is
    saved as UTF-16, as some Windows editors and `Out-File` of Windows PowerShell do. Deployment templates are read with
    more care, so there only bytes that belong to no encoding are reported.

    ## Bad

    ```jsonc
    // bom: true
    "buildTimeoutInMinutes": 100
    ```

    ## Good

    ```jsonc
    "buildTimeoutInMinutes": 100
    ```

    Source: claims of invalid JSON, https://github.com/Azure/azure-cli/issues/18729
    """
    source = document.source
    if source.malformed is not None:
        span = (source.malformed, source.malformed + 1)
        yield Finding(None, f"These bytes are no text in {source.encoding.upper()}. Save the file as UTF-8", span=span)
        return
    if document.template.kind not in ("bare", "properties"):
        return
    if source.encoding != "utf-8":
        yield Finding(
            None, f"The file is saved as {source.encoding.upper()}; `az image builder` wants UTF-8. Save it so"
        )
    elif source.bom:
        message = "The file starts with a byte order mark, for which `az image builder` calls it invalid JSON"
        yield Finding(None, f"{message}. Save it as UTF-8 without one")
