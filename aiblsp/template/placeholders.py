"""Text that stands for something to be filled in: documentation placeholders and pipeline tokens. Judges no value.

Sources: the samples of the Image Builder documentation (`<region>`, `{destinationResourceGroupName}`, `xxxxxxxx` and
`...` as segments of an ID); the usual token styles of release pipelines. Script lines are full of `<`, `{` and `$(`,
so there only a whole line such as `<command to run>` counts.
"""

from __future__ import annotations

import re
from typing import Final

from aiblsp.pattern import later

# The closing bracket may be lost, as in `"<name": …`. Quotes, `=` and `</` mean markup and not a placeholder.
_WHOLE: Final = later(r"<[^\W\d_][^<>\"=]*>?\Z")
_WHOLE_LINE: Final = later(r"<[^\W\d_][\w.-]*(?: [\w.-]+)+>\Z")  # a blank tells it from an XML tag
_ADDRESS: Final = later(r"/subscriptions/|/providers/|https?://", re.IGNORECASE)
_IN_ADDRESS: Final = later(
    r"<[^<>/\s?&][^<>/?&]*>?"
    r"|\{[^\W\d_][\w -]*\}"
    r"|(?<=/)[xX][xX-]{3,}(?=/|\Z)"
    r"|(?<=/)(?:\.\.\.|…)(?=/|\Z)"
)
# GitHub, replace-tokens, cookiecutter and friends; then Azure DevOps, whose style is a subshell in a script.
_ANY_TOKEN: Final = r"\$\{\{.{0,200}?\}\}|#\{[\w.-]+\}#?|\{\{ ?[\w.-]+ ?\}\}|__[^\W_][\w.-]*?__"
_TOKEN: Final = later(rf"{_ANY_TOKEN}|\$\([\w.-]+\)")
_TOKEN_LINE: Final = later(rf"(?:{_ANY_TOKEN})\Z")

# Where in a document such text may be: a cheap first look. Each starts with a literal, which `re` finds quickest alone.
MARKS: Final = tuple(map(later, (r"<", r"\{[\w{]", r"\$\(", r"__", r"#\{", r"/(?:xxx|XXX|\.\.\.|…)")))


def may_hold_placeholder(text: str) -> bool:
    """A cheap first look at a string or a whole file: without a mark there is no placeholder and no token in it."""
    return any(mark.search(text) for mark in MARKS)


# Members whose text is a script, or a condition in a script's language.
SCRIPTS: Final = frozenset({"inline", "restartcommand", "restartcheckcommand", "searchcriteria", "filters"})


def placeholder_in(text: str, *, script: bool = False) -> tuple[int, int] | None:
    """The span of the first documentation placeholder in a string or member name, or None.

    `script` says that the text is a line of a script. Pipeline tokens are none: they are meant to be there.
    """
    if script:
        return (0, len(text)) if _WHOLE_LINE.match(text) else None
    if _WHOLE.match(text):
        return 0, len(text)
    if _ADDRESS.match(text):
        found = _IN_ADDRESS.search(text)
        return found.span() if found is not None else None
    return None


def is_open(text: str, *, script: bool = False) -> bool:
    """Whether the real text is not known yet: it holds a placeholder, or it is made of pipeline tokens and no blanks.

    Text with blanks is prose or a script, where `$(name)` and `{{name}}` mean other things.
    """
    if placeholder_in(text, script=script) is not None:
        return True
    if script:
        return _TOKEN_LINE.match(text) is not None
    rest, tokens = _TOKEN.subn("", text)
    return tokens > 0 and not any(map(str.isspace, rest))
