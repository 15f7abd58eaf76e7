"""Distribution of images that failed their validation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has="properties.validate.continueDistributeOnFailure", since="2022-02-14")
def validate_continue_on_failure(image: Image, document: Document) -> Findings:
    """Images that failed their validation are distributed

    With `continueDistributeOnFailure` an image goes to its targets although a validator failed, and machines are built from
    it. That is of use while validators are being written; afterwards it makes them pointless.

    ## Bad

    ```json
    "validate": {"continueDistributeOnFailure": true, "inVMValidations": [{"type": "Shell", "name": "check", "inline": ["test -x /opt/app/run"]}]}
    ```

    ## Good

    ```json
    "validate": {"continueDistributeOnFailure": false, "inVMValidations": [{"type": "Shell", "name": "check", "inline": ["test -x /opt/app/run"]}]}
    ```

    Source: validate, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-validate
    """
    switch = image.at("validate", "continueDistributeOnFailure")
    if switch is None or switch.kind != "boolean" or not switch.value:
        return
    fix = Fix("Set it to `false`", (edit.replace(switch, "false"),)) if switch.via is None else None
    yield Finding(
        switch,
        "An image that fails its validation is distributed all the same. Set `continueDistributeOnFailure` to `false`",
        fix=fix,
    )
