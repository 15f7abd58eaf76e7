"""Filters that let no update through; silent where one of them is not known, or not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.windows_update import parse_filter
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(WARNING, types="WindowsUpdate", has="filters", since="2020-02-14")
def windows_update_filters_without_include(step: Step, document: Document) -> Findings:
    """Filters that install nothing

    The first filter that fits an update decides, and an update that no filter fits is not installed. A list that only
    excludes therefore installs nothing at all. End it with `include:$true`.

    ## Bad

    ```json
    "customize": [{"type": "WindowsUpdate", "name": "updates", "filters": ["exclude:$_.Title -like '*Preview*'"]}]
    ```

    ## Good

    ```json
    "customize": [{"type": "WindowsUpdate", "name": "updates", "filters": ["exclude:$_.Title -like '*Preview*'", "include:$true"]}]
    ```

    Source: the plugin behind the step, https://github.com/rgl/packer-plugin-windows-update
    """
    filters = step.get("filters")
    if filters is None or filters.kind != "array" or filters.incomplete or not filters.children:
        return
    parsed = [parse_filter(node.text() or "") for node in filters.children]
    if any(each is None or each.action != "exclude" for each in parsed):
        return
    raw = container_as_written(document.tree, filters)
    fix = None
    if raw is not None:
        inserted = edit.insert_element(document.source, raw, len(raw.children), edit.quote("include:$true"))
        fix = Fix("Add `include:$true`", (inserted,))
    yield Finding(
        filters,
        "These filters only exclude, and what no filter includes is not installed: nothing is. Add `include:$true`",
        fix=fix,
        on="key",
    )
