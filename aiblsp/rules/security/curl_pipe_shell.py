"""Downloads that an interpreter runs at once, without a file that could be checked in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.script.downloading import runs_download

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(
    WARNING,
    types=("Shell", "PowerShell"),
    words=("curl", "wget", "iwr", "irm", "invoke-webrequest", "invoke-restmethod", "downloadstring", "fetch"),
)
def curl_pipe_shell(step: Step, document: Document) -> Findings:
    """A download that is run unseen

    What is piped into a shell runs as it comes: nothing checks it, and if the connection breaks, half of the script has
    run. The image depends on what the server sends on that day. Use `scriptUri` with `sha256Checksum`, or download a file,
    check it, and run it then.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "setup", "inline": ["curl -fsSL https://get.contoso.com | sudo bash"]}]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "Shell", "name": "setup", "scriptUri": "https://raw.githubusercontent.com/contoso/images/v1.0/get.sh",
        "sha256Checksum": "ade4c5214c3c675e92c66e2d067a870c5b81b9844b3de3cc72c49ff36425fc93"}
    ]
    ```

    Source: sha256Checksum, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-customize
    """
    commands = step.commands
    for index, command in enumerate(commands):
        runner = runs_download(commands, index)
        if runner is None:
            continue
        node, part = step.locate(min(command.start, runner.start), max(command.end, runner.end))
        name = runner.words[0].text if runner.words else runner.name
        yield Finding(
            node,
            f"`{short(name)}` runs whatever the server sends, unchecked. Use `scriptUri` with `sha256Checksum`, "
            "or check the file before you run it",
            part=part,
        )
