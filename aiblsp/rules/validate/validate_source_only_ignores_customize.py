"""Validation of the source only, beside customizers that are then never run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has="properties.validate.sourceValidationOnly", since="2022-02-14")
def validate_source_only_ignores_customize(image: Image, document: Document) -> Findings:
    """Customizers that do not run because only the source is validated

    With `sourceValidationOnly` the validators run on the source image itself. No build VM is customized, so the customizers
    are ignored, and what is distributed is not what they would have made.

    ## Bad

    ```json
    "validate": {"sourceValidationOnly": true, "inVMValidations": [{"type": "Shell", "name": "check", "inline": ["test -x /opt/app/run"]}]},
    "customize": [{"type": "Shell", "name": "step", "inline": ["echo x"]}]
    ```

    ## Good

    ```json
    "validate": {"sourceValidationOnly": false, "inVMValidations": [{"type": "Shell", "name": "check", "inline": ["test -x /opt/app/run"]}]},
    "customize": [{"type": "Shell", "name": "step", "inline": ["echo x"]}]
    ```

    Source: validate, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-validate
    """
    only = image.at("validate", "sourceValidationOnly")
    if only is None or only.kind != "boolean" or not only.value or not image.customizers:
        return
    customize = image.at("customize")
    yield Finding(
        only,
        "With `sourceValidationOnly` no customizer is run: only the source is validated. Set it to `false`, or remove the customizers",
        related=((customize, "the customizers that are ignored"),) if customize is not None else (),
    )
