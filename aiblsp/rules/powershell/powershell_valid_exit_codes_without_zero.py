"""Lists of exit codes without 0; a validator that expects a failure is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(WARNING, types="PowerShell", has="validExitCodes")
def powershell_valid_exit_codes_without_zero(step: Step, document: Document) -> Findings:
    """Exit codes without 0

    `validExitCodes` replaces the default of `[0]`; it does not add to it. Without 0 in the list a script that simply
    succeeds fails the build, for instance when an installer finds that no restart is needed this time.

    ## Bad

    ```json
    "customize": [
      {"type": "PowerShell", "name": "setup", "inline": ["C:\\\\setup.exe /quiet"], "validExitCodes": [3010]}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "PowerShell", "name": "setup", "inline": ["C:\\\\setup.exe /quiet"], "validExitCodes": [0, 3010]}
    ]
    ```

    Source: PowerShell customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#powershell-customizer
    """
    codes = step.get("validExitCodes")
    if step.where != "customize" or codes is None or codes.kind != "array" or codes.incomplete or not codes.children:
        return
    if any(code.kind != "number" or code.value == 0 for code in codes.children):
        return
    raw = container_as_written(document.tree, codes)
    fix = None
    if raw is not None:
        fix = Fix(
            "Add 0, if plain success is welcome, too", (edit.insert_element(document.source, raw, 0, "0"),), safe=False
        )
    yield Finding(codes, "`validExitCodes` lacks 0: a script that succeeds fails the build. Add 0 to the list", fix=fix)
