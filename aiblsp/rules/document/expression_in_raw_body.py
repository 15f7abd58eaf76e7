"""Expressions where nothing evaluates them; those of deployment templates are judged by others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp.expression.intent import is_meant
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.template.written import strings

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image

_SIGN: Final = r"\"\[\s*[A-Za-z_]\w*\("


@rule(WARNING, only=("bare", "properties"))
def expression_in_raw_body(image: Image, document: Document) -> Findings:
    """A template expression in a bare resource body

    Only Azure Resource Manager's deployments evaluate `[parameters('name')]` and the like. A bare resource body goes to
    the service as it is, so it gets the text with its brackets: as a location, a size or a resource ID that is refused.
    Write the value, or make a deployment template of the file. There is one finding for the whole file, at the first
    expression.

    ## Bad

    ```json
    "vmProfile": {"vmSize": "[parameters('vmSize')]"}
    ```

    ## Good

    ```json
    "vmProfile": {"vmSize": "Standard_D2s_v5"}
    ```

    Source: template expressions, https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions
    """
    if not re.search(_SIGN, document.source.text):
        return
    found = list(strings(image.node, is_meant))
    if found:
        more = f" (and the other {len(found) - 1})" if len(found) > 1 else ""
        message = f"Only deployment templates have expressions: here this one{more} is plain text. Write the value"
        yield Finding(found[0].node, message, on=found[0].on)
