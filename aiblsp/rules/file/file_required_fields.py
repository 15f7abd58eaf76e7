"""File steps without an address or a destination; names that were meant for them are left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step

_WHY: Final = {"sourceUri": "nothing to download", "destination": "nowhere to put the file"}
_KNOWN: Final = frozenset(("type", "name", "sourceuri", "destination", "sha256checksum"))


@rule(ERROR, types="File")
def file_required_fields(step: Step, document: Document) -> Findings:
    """A File step without address or destination

    The contract lists `sourceUri` and `destination` as optional, so a template without them may be accepted. The step
    cannot work without either, and the build fails when it comes to it.

    ## Bad

    ```json
    "customize": [
      {"type": "File", "name": "settings", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.conf"}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "File", "name": "settings", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.conf", "destination": "/tmp/app.conf"}
    ]
    ```

    Source: File customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#file-customizer
    """
    node = step.node
    misnamed = any(
        child.key is not None and (not child.key.known or child.key.text.lower() not in _KNOWN)
        for child in node.children
    )
    for name, why in _WHY.items():
        member = step.get(name)
        if member is not None:
            text = member.text()
            if text is not None and not text.strip():
                yield Finding(member, f"`{name}` is empty: this `File` step has {why} and fails the build")
        elif not node.incomplete and not misnamed:
            message = f"This `File` step has no `{name}`: there is {why}, and the build fails"
            yield Finding(node.get("type") or node, message)
