"""Gallery sources that are not named by the ID of an image version; blanks, subscriptions and groups are left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.ids import check_id
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource


@rule(ERROR, types="SharedImageVersion", has="imageVersionId")
def gallery_source_id_format(source: ImageSource, document: Document) -> Findings:
    """A gallery source that is no image version

    `imageVersionId` takes the ID of one image version, with `/versions/` and a number or, since 2022-07-01, `latest` at its
    end. The ID of the definition alone is refused with `BadSharedImageVersionSource`.

    ## Bad

    ```json
    "source": {"type": "SharedImageVersion", "imageVersionId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/def1"}
    ```

    ## Good

    ```json
    "source": {"type": "SharedImageVersion", "imageVersionId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/def1/versions/1.0.0"}
    ```

    Source: SharedImageVersion source, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#sharedimageversion-source
    """
    node = source.get("imageVersionId")
    for candidate in (node, *node.alternatives) if node is not None else ():
        text = candidate.text()
        problem = check_id("gallery-source", text) if text is not None else None
        if text is None or problem is None or problem.reason not in ("shape", "name", "version"):
            continue
        if text.lower().startswith("/communitygalleries/"):
            continue  # not documented, not denied
        fix = None
        is_definition = problem.reason == "shape" and check_id("gallery-target", text) is None
        if (
            is_definition
            and candidate.via is None
            and candidate.source is None
            and not source.image.before("2022-07-01")
        ):
            longer = edit.quote(text.rstrip("/") + "/versions/latest")
            fix = Fix(
                "Use the latest version (API version 2022-07-01 or later)",
                (edit.replace(candidate, longer),),
                safe=False,
            )
        message = f"This {problem.message}. A gallery source takes `…/galleries/…/images/…/versions/…`"
        if problem.reason != "shape":
            message = f"{problem.sentence}: there can be no such image version"
        yield Finding(
            candidate, message, part=(problem.start, problem.end) if problem.end > problem.start else None, fix=fix
        )
