"""JSON that holds no image template, for those who want to hear of it; off by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings


@rule(WARNING, default=False, anywhere=True)
def document_kind_unrecognized(document: Document) -> Findings:
    """The file holds no image template

    A file that is neither a deployment template with an image template in it, nor a bare resource body, nor a bare
    `properties` object is not checked at all. Whoever lints a folder of image templates may want to know: the file may be
    the wrong one, or a section may be misspelt beyond recognition. A folder holds many other JSON files as a rule, so this
    rule is off unless it is selected.

    ## Bad

    ```json
    {"template": {"source": {}}}
    ```

    ## Good

    ```jsonc
    "buildTimeoutInMinutes": 100
    ```

    Source: one kind of file passed as another, https://github.com/MicrosoftDocs/azure-docs/issues/56206
    """
    template = document.template
    if template.images or template.triggers or template.kind == "parameters":
        return
    root = document.tree.root
    if root is None:
        return
    message = "No image template was found in this file, so nothing in it is checked"
    if template.kind == "deployment":
        message = "This deployment template holds no image template, so nothing in it is checked"
    yield Finding(root, message, span=(root.start, min(root.start + 1, root.end)))
