"""Search criteria that the Windows Update Agent does not understand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import short
from aiblsp.facts.updates import MEANINGS, criteria_problem
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(WARNING, types="WindowsUpdate", has="searchCriteria", since="2020-02-14")
def windows_update_search_criteria_syntax(step: Step, document: Document) -> Findings:
    """Search criteria that Windows Update does not understand

    `searchCriteria` goes to the Windows Update Agent as it is. It knows comparisons such as `IsInstalled=0`, joined by
    `and` and `or`. "Recommended" and "Important" are what the documentation calls two of them, not words that the agent
    knows: the search fails, and with it the build.

    ## Bad

    ```json
    "customize": [{"type": "WindowsUpdate", "name": "updates", "searchCriteria": "Recommended"}]
    ```

    ## Good

    ```json
    "customize": [{"type": "WindowsUpdate", "name": "updates", "searchCriteria": "BrowseOnly=0 and IsInstalled=0"}]
    ```

    Source: Windows Update customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#windows-update-customizer
    Source: search criteria, https://learn.microsoft.com/windows/win32/api/wuapi/nf-wuapi-iupdatesearcher-search
    """
    node = step.get("searchCriteria")
    text = node.text() if node is not None else None
    if node is None or not text or text.startswith("["):
        return
    meant = MEANINGS.get(text.strip().lower())
    if meant is not None:
        fix = Fix(f"Change to `{meant}`", (edit.replace(node, edit.quote(meant)),))
        yield Finding(node, f"Windows Update does not know the word `{short(text)}`: write `{meant}`", fix=fix)
        return
    problem = criteria_problem(text)
    if problem is not None:
        yield Finding(node, f"`searchCriteria` {problem}: the search for updates fails, and with it the build")
