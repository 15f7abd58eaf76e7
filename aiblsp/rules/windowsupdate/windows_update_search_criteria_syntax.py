"""Search criteria that the Windows Update Agent does not understand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.windows_update import criteria_problem
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
    problem = criteria_problem(text)
    if problem is None:
        return
    message = f"{problem.message[:1].upper()}{problem.message[1:]}: the search for updates fails, and with it the build"
    fix = None
    if problem.instead is not None:
        message += f". Use `{problem.instead}`"
        mended = text[: problem.start] + problem.instead + text[problem.end :]
        # A word for criteria has one meaning, a misspelt name most likely has.
        whole = problem.end - problem.start == len(text)
        fix = Fix(f"Change to `{problem.instead}`", (edit.replace(node, edit.quote(mended)),), safe=whole)
    yield Finding(node, message, part=(problem.start, problem.end), fix=fix)
