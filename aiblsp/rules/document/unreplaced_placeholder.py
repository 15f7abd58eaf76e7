"""Placeholders of the documentation that are still in the template; tokens of pipelines are meant to be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.expression.form import is_expression
from aiblsp.facts.names import short
from aiblsp.jsonc.strings import document_offset
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.template.placeholders import may_hold_placeholder, placeholder_in
from aiblsp.template.written import definitions, strings

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING)
def unreplaced_placeholder(image: Image, document: Document) -> Findings:
    """A placeholder that was not replaced

    The samples of the documentation hold words such as `<region>`, `{destinationResourceGroupName}` or `xxxxxx` where a
    value of your own belongs. Submitted as they are, they make the service reject the template, or a resource that does
    not exist is looked for.

    Templates that are meant to be filled in by somebody, the official samples among them, are right as they are, so the
    rule is a warning. Tokens that a pipeline replaces (`$(region)`, `#{region}#`, `__region__`) are not reported. No
    other rule speaks of a value that holds a placeholder.

    ## Bad

    ```jsonc
    "location": "<region>"
    ```

    ## Good

    ```jsonc
    "location": "westus2"
    ```

    Source: a sample that was submitted as it is, https://github.com/Azure/azure-cli/issues/21273
    """
    template = document.template
    if not template.may_hold_placeholders and not any(
        may_hold_placeholder(file.source.text) for file in template.parameter_files
    ):
        return
    for root in (image.body, *definitions(image)):
        for written in strings(root, may_hold_placeholder):
            if is_expression(written.text):
                continue
            span = placeholder_in(written.text, script=written.script)
            if span is None:
                continue
            node = written.node
            if node.kind == "unknown" and (node.source or document.source).text.startswith("<", node.start):
                continue  # not in quotes either, which is said as a mistake in the JSON
            word = short(written.text[span[0] : span[1]])
            message = f"`{word}` is a placeholder. Replace it with a value of your own before you submit the template"
            if written.on == "key":
                yield Finding(node, message, on="key")
            elif node.source is not None or node.via is not None:
                yield Finding(node, message)
            else:
                text = document.source.text
                start, end = (document_offset(text, node, index) for index in span)
                yield Finding(node, message, span=(start, end))
