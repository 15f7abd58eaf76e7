"""Archives, installers and disk images where a script belongs; pages about files are left to `uri-github-html-page`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import uris
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step

_ARCHIVES = frozenset(
    (".zip", ".tar", ".tar.gz", ".tar.bz2", ".tar.xz", ".tgz", ".gz", ".xz", ".bz2", ".7z", ".rar", ".cab", ".nupkg")
)
_PACKAGES = frozenset(
    (".exe", ".msi", ".msix", ".appx", ".deb", ".rpm", ".iso", ".vhd", ".vhdx", ".wim", ".img", ".jar")
)


@rule(ERROR, types=("Shell", "PowerShell"), has="scriptUri")
def script_uri_not_a_script(step: Step, document: Document) -> Findings:
    """A script that is an archive or a program

    `scriptUri` is run as a script of the step's language. An archive or installer is not: the step fails at its first
    byte. Download it with a `File` step (up to 20 MB) or an inline command, and unpack or start it in a script.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "tools", "scriptUri": "https://raw.githubusercontent.com/contoso/images/v1.0/tools.zip"}]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "File", "name": "tools", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/tools.zip", "destination": "/tmp/tools.zip"},
      {"type": "Shell", "name": "unpack", "inline": ["sudo unzip -q /tmp/tools.zip -d /opt/tools"]}
    ]
    ```

    Source: File customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#file-customizer
    """
    node = step.get("scriptUri")
    uri = uris.split(node.text() or "") if node is not None else None
    if node is None or uri is None:
        return
    extension = uri.extension
    archive = extension in _ARCHIVES
    if not (archive or extension in _PACKAGES) or uris.web_page(uri) is not None:
        return
    what, verb = ("an archive", "unpack") if archive else ("a program or package", "use")
    yield Finding(
        node,
        f"`{extension}` is {what}, not a script: the step fails. Download it with a `File` step and {verb} it in a script",
    )
