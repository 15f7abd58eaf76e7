"""Properties that came with a later API version than the template's; offers to raise it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(ERROR, types="not-in-version", rows=("vhd-uri-not-in-api-version",))
def property_not_in_api_version(mismatch: Mismatch, document: Document) -> Findings:
    """A property that the API version does not have yet

    API versions before 2024-02-01 ignore fields that they do not know, so `stagingResourceGroup` under 2020-02-14 or
    `errorHandling` under 2022-07-01 do nothing: the build runs as if they were not there. From 2024-02-01 on the service
    rejects the template. The message names the first version that has the property. A template without a known API
    version is not judged.

    The fix raises `apiVersion`, which may bring other changes with it, so it is not called safe.

    ## Bad

    ```jsonc
    // api-version: 2020-02-14
    "stagingResourceGroup": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-staging"
    ```

    ## Good

    ```jsonc
    // api-version: 2022-02-14
    "stagingResourceGroup": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-staging"
    ```

    Source: API release notes, https://learn.microsoft.com/azure/virtual-machines/image-builder-api-update-release-notes
    """
    if mismatch.name == "targetRegions" and _regions_missing(mismatch):
        return
    message = (
        f"`{mismatch.name}` came with API version {mismatch.since}; {mismatch.fate}. Use {mismatch.since} or later"
    )
    severity = None if mismatch.strict else WARNING
    yield Finding(mismatch.node, message, on="key", fix=_fix(mismatch), severity=severity)


def _regions_missing(mismatch: Mismatch) -> bool:
    """Whether `replication-regions-required` speaks of the target: it names the version, too."""
    target = mismatch.parent
    return target is not None and not target.incomplete and target.get("replicationRegions") is None


def _fix(mismatch: Mismatch) -> Fix | None:
    image = mismatch.image
    version = image.body.get("apiVersion") if image is not None and image.kind == "resource" else None
    if version is None or version.kind != "string" or version.source is not None or mismatch.since is None:
        return None
    raised = edit.replace(version, edit.quote(mismatch.since))
    return Fix(f"Raise apiVersion to {mismatch.since}", (raised,), safe=False)
