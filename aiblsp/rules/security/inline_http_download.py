"""Downloads over plain http in inline scripts; addresses within the machine or a private network are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import uris
from aiblsp.facts.access import find_addresses
from aiblsp.facts.names import short
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.script.downloading import downloads

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(WARNING, types=("Shell", "PowerShell"), words=("http://",))
def inline_http_download(step: Step, document: Document) -> Findings:
    """A download over plain http in a script

    Whoever sits between the build VM and the server can change what is downloaded, and with it your image. Most servers
    offer https under the same address.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "app", "inline": ["wget -q http://files.contoso.com/app.tgz"]}]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "app", "inline": ["wget -q https://files.contoso.com/app.tgz"]}]
    ```

    Source: scripts that are not pinned, https://azure.github.io/PSRule.Rules.Azure/en/rules/Azure.ImageBuilder.CustomizeHash
    """
    for command in step.commands:
        if not downloads(command):
            continue
        for word in command.args:
            address = next(find_addresses(word.text), None)
            uri = uris.split(address.text) if address is not None else None
            if address is None or uri is None or uri.scheme != "http" or "$" in uri.host:
                continue
            if uris.private_host(uri.host) is not None:
                continue
            node, part = step.locate(*word.span(address.start, address.end))
            start = part[0]
            fix = None
            if uri.port is None and (node.text() or "")[start : start + 7].lower() == "http://" and node.source is None:
                change = edit.replace_part(document.source, node, start, start + 4, "https")
                fix = Fix("Use `https`, if the server offers it", (change,), safe=False)
            message = f"Anybody on the way can change what `{short(uri.host)}` sends over `http`: use `https`"
            yield Finding(node, message, part=part, fix=fix)
