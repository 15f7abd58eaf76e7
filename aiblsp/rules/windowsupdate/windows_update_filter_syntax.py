"""Filters without `include:` or `exclude:`; what follows the prefix is not looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import short
from aiblsp.facts.windows_update import parse_filter
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(WARNING, types="WindowsUpdate", has="filters", since="2020-02-14")
def windows_update_filter_syntax(step: Step, document: Document) -> Findings:
    """A filter without include or exclude

    A filter is `include:` or `exclude:` and a PowerShell expression about the update `$_`. The plugin behind the step does
    not understand anything else. An official example has a bare `$_.BrowseOnly`, so this is a warning.

    ## Bad

    ```json
    "customize": [{"type": "WindowsUpdate", "name": "updates", "filters": ["$_.Title -like '*Preview*'", "include:$true"]}]
    ```

    ## Good

    ```json
    "customize": [{"type": "WindowsUpdate", "name": "updates", "filters": ["exclude:$_.Title -like '*Preview*'", "include:$true"]}]
    ```

    Source: Windows Update customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#windows-update-customizer
    Source: the plugin behind it, https://github.com/rgl/packer-plugin-windows-update
    """
    filters = step.get("filters")
    if filters is None or filters.kind != "array":
        return
    for node in filters.children:
        text = node.text()
        if text is None or parse_filter(text) is not None or text.startswith("["):
            continue
        if not text.strip():
            yield Finding(node, "This filter is empty: use `include:` or `exclude:` with an expression")
            continue
        yield Finding(
            node,
            f"The filter `{short(text)}` starts with neither `include:` nor `exclude:` and is not understood",
            fix=_fix(node, text),
        )


def _fix(node: Node, text: str) -> Fix | None:
    action, colon, rest = text.partition(":")
    word = action.strip().lower()
    if colon and word in ("include", "exclude"):
        if not rest.strip():
            return None
        return Fix(f"Write `{word}:`", (edit.replace(node, edit.quote(f"{word}:{rest}")),))
    included = edit.quote(f"include:{text}")
    return Fix("Add `include:`, if these are to be installed", (edit.replace(node, included),), safe=False)
