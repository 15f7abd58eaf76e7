"""Script lines that start and end with a bracket, so that Azure Resource Manager takes them for an expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.diagnostic import Edit, Fix
from aiblsp.expression.intent import is_script
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, only="resource")
def arm_literal_bracket_not_escaped(image: Image, document: Document) -> Findings:
    """A script line in brackets that is taken for an expression

    In a deployment template a string that starts with `[` and ends with `]` is an expression, also in `inline`. A test in
    a shell script (`[ -d /opt ] && [ -d /srv ]`) or a .NET type in PowerShell is none, and Azure Resource Manager refuses
    the template. Start the line with `[[`: the first bracket is taken off before the script runs.

    ## Bad

    ```jsonc
    // wrap: deployment
    "customize": [
      {"type": "Shell", "name": "check", "inline": ["[ -d /opt ] && [ -d /srv ]"]}
    ]
    ```

    ## Good

    ```jsonc
    // wrap: deployment
    "customize": [
      {"type": "Shell", "name": "check", "inline": ["[[ -d /opt ] && [ -d /srv ]"]}
    ]
    ```

    Source: escape characters, https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions#escape-characters
    """
    for written in image.expressions:
        if not written.script or written.on == "key" or not is_script(written.text):
            continue
        node = written.node
        yield Finding(
            node,
            "Azure Resource Manager takes this line for an expression and refuses the template. Start it with `[[`",
            fix=Fix("Start it with `[[`", (Edit(node.start + 1, node.start + 1, "["),)),
        )
