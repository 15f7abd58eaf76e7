"""Validators that do not run on the operating system of the image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(ERROR, types=("Shell", "PowerShell"), only="validate", since="2022-02-14")
def os_mismatch_validator(step: Step, document: Document) -> Findings:
    """A validator for the other operating system

    `Shell` validators run on Linux, `PowerShell` validators on Windows. The service refuses the template with
    `UnsupportedValidatorType`, or the build fails after all customizers have run.

    ## Bad

    ```jsonc
    // api-version: 2022-02-14
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest"},
    "validate": {"inVMValidations": [{"type": "Shell", "name": "check", "inline": ["true"]}]}
    ```

    ## Good

    ```jsonc
    // api-version: 2022-02-14
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest"},
    "validate": {"inVMValidations": [{"type": "PowerShell", "name": "check", "inline": ["exit 0"]}]}
    ```

    Source: validate, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-validate
    """
    if step.where != "validate":
        return
    family = step.image.os_family
    runs_on = "Linux" if step.type == "Shell" else "Windows"
    kind = step.get("type")
    if family is None or family == runs_on or kind is None:
        return
    source = step.image.source
    told = (source.get("offer") or source.get("type")) if source is not None else None
    yield Finding(
        kind,
        f"`{step.type}` runs on {runs_on} only, and this image is {family}: the service refuses it. "
        f"Use `{'PowerShell' if family == 'Windows' else 'Shell'}`",
        related=((told, "the source"),) if told is not None else (),
    )
