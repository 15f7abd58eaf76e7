"""Values outside of a list of allowed ones, types included; letter case is left to `enum-value-casing`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import short
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(
    ERROR,
    types=("enum", "type-unknown"),
    rows=("source-type-unknown", "customizer-type-unknown", "validator-type-unknown"),
)
def enum_value_invalid(mismatch: Mismatch, document: Document) -> Findings:
    """A value that is not among the allowed ones

    The service knows a few values for `type`, `state` and the like, and rejects a template with any other one. For some
    properties the published contract says that more values may come; there the rule is a warning.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "autoRun": {"state": "On"}
    ```

    ## Good

    ```jsonc
    // api-version: 2024-02-01
    "autoRun": {"state": "Enabled"}
    ```

    Source: template schema, https://learn.microsoft.com/azure/templates/microsoft.virtualmachineimages/imagetemplates
    """
    found = short(mismatch.found)
    allowed = ", ".join(f"`{value}`" for value in mismatch.expected)
    if mismatch.since is not None:
        message = f"`{found}` came with API version {mismatch.since}. {mismatch.api_version} knows {allowed}"
    elif mismatch.until is not None:
        message = f"API version {mismatch.until} was the last one that knew `{found}`. Use {allowed}"
    elif mismatch.kind == "type-unknown":
        message = f"`{found}` is no type of {_noun(mismatch)}. Use {allowed}"
    else:
        message = f"`{found}` is no value of `{mismatch.name}`. Use {allowed}"
    fix = None
    if mismatch.suggestion is not None:
        message += f"; did you mean `{mismatch.suggestion}`?"
        replaced = edit.replace(mismatch.node, edit.quote(mismatch.suggestion))
        fix = Fix(f"Change to `{mismatch.suggestion}`", (replaced,), safe=False)
    yield Finding(mismatch.node, message, fix=fix, severity=WARNING if mismatch.open else None)


def _noun(mismatch: Mismatch) -> str:
    return mismatch.holder.removeprefix("a ")
