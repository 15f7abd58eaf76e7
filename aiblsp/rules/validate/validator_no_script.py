"""Shell and PowerShell validators that run nothing; customizers are left to `customizer-no-script`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(ERROR, types=("Shell", "PowerShell"), only="validate", since="2022-02-14")
def validator_no_script(step: Step, document: Document) -> Findings:
    """A validator without a script

    A `Shell` or `PowerShell` validator needs `inline` commands or a `scriptUri`. Without either the service rejects the
    template with `NoValidatorScript`.

    ## Bad

    ```json
    "validate": {"inVMValidations": [{"type": "Shell", "name": "check"}]}
    ```

    ## Good

    ```json
    "validate": {"inVMValidations": [{"type": "Shell", "name": "check", "inline": ["test -x /opt/app/run"]}]}
    ```

    Source: validate, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-validate
    """
    node = step.node
    if (
        step.where != "validate"
        or node.incomplete
        or node.get("inline") is not None
        or node.get("scriptUri") is not None
    ):
        return
    kind = node.get("type")
    yield Finding(
        kind or node,
        f"This `{step.type}` validator has neither `inline` nor `scriptUri`: the service rejects it with `NoValidatorScript`. Add one of them",
    )
