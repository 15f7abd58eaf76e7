"""Scripts of the other language by their file names; silent where the step does not fit the source anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import uris
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step

_WINDOWS = frozenset((".ps1", ".psm1", ".bat", ".cmd"))
_LINUX = frozenset((".sh", ".bash", ".py"))


@rule(WARNING, types=("Shell", "PowerShell"), has="scriptUri")
def script_extension_mismatch(step: Step, document: Document) -> Findings:
    """A script of another language than the step

    A `Shell` step runs its script with a shell on Linux, a `PowerShell` step with PowerShell on Windows, whatever the file
    is called. A file that is named like a script of the other language is most likely one, and fails at its first line.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "setup", "scriptUri": "https://raw.githubusercontent.com/contoso/images/v1.0/setup.ps1"}]
    ```

    ## Good

    ```json
    "customize": [{"type": "PowerShell", "name": "setup", "scriptUri": "https://raw.githubusercontent.com/contoso/images/v1.0/setup.ps1"}]
    ```

    Source: Shell customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#shell-customizer
    """
    node = step.get("scriptUri")
    uri = uris.split(node.text() or "") if node is not None else None
    if node is None or uri is None:
        return
    shell = step.type == "Shell"
    extension = uri.extension
    if extension not in (_WINDOWS if shell else _LINUX):
        return
    family = step.image.os_family
    if family == ("Windows" if shell else "Linux"):
        return  # then the type of the step is what is wrong, and another rule says so
    other, system, runs = ("PowerShell", "Windows", "a shell") if shell else ("Shell", "Linux", "PowerShell")
    message = (
        f"`{extension}` is no script for `{step.type}`: {runs} runs it all the same and fails. Use the right script"
    )
    kind, fix = step.get("type"), None
    if family is None and extension in (".ps1", ".sh"):
        message += f", or the type `{other}`"
        if kind is not None and kind.via is None and kind.source is None:
            changed = edit.replace(kind, edit.quote(other))
            fix = Fix(f"Change the type to `{other}`, if the source is {system}", (changed,), safe=False)
    yield Finding(
        node,
        message,
        part=_extension_span(node.value, extension),
        fix=fix,
    )


def _extension_span(text: str, extension: str) -> tuple[int, int]:
    end = len(text.partition("#")[0].partition("?")[0])
    return end - len(extension), end
