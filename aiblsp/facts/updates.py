"""What a WindowsUpdate step may say: search criteria of the Windows Update Agent, and filters with their prefix.

Sources: the documentation of IUpdateSearcher.Search for the criteria, the community plugin rgl/windows-update for the
filters.
"""

from __future__ import annotations

import re
from typing import Final

RECOMMENDED: Final = "BrowseOnly=0 and IsInstalled=0"
MEANINGS: Final = {
    "recommended": RECOMMENDED,
    "important": "AutoSelectOnWebSites=1 and IsInstalled=0",
    "optional": "BrowseOnly=1 and IsInstalled=0",
}
"""Words of Windows Update for kinds of updates, with the criteria that they stand for."""

_NUMBERS: Final = frozenset(
    {
        "isinstalled",
        "ishidden",
        "browseonly",
        "autoselectonwebsites",
        "isassigned",
        "ispresent",
        "isrebootrequired",
        "rebootrequired",
        "revisionnumber",
    }
)
_TEXTS: Final = frozenset({"type", "updateid", "deploymentaction", "categoryids"})
_TOKEN: Final = re.compile(r"\s*(?:(?P<sign>!=|=|\(|\))|(?P<text>'[^']*'|\"[^\"]*\")|(?P<word>[A-Za-z]+|-?[0-9]+))")


def criteria_problem(text: str) -> str | None:
    """What is wrong with search criteria, as a clause; None for good ones. An empty text stands for the default."""
    tokens = _tokens(text)
    if tokens is None:
        return "holds signs that criteria do not have"
    at, depth = 0, 0
    while at < len(tokens):
        while at < len(tokens) and tokens[at] == "(":
            depth, at = depth + 1, at + 1
        problem = _comparison(tokens[at : at + 3])
        if problem is not None:
            return problem
        at += 3
        while at < len(tokens) and tokens[at] == ")":
            depth, at = depth - 1, at + 1
        if depth < 0:
            return "closes a parenthesis that is not open"
        if at < len(tokens):
            if tokens[at].lower() not in ("and", "or"):
                return f"has `{_shown(tokens[at])}` where `and` or `or` must stand"
            at += 1
            if at == len(tokens):
                return f"ends with `{tokens[-1]}`"
    return "does not close a parenthesis" if depth else None


def _tokens(text: str) -> list[str] | None:
    tokens, at = [], 0
    end = len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None:
            return None
        tokens.append(found.group().strip())
        at = found.end()
    return tokens


def _comparison(tokens: list[str]) -> str | None:
    """What is wrong with the three words of a comparison."""
    if not tokens:
        return "ends too early"
    name = tokens[0].lower()
    if name not in _NUMBERS and name not in _TEXTS:
        return f"names `{_shown(tokens[0])}`, which is no property of an update"
    operator = tokens[1].lower() if len(tokens) > 1 else ""
    wanted = "`contains`" if name == "categoryids" else "`=` or `!=`"
    if operator not in ("=", "!=", "contains") or (operator == "contains") != (name == "categoryids"):
        return f"has no {wanted} after `{tokens[0]}`"
    if len(tokens) < 3 or tokens[2] in ("(", ")", "=", "!="):
        return f"has no value for `{tokens[0]}`"
    if name in _NUMBERS and not tokens[2].strip("'\"-").isdigit():
        return f"gives `{tokens[0]}` the value `{_shown(tokens[2])}`, which is no number"
    if name in _TEXTS and tokens[2][0] not in "'\"":
        return f"has no quotes around the value of `{tokens[0]}`"
    return None


def _shown(token: str) -> str:
    return token if len(token) <= 40 else token[:39] + "…"


def filter_action(text: str) -> str | None:
    """`include` or `exclude`, as a filter starts; None for a filter that starts otherwise."""
    action, colon, _ = text.partition(":")
    return action if colon and action in ("include", "exclude") else None


def takes_all(text: str) -> bool:
    """Whether a filter fits every update: its expression is `$true`."""
    return filter_action(text) is not None and text.partition(":")[2].strip().lower() == "$true"
