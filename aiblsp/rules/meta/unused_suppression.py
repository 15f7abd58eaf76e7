"""Suppressions that suppress nothing, name no rule or cannot be read; the ones that work are none of its business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Edit, Fix
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.suppress import without_comment

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.suppress import Pattern, Suppression, Unused


@rule(WARNING)
def unused_suppression(suppression: Suppression, document: Document) -> Findings:
    """A suppression that suppresses nothing

    A suppression that has outlived its finding hides the next one that appears at its place. The same holds for one
    that never worked, because the name in it is misspelt or the directive is not understood: its author believes that
    the finding was dealt with.

    A suppression is called unused only where that can be told: the rules that it names were all asked, and the file has
    no syntax error that kept them from seeing the whole of it. One with a date is reported once the date is over.

    ## Bad

    ```jsonc
    // aiblsp: ignore[api-version-in-raw-body] the deployment tool wants it
    "buildTimeoutInMinutes": 100
    ```

    ## Good

    ```jsonc
    "buildTimeoutInMinutes": 100
    ```

    Source: suppressions in a file, https://github.com/aiblsp/aiblsp/blob/main/docs/suppressions.md
    """
    if suppression.fault is not None:
        message = f"This suppression is not understood and suppresses nothing: {suppression.fault}"
        yield Finding(suppression.node, message, span=(suppression.start, suppression.end))
        return
    gone = tuple(unused for unused in suppression.unused if unused.why != "unknown")
    if gone:
        yield Finding(
            suppression.node,
            _message(suppression, gone),
            span=_span(suppression, gone),
            fix=_removal(suppression, document, gone),
            tags=frozenset({"unnecessary"}),
        )
    for unused in suppression.unused:
        if unused.why == "unknown" and unused.pattern is not None:
            yield _unknown(suppression, unused.pattern, unused.suggestion)


def _message(suppression: Suppression, gone: tuple[Unused, ...]) -> str:
    names = ", ".join(f"`{unused.pattern.text}`" for unused in gone if unused.pattern is not None)
    if gone[0].why == "expired":
        return f"The suppression of {names} ended on {suppression.until}. Mend the finding, or give it a later date"
    where = "on this line" if suppression.span is not None and suppression.node is None else "here"
    if not names:
        return f"There is no finding {where} to suppress. Remove it"
    return f"There is no finding of {names} {where} to suppress. Remove it"


def _span(suppression: Suppression, gone: tuple[Unused, ...]) -> tuple[int, int]:
    patterns = [unused.pattern for unused in gone if unused.pattern is not None]
    if len(patterns) == len(suppression.patterns):
        return suppression.start, suppression.end
    return patterns[0].start, patterns[-1].end


def _removal(suppression: Suppression, document: Document, gone: tuple[Unused, ...]) -> Fix | None:
    source = document.source
    if gone[0].why == "expired":
        return None
    removed = {unused.pattern for unused in gone}
    left = [pattern.text for pattern in suppression.patterns if pattern not in removed]
    if left:
        whole = suppression.patterns
        return Fix("Remove the unused names", (Edit(whole[0].start, whole[-1].end, ", ".join(left)),))
    if suppression.node is None:
        start, end = without_comment(source, suppression.start, suppression.end)
        return Fix("Remove the suppression", (Edit(start, end, ""),))
    if suppression.parent is None:
        return None
    return Fix("Remove the suppression", edit.remove(source, suppression.parent, suppression.node))


def _unknown(suppression: Suppression, pattern: Pattern, suggestion: str | None) -> Finding:
    message = f"`{pattern.text}` is no rule, so this suppresses nothing"
    span = (pattern.start, pattern.end)
    if suggestion is None:
        return Finding(suppression.node, f"{message}. See `aiblsp rules` for the names", span=span)
    start, end = span
    if suppression.node is not None:
        start, end = start + 1, end - 1  # the string's quotes stay
    fix = Fix(f"Change to `{suggestion}`", (Edit(start, end, suggestion),), safe=False)
    return Finding(suppression.node, f"{message}. Did you mean `{suggestion}`?", span=span, fix=fix)
