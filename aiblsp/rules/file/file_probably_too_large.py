"""Files that are most likely too large for a File step, judged by their endings; nothing is fetched to find out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.facts import uris
from aiblsp.rule import HINT, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step

_LARGE: Final = frozenset((".iso", ".vhd", ".vhdx", ".vmdk", ".qcow2", ".wim", ".bak", ".ova"))
_OFTEN_LARGE: Final = frozenset((".exe", ".msi", ".tar", ".7z", ".cab", ".msix", ".appx"))


@rule(WARNING, types="File", has="sourceUri")
def file_probably_too_large(step: Step, document: Document) -> Findings:
    """A file that is probably too large

    The File step is made for files below 20 MB. Larger ones make the download time out or the upload to the build VM
    crawl. Let a script download them on the build VM: `curl` or `wget`, `Invoke-WebRequest`, or `azcopy`.

    The size is guessed from the ending: disk images and backups are reported, for installers and archives it is a hint.

    ## Bad

    ```json
    "customize": [
      {"type": "File", "name": "sql", "sourceUri": "https://stcontoso.blob.core.windows.net/media/sql.iso", "destination": "C:\\\\sql.iso"}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "PowerShell", "name": "sql", "inline": ["Invoke-WebRequest https://stcontoso.blob.core.windows.net/media/sql.iso -OutFile C:\\\\sql.iso"]}
    ]
    ```

    Source: File customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#file-customizer
    Source: large private files, https://github.com/MicrosoftDocs/azure-docs/issues/85401
    """
    node = step.get("sourceUri")
    uri = uris.split(node.text() or "") if node is not None else None
    if node is None or uri is None:
        return
    ending = uri.extension
    if ending in _LARGE:
        message = f"A `{ending}` file is most likely too large: `File` steps are for files below 20 MB"
        yield Finding(node, f"{message}. Download it by a script on the build VM")
    elif ending in _OFTEN_LARGE:
        message = "`File` steps are for files below 20 MB: a larger one is better downloaded by a script"
        yield Finding(node, message, severity=HINT)
