"""Expressions that Azure Resource Manager cannot read; scripts that only look like one have a rule of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.diagnostic import Edit, Fix
from aiblsp.expression.intent import is_script
from aiblsp.expression.parser import parse
from aiblsp.jsonc.node import Node
from aiblsp.jsonc.strings import document_offset
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, only="resource")
def arm_expression_malformed(image: Image, document: Document) -> Findings:
    """A template expression that cannot be read

    In a deployment template every string that starts with `[` and ends with `]` is an expression: a function call, its
    arguments, and members of its result. A lost parenthesis, double quotes inside, an unknown function or the wrong number
    of arguments make Azure Resource Manager refuse the template. A text that is meant to stand in brackets starts with
    `[[`. In a bare resource body brackets are just text.

    ## Bad

    ```jsonc
    // wrap: deployment
    "location": "[resourceGroup(.location]"
    ```

    ## Good

    ```jsonc
    // wrap: deployment
    "location": "[resourceGroup().location]"
    ```

    Source: template expressions, https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions
    """
    source = document.source
    for written in image.expressions:
        errors = parse(written.text).errors
        if not errors or (written.script and is_script(written.text)):
            continue
        node = written.node
        if written.on == "key" and node.key is not None:
            node = Node("string", node.key.start, node.key.end, written.text)
        for error in errors:
            start, end = (document_offset(source.text, node, index) for index in (error.start, error.end))
            fix = None
            if error.insert is not None:
                fix = Fix(f"Insert `{error.insert}`", (Edit(end, end, error.insert),), safe=False)
            message = error.message[:1].upper() + error.message[1:]
            yield Finding(written.node, message, on=written.on, span=(start, end), fix=fix)
