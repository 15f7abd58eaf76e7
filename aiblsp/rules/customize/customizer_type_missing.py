"""Customizers and validators without a type; tells the type from the other properties where only one has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import uris
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch

_OWNERS = {
    "restartcommand": "WindowsRestart",
    "restartcheckcommand": "WindowsRestart",
    "restarttimeout": "WindowsRestart",
    "searchcriteria": "WindowsUpdate",
    "filters": "WindowsUpdate",
    "updatelimit": "WindowsUpdate",
    "sourceuri": "File",
    "destination": "File",
    "runelevated": "PowerShell",
    "runassystem": "PowerShell",
    "validexitcodes": "PowerShell",
}
_BY_OS = {"Linux": "Shell", "Windows": "PowerShell"}
_BY_EXTENSION = {".sh": "Shell", ".ps1": "PowerShell"}


@rule(ERROR, types="type-missing", at=("properties.customize[].type", "properties.validate.inVMValidations[].type"))
def customizer_type_missing(mismatch: Mismatch, document: Document) -> Findings:
    """A customizer or validator without its type

    `type` decides which other properties there are and what the step does. The service rejects a step without it when
    the template is submitted (`BadCustomizerType`). The fix writes the type that the other properties and the operating
    system of the source leave no doubt about.

    ## Bad

    ```json
    "customize": [{"name": "restart", "restartTimeout": "10m"}]
    ```

    ## Good

    ```json
    "customize": [{"type": "WindowsRestart", "name": "restart", "restartTimeout": "10m"}]
    ```

    Source: properties of a template, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-customize
    """
    node, allowed = mismatch.node, mismatch.expected
    what = "validator" if "inVMValidations" in mismatch.path else "customizer"
    kind = _kind(mismatch)
    message = f"This {what} has no `type`: the service rejects the template. "
    message += f"Its properties are those of `{kind}`" if kind else f"Use {', '.join(f'`{name}`' for name in allowed)}"
    fix = None
    raw = container_as_written(document.tree, node) if kind is not None else None
    if raw is not None and kind is not None:
        inserted = edit.insert_member(document.source, raw, "type", edit.quote(kind), first=True)
        fix = Fix(f"Add the type `{kind}`", (inserted,))
    start = None if node.via is not None or node.source is not None else (node.start, node.start + 1)
    yield Finding(node, message, span=start, fix=fix)


def _kind(mismatch: Mismatch) -> str | None:
    """The only type that has these properties; for scripts the one that the source or the script's name demands."""
    node = mismatch.node
    names = {child.key.text.lower() for child in node.children if child.key is not None}
    found = {_OWNERS[name] for name in names if name in _OWNERS}
    if names & {"inline", "scripturi"}:
        if found - {"PowerShell"}:
            return None
        found |= _script_kinds(node, mismatch.image.os_family if mismatch.image is not None else None)
    if len(found) != 1:
        return None
    kind = found.pop()
    return kind if kind in mismatch.expected else None


def _script_kinds(node: Node, os_family: str | None) -> set[str]:
    script = node.get("scriptUri")
    uri = uris.split(script.text() or "") if script is not None else None
    found = {_BY_EXTENSION[uri.extension]} if uri is not None and uri.extension in _BY_EXTENSION else set()
    return found | ({_BY_OS[os_family]} if os_family is not None else set())
