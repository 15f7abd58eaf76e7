"""Source, customizer, validator and target types of other API versions than the template's; offers to raise it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.versions import PREVIEW
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(
    ERROR,
    types="type-not-in-version",
    rows=("source-type-not-in-api-version", "customizer-type-not-in-api-version", "validator-file-not-in-api-version"),
)
def type_not_in_api_version(mismatch: Mismatch, document: Document) -> Findings:
    """A type that the API version does not have

    `WindowsUpdate` came with 2020-02-14, validators of type `File` with 2022-07-01, and the source type `ISO` is gone
    since 2020-02-14. Types are never ignored: the service rejects the template. In a bare resource body the rule is a
    warning, for the version that the client sends counts more than the `apiVersion` in the file.

    The fix raises `apiVersion`, which may bring other changes with it, so it is not called safe.

    ## Bad

    ```jsonc
    // api-version: 2022-02-14
    "validate": {
      "inVMValidations": [
        {
          "type": "File",
          "name": "settings",
          "sourceUri": "https://example.com/settings.json",
          "destination": "/tmp/settings.json"
        }
      ]
    }
    ```

    ## Good

    ```jsonc
    // api-version: 2022-07-01
    "validate": {
      "inVMValidations": [
        {
          "type": "File",
          "name": "settings",
          "sourceUri": "https://example.com/settings.json",
          "destination": "/tmp/settings.json"
        }
      ]
    }
    ```

    Source: API release notes, https://learn.microsoft.com/azure/virtual-machines/image-builder-api-update-release-notes
    """
    if mismatch.path == "properties.source.type" and mismatch.found.lower() == "iso":
        return  # `source-iso-retired` speaks of it in all versions
    image, found = mismatch.image, mismatch.found
    # The service took some types in the last preview before its schema had them, as samples of that time show.
    lenient = (image is not None and image.kind == "bare") or mismatch.api_version == PREVIEW
    if mismatch.since is not None:
        effect = "does not know it" if lenient else "rejects it"
        message = f"`{found}` came with API version {mismatch.since}; {mismatch.api_version} {effect}"
        message += f". Use {mismatch.since} or later"
    else:
        allowed = ", ".join(f"`{value}`" for value in mismatch.expected)
        message = f"API version {mismatch.until} was the last one with the type `{found}`. Use {allowed}"
    yield Finding(mismatch.node, message, fix=_fix(mismatch), severity=WARNING if lenient else None)


def _fix(mismatch: Mismatch) -> Fix | None:
    image = mismatch.image
    version = image.body.get("apiVersion") if image is not None and image.kind == "resource" else None
    if version is None or version.kind != "string" or version.source is not None or mismatch.since is None:
        return None
    raised = edit.replace(version, edit.quote(mismatch.since))
    return Fix(f"Raise apiVersion to {mismatch.since}", (raised,), safe=False)
