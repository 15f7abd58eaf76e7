"""Versions of gallery images that are no three numbers; `latest` is left to another rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(ERROR, types="SharedImage", has="galleryImageId")
def gallery_target_version_format(target: Target, document: Document) -> Findings:
    """A version that is not three numbers

    A version reads `Major.Minor.Patch`, each a number up to 2147483647, without a `v` before and anything behind. The service
    answers "The image version name should follow Major(int).Minor(int).Patch(int) format", at worst after the build.

    ## Bad

    ```json
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu/versions/v1.0",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    ## Good

    ```json
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu/versions/1.0.0",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    Source: how to specify the version of an image, https://github.com/MicrosoftDocs/azure-docs/issues/89180
    """
    for node, problem in target.id_problems:
        if problem.reason == "version" and node.value[problem.start : problem.end].lower() != "latest":
            yield Finding(
                node,
                f"{problem.sentence}: the gallery refuses it",
                part=(problem.start, problem.end),
            )
