"""Steps without search criteria; off by default, because few care."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.windows_update import RECOMMENDED
from aiblsp.rule import HINT, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(HINT, types="WindowsUpdate", since="2020-02-14", default=False)
def windows_update_search_criteria_default(step: Step, document: Document) -> Findings:
    """No search criteria

    The sources disagree about what is installed without `searchCriteria`: the reference says the recommended updates
    (`BrowseOnly=0 and IsInstalled=0`), the contract says all that a search finds. Criteria of your own make it clear.

    ## Bad

    ```json
    "customize": [{"type": "WindowsUpdate", "name": "updates"}]
    ```

    ## Good

    ```json
    "customize": [{"type": "WindowsUpdate", "name": "updates", "searchCriteria": "BrowseOnly=0 and IsInstalled=0"}]
    ```

    Source: Windows Update customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#windows-update-customizer
    """
    criteria = step.get("searchCriteria")
    if criteria is not None and criteria.text() != "":
        return
    if criteria is None and step.node.incomplete:
        return
    fix = None
    if criteria is not None:
        fix = Fix(f"Change to `{RECOMMENDED}`", (edit.replace(criteria, edit.quote(RECOMMENDED)),), safe=False)
    elif (raw := container_as_written(document.tree, step.node)) is not None:
        inserted = edit.insert_member(document.source, raw, "searchCriteria", edit.quote(RECOMMENDED))
        fix = Fix(f"Add `{RECOMMENDED}`, if these are the updates you want", (inserted,), safe=False)
    yield Finding(
        criteria or step.get("type") or step.node,
        f"The documentation and the contract disagree about the default. Say which updates: `{RECOMMENDED}`",
        fix=fix,
    )
