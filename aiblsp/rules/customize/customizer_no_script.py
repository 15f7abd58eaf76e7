"""Shell and PowerShell customizers that run nothing; validators are left to `validator-no-script`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step

_OTHERS = frozenset(("type", "name", "sha256checksum", "runelevated", "runassystem", "validexitcodes"))


@rule(ERROR, types=("Shell", "PowerShell"))
def customizer_no_script(step: Step, document: Document) -> Findings:
    """A script customizer without a script

    A `Shell` or `PowerShell` step needs `inline` commands or a `scriptUri`. Without either the service rejects the
    template with `NoCustomizerScript`. An empty list, and one that only holds blank lines, is as good as none.

    ## Bad

    ```json
    "customize": [{"type": "PowerShell", "name": "setup"}]
    ```

    ## Good

    ```json
    "customize": [{"type": "PowerShell", "name": "setup", "inline": ["Get-Service"]}]
    ```

    Source: provisioning error codes of image templates, https://learn.microsoft.com/azure/templates/microsoft.virtualmachineimages/imagetemplates
    """
    node = step.node
    inline = node.get("inline")
    if step.where != "customize" or node.incomplete or (inline is not None and not _empty(inline)):
        return
    script = node.get("scriptUri")
    if script is not None and (script.kind != "string" or script.value):
        return
    if any(child.key is None or not child.key.known or _other(child.key.text) for child in node.children):
        return  # a misspelt `inline` is a finding of its own
    empty = inline or script
    found = "has neither `inline` nor `scriptUri`" if empty is None else f"runs nothing: {_what(step)} empty"
    yield Finding(
        empty or node.get("type") or node,
        f"This `{step.type}` step {found}. The service rejects the template with `NoCustomizerScript`",
    )


def _what(step: Step) -> str:
    names = [f"`{name}`" for name in ("inline", "scriptUri") if step.get(name) is not None]
    return " and ".join(names) + (" is" if len(names) == 1 else " are")


def _empty(inline: Node) -> bool:
    if inline.kind != "array" or inline.incomplete:
        return False
    for line in inline.children:  # noqa: SIM110 - the first line decides nearly always
        if line.kind != "string" or line.value.strip():
            return False
    return True


def _other(name: str) -> bool:
    """Whether a member could be what holds the script under a wrong name."""
    return name.lower() not in _OTHERS and name.lower() not in ("inline", "scripturi")
