"""Text that is no JSON, one finding for each slip of the pen; commas at the end and doubled keys have their own rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.diagnostic import Edit, Fix
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Problem
    from aiblsp.rule import Findings

# The tools that send deployment templates read these; the ones that send bare bodies do not.
_TOLERATED = frozenset(("multi-line-string", "control-character"))
_OTHERS = frozenset(("trailing-comma", "duplicate-key", "not-utf8"))


@rule(ERROR)
def json_syntax_error(problem: Problem, document: Document) -> Findings:
    """The text is not valid JSON

    Nothing can be submitted before the text is JSON, and the tools tell no more than a line and a column, often far from
    the cause. aiblsp goes on behind the mistake, so one missing comma is one finding and the rest of the template is
    checked; of what could not be read nothing is said to be missing.

    Comments, and strings over several lines, are fine in deployment templates, which Azure CLI and Azure PowerShell read
    that way. In a bare resource body a string over several lines is an error.

    ## Bad

    ```jsonc
    "buildTimeoutInMinutes": 100
    "vmProfile": {"vmSize": "Standard_D2s_v5"}
    ```

    ## Good

    ```jsonc
    "buildTimeoutInMinutes": 100,
    "vmProfile": {"vmSize": "Standard_D2s_v5"}
    ```

    Source: a build failure that was a doubled quote, https://github.com/danielsollondon/azvmimagebuilder/issues/50
    """
    if problem.kind in _OTHERS:
        return
    if problem.kind in _TOLERATED and document.template.kind == "deployment":
        return
    fix = None
    if problem.insert is not None:
        fix = Fix(
            _title(problem, document.source.text[problem.start : problem.end]),
            (Edit(problem.start, problem.end, problem.insert),),
        )
    yield Finding(None, problem.message, span=(problem.start, problem.end), fix=fix)


def _title(problem: Problem, text: str) -> str:
    if not problem.insert:
        return "Remove it"
    if problem.insert.startswith(text):
        return f"Insert `{problem.insert[len(text) :]}`"
    return f"Change to `{problem.insert}`"
