"""Customizers without a name; validators are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import HINT, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step

_MOST = 200
_STEMS = {
    "Shell": "shell",
    "PowerShell": "powershell",
    "WindowsRestart": "restart",
    "WindowsUpdate": "windows-update",
    "File": "file",
}


@rule(HINT, lacks="name", only="customize")
def customizer_name_missing(step: Step, document: Document) -> Findings:
    """A customizer without a name

    The name is optional. It is what `customization.log` shows beside the output of a step, so in a build that failed
    after an hour a name is what leads to the step that did it.

    ## Bad

    ```json
    "customize": [{"type": "WindowsRestart"}]
    ```

    ## Good

    ```json
    "customize": [{"type": "WindowsRestart", "name": "restart-after-updates"}]
    ```

    Source: properties of a template, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-customize
    """
    node, kind = step.node, step.node.get("type")
    if node.incomplete or node.get("name") is not None:
        return
    what = f"This `{step.type}` step" if step.type is not None else "This step"
    yield Finding(
        kind or node,
        f"{what} has no `name`: `customization.log` shows nothing to find it by",
        span=(node.start, node.start + 1) if kind is None and node.via is None and node.source is None else None,
        fix=_fix(step, document),
    )


def _fix(step: Step, document: Document) -> Fix | None:
    raw = container_as_written(document.tree, step.node)
    if raw is None:
        return None
    others = step.image.customizers
    if len(others) > _MOST:
        return None  # looking through all of them for each would take too long
    if any(other is not step and other.node.start == step.node.start for other in others):
        return None  # a copy loop or a variable makes several steps of this one
    taken = {(other.value("name") or "").lower() for other in others}
    stem = _STEMS.get(step.type or "", "step")
    number = sum(other.type == step.type for other in others[: others.index(step) + 1])
    while f"{stem}-{number}" in taken:
        number += 1
    name = f"{stem}-{number}"
    inserted = edit.insert_member(document.source, raw, "name", edit.quote(name), after="type")
    return Fix(f"Name it `{name}`, for want of a better name", (inserted,), safe=False)
