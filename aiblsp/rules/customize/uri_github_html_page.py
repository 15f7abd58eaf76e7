"""Addresses of pages about a file instead of the file; folders of files are left to `file-source-is-directory`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import uris
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(
    ERROR,
    types=("Shell", "PowerShell", "File"),
    has=("scriptUri", "sourceUri"),
    words=("github.com", "/-/", "bitbucket.org", "_git"),
)
def uri_github_html_page(step: Step, document: Document) -> Findings:
    """An address of a page that shows a file

    The address in the browser's address bar on GitHub, GitLab, Bitbucket or Azure DevOps leads to a page about the file.
    Image Builder downloads that page: the shell stumbles over HTML, or the image gets a web page as its settings. Use
    the address of the raw file.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "setup", "scriptUri": "https://github.com/contoso/images/blob/v1.0/setup.sh"}]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "setup", "scriptUri": "https://raw.githubusercontent.com/contoso/images/v1.0/setup.sh"}]
    ```

    Source: such a link in a sample, https://github.com/Azure/azure-powershell/pull/12229
    """
    name = "sourceUri" if step.type == "File" else "scriptUri"
    node = step.get(name)
    uri = uris.split(node.text() or "") if node is not None else None
    page = uris.web_page(uri) if uri is not None else None
    if node is None or page is None or (page.folder and step.type == "File"):
        return
    shown = "folder" if page.folder else "file"
    message = (
        f"This is the page that shows the {shown} on {page.site}: the download is HTML. Use the address of the raw file"
    )
    fix = None
    if page.raw is not None:
        fix = Fix("Use the address of the raw file", (edit.replace(node, edit.quote(page.raw)),))
        message += f", `{page.raw}`" if len(page.raw) < 160 else ""
    yield Finding(node, message, fix=fix, severity=WARNING if step.type == "File" else None)
