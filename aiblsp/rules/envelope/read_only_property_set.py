"""Properties that only the service writes, as exported templates have them; offers to take them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.template.written import as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(WARNING, types="read-only")
def read_only_property_set(mismatch: Mismatch, document: Document) -> Findings:
    """A property that only the service writes

    `provisioningState`, `lastRunStatus`, `exactVersion`, or the `principalId` of an identity tell how things are. A
    template that was exported from Azure carries them; written by hand they have no effect, so whoever sets
    `exactStagingResourceGroup` to choose a resource group waits in vain.

    ## Bad

    ```jsonc
    "exactStagingResourceGroup": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-staging"
    ```

    ## Good

    ```jsonc
    "stagingResourceGroup": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-staging"
    ```

    Source: a property that appears to be ignored, https://github.com/MicrosoftDocs/azure-docs/issues/112190
    """
    written = as_written(document.tree, mismatch.node)
    fix = None
    if written is not None:
        fix = Fix("Remove it", edit.remove(document.source, *written))
    yield Finding(
        mismatch.node,
        f"`{mismatch.name}` is written by the service; in a template it has no effect. Remove it",
        on="key",
        fix=fix,
        tags=frozenset({"unnecessary"}),
    )
