"""Commas before a closing bracket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.diagnostic import Edit, Fix
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Problem
    from aiblsp.rule import Findings


@rule(ERROR, types="trailing-comma")
def json_trailing_comma(problem: Problem, document: Document) -> Findings:
    """A comma before a closing bracket

    JSON has no comma after the last member or element. The tools that send a bare resource body reject it. Some versions
    of the tools that deploy a template let it pass and others do not, so there it is a warning.

    ## Bad

    ```jsonc
    "customize": [
      {"type": "Shell", "name": "setup", "inline": ["echo hi",]}
    ]
    ```

    ## Good

    ```jsonc
    "customize": [
      {"type": "Shell", "name": "setup", "inline": ["echo hi"]}
    ]
    ```

    Source: Shell customizer (an older sample had such commas), https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json
    """
    deployment = document.template.kind == "deployment"
    message = "This comma has nothing behind it: "
    message += "some deployment tools reject it" if deployment else "the tools that send this file reject it"
    yield Finding(
        None,
        message,
        span=(problem.start, problem.end),
        fix=Fix("Remove the comma", (Edit(problem.start, problem.end, ""),)),
        severity=WARNING if deployment else None,
    )
