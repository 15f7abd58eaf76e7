"""A validate section without validators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(HINT, has="properties.validate", since="2022-02-14")
def validate_empty(image: Image, document: Document) -> Findings:
    """A validate section that checks nothing

    The section takes effect through the validators in `inVMValidations`. Without any of them nothing is checked, whatever
    the switches beside it say.

    ## Bad

    ```json
    "validate": {"continueDistributeOnFailure": false, "inVMValidations": []}
    ```

    ## Good

    ```json
    "validate": {"inVMValidations": [{"type": "Shell", "name": "check", "inline": ["test -x /opt/app/run"]}]}
    ```

    Source: validate, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-validate
    """
    validate = image.at("validate")
    if validate is None or validate.kind != "object" or validate.incomplete or validate.get("copy") is not None:
        return
    listed = validate.get("inVMValidations")
    if listed is not None and (listed.kind != "array" or listed.incomplete or listed.children):
        return
    properties, fix = image.properties, None
    plain = properties is not None and all(node.via is None and node.source is None for node in (properties, validate))
    if properties is not None and plain and validate.get("sourceValidationOnly") is None:
        fix = Fix("Remove `validate`", (*edit.remove(document.source, properties, validate),), safe=False)
    yield Finding(
        validate,
        "`validate` has no validators, so nothing is checked. Add `inVMValidations` or remove the section",
        on="key",
        tags=frozenset({"unnecessary"}),
        fix=fix,
    )
