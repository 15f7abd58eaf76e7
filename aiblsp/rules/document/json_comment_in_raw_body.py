"""Comments where the tools read strict JSON; deployment templates may have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.diagnostic import Edit, Fix
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.suppress import suppressions, without_comment

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings


@rule(WARNING, only="comments")
def json_comment_in_raw_body(document: Document) -> Findings:
    """A comment in a bare resource body

    Azure Resource Manager's tools take `//` and `/* */` in deployment templates. A bare resource body is read as strict
    JSON: `az image builder create --image-template` and `az resource create` stop with "invalid JSON". There is one
    finding for the whole file, at its first comment. The fix removes all of them; whether somebody needs them only you
    know. There is none where a comment is a suppression: without it other findings would speak.

    ## Bad

    ```jsonc
    "buildTimeoutInMinutes": 100 // enough for updates
    ```

    ## Good

    ```jsonc
    "buildTimeoutInMinutes": 100
    ```

    Source: comments in templates, https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax#comments-and-metadata
    """
    comments = document.tree.comments
    if document.template.kind not in ("bare", "properties") or not comments:
        return
    edits = []
    done = 0
    for comment in () if suppressions(document) else comments:
        start, end = without_comment(document.source, comment.start, comment.end)
        edits.append(Edit(max(start, done), max(end, done), ""))
        done = max(end, done)
    more = f" (and the other {len(comments) - 1})" if len(comments) > 1 else ""
    yield Finding(
        None,
        f"A bare resource body is read as strict JSON, where this comment{more} is an error. Remove it",
        span=(comments[0].start, comments[0].end),
        fix=Fix("Remove all comments, if nobody needs them", tuple(edits), safe=False) if edits else None,
    )
