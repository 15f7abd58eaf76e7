"""Types of targets in the wrong letter case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(ERROR, types="type-casing", at="properties.distribute[].type")
def distribute_type_casing(mismatch: Mismatch, document: Document) -> Findings:
    """A type of target in the wrong letter case

    Texts and headings of the documentation write `managedImage` and `sharedImage`, which only the API version 2018-02-01-preview
    knew. Since then the service answers "Validation failed: 'ImageTemplate.properties': Field 'distribute[0].type' has
    a bad value: ''", which names neither the value nor the right one.

    ## Bad

    ```json
    "distribute": [
      {
        "type": "sharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    ## Good

    ```json
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    Source: type of a managed image target, https://github.com/MicrosoftDocs/azure-docs/issues/105420
    """
    right = mismatch.expected[0]
    yield Finding(
        mismatch.node,
        f"`{mismatch.found}` must be written `{right}`: "
        "the service compares exactly and answers that `type` \"has a bad value: ''\"",
        fix=Fix(f"Change to `{right}`", (edit.replace(mismatch.node, edit.quote(right)),)),
    )
