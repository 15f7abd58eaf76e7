"""Wrong names for `sourceUri` and `destination` of a File step: names of other steps, of other tools, of slips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch

_MEANT: Final = {
    **dict.fromkeys(("scriptUri", "fileUri", "uri", "url", "source", "sourceUrl", "src"), "sourceUri"),
    **dict.fromkeys(("destinationPath", "target", "targetPath", "dest", "destinationUri", "path"), "destination"),
}
_AT: Final = tuple(
    f"properties.{steps}[]<File>.{name}" for steps in ("customize", "validate.inVMValidations") for name in _MEANT
)


@rule(ERROR, types=("other-type", "unknown-property", "misplaced"), at=_AT)
def file_script_uri_property(mismatch: Mismatch, document: Document) -> Findings:
    """A wrong name for the file's address or destination

    A File step knows `sourceUri` and `destination`. The names of other steps or tools (`scriptUri`, `fileUri`, `target` …)
    are rejected as unknown fields since API version 2024-02-01; earlier versions drop them, and the step fails because it
    has nothing to download or nowhere to put it. A page of the documentation itself says `fileUri`.

    ## Bad

    ```json
    "customize": [
      {"type": "File", "name": "settings", "scriptUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.conf", "destination": "/tmp/app.conf"}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "File", "name": "settings", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.conf", "destination": "/tmp/app.conf"}
    ]
    ```

    Source: properties of the File customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#file-customizer
    """
    node, name = mismatch.node, mismatch.name
    meant = next((right for wrong, right in _MEANT.items() if wrong.lower() == name.lower()), None)
    if meant is None:
        return
    there = mismatch.parent is not None and mismatch.parent.get(meant) is not None
    if there:
        message = f"A `File` step has no `{name}`, and `{meant}` is there already: {mismatch.fate}. Remove it"
        yield Finding(node, message, on="key")
        return
    fix = Fix(f"Change to `{meant}`", (edit.rename(node, meant),))
    message = f"A `File` step calls this `{meant}`, not `{name}`: without it the step fails"
    yield Finding(node, message, on="key", fix=fix)
