"""Arguments behind the address of a script; queries with names and values are no arguments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiblsp.facts import uris
from aiblsp.pattern import later
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step

_AFTER_SCRIPT = later(
    r"(\.(?:ps1|psm1|sh|bash|py|bat|cmd))(?:(?:\s|%20)+\S|-{1,2}[A-Za-z]+(?:[=:\s]|%20))", re.IGNORECASE
)


@rule(WARNING, types=("Shell", "PowerShell", "File"), has=("scriptUri", "sourceUri"))
def uri_script_arguments(step: Step, document: Document) -> Findings:
    """Arguments behind the address of a script

    A script that is given by `scriptUri` runs without arguments. What stands behind the file name becomes part of the
    address, and the download fails. Download the script in a `File` step and call it from `inline`, where arguments are
    possible.

    ## Bad

    ```json
    "customize": [{"type": "PowerShell", "name": "setup", "scriptUri": "https://stcontoso.blob.core.windows.net/scripts/setup.ps1 -Mode Full"}]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "File", "name": "script", "sourceUri": "https://stcontoso.blob.core.windows.net/scripts/setup.ps1", "destination": "C:\\\\setup.ps1"},
      {"type": "PowerShell", "name": "setup", "inline": ["C:\\\\setup.ps1 -Mode Full"]}
    ]
    ```

    Source: parameters for a script, https://github.com/MicrosoftDocs/azure-docs/issues/100170
    """
    name = "sourceUri" if step.type == "File" else "scriptUri"
    node = step.get(name)
    text = node.text() if node is not None else None
    if node is None or not text or uris.scheme(text) not in ("http", "https"):
        return
    start = _start(text)
    # A file may have blanks in its name.
    if start is None or (step.type == "File" and not text[start:].replace("%20", " ").startswith(" -")):
        return
    takes = "`sourceUri` only downloads" if step.type == "File" else "A script from `scriptUri` takes no arguments"
    yield Finding(
        node,
        f"{takes}: this becomes part of the address, and the download fails. Call the script from `inline` instead",
        part=(start, len(text)),
    )


def _start(text: str) -> int | None:
    """Where the arguments start, or None without any."""
    found = _AFTER_SCRIPT.search(text.partition("?")[0])
    if found is not None:
        return found.end(1)
    uri = uris.split(text)
    if uri is None or not uri.query or "=" in uri.query:
        return None
    # Only these hosts surely have no use for a query that is a mere word.
    if uri.host == "raw.githubusercontent.com" or uris.storage_account(uri.host) is not None:
        return text.index("?")
    return None
