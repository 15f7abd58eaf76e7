"""What a WindowsUpdate step is given: search criteria of the Windows Update Agent, filters, and the limit.

Sources: the reference, the schema's descriptions, the packer-plugin-windows-update README, and the criteria that
IUpdateSearcher::Search documents.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from aiblsp.facts.nearest import nearest
from aiblsp.pattern import later
from aiblsp.record import dataclass

DEFAULT_LIMIT: Final = 1000
RECOMMENDED: Final = "BrowseOnly=0 and IsInstalled=0"
PRESETS: Final = {
    "important": "AutoSelectOnWebSites=1 and IsInstalled=0",
    "recommended": RECOMMENDED,
    "all": "IsInstalled=0",
    "optional": "AutoSelectOnWebSites=0 and IsInstalled=0",
}
"""What the documentation means by a word, in lower case: the word itself is no criteria."""

# Name and the operators that it takes.
CRITERIA: Final = {
    "AutoSelectOnWebSites": ("=",),
    "BrowseOnly": ("=",),
    "CategoryIDs": ("contains",),
    "DeploymentAction": ("=",),
    "IsAssigned": ("=",),
    "IsHidden": ("=",),
    "IsInstalled": ("=",),
    "IsPresent": ("=",),
    "RebootRequired": ("=",),
    "RevisionNumber": ("=",),
    "Type": ("=", "!="),
    "UpdateID": ("=", "!="),
}
_BY_LOWER: Final = {name.lower(): name for name in CRITERIA}


@dataclass(frozen=True, slots=True)
class CriteriaProblem:
    """Why search criteria cannot be read: a clause for the user, where, and the text that would mend it, if known."""

    message: str
    start: int
    end: int
    instead: str | None = None


_TOKEN: Final = later(r"\s*(?:(!=|=)|([()])|('[^']*'|\"[^\"]*\")|([A-Za-z]\w*)|(-?\d+)|(\S))")


@lru_cache(maxsize=256)  # templates share their few
def criteria_problem(text: str) -> CriteriaProblem | None:
    """What is wrong with search criteria; None for good ones, and for an empty text, which is the default."""
    stripped = text.strip()
    if not stripped:
        return None
    preset = PRESETS.get(stripped.lower().removesuffix(" only"))
    if preset is not None:
        return CriteriaProblem(f"`{stripped}` is a name for criteria, not criteria", 0, len(text), preset)
    wanted: Literal["name", "operator", "value", "joint"] = "name"
    name, depth, position = "", 0, 0
    for token in _TOKEN.finditer(text):
        if token.start() != position:
            break
        operator, parenthesis, quoted, word, number, _ = token.groups()
        start, position = token.end() - len(token.group().lstrip()), token.end()
        if parenthesis == "(" and wanted == "name":
            depth += 1
        elif parenthesis == ")" and wanted == "joint" and depth:
            depth -= 1
        elif wanted == "name" and word and word.lower() in _BY_LOWER:
            name, wanted = _BY_LOWER[word.lower()], "operator"
        elif wanted == "name":
            return _unknown_name(token.group().strip(), start, position)
        elif wanted == "operator" and (operator or word or "").lower() in CRITERIA[name]:
            wanted = "value"
        elif wanted == "value" and (quoted or number):
            wanted = "joint"
        elif wanted == "joint" and (word or "").lower() in ("and", "or"):
            wanted = "name"
        else:
            return CriteriaProblem(_wanted(wanted, name, token.group().strip()), start, position)
    if wanted != "joint" or depth:
        return CriteriaProblem("the criteria end too early", max(len(text.rstrip()) - 1, 0), len(text))
    return None


def _unknown_name(written: str, start: int, end: int) -> CriteriaProblem:
    shown = written[:40]
    return CriteriaProblem(
        f"`{shown}` is no criterion of the Windows Update Agent", start, end, nearest(shown, CRITERIA)
    )


def _wanted(wanted: str, name: str, written: str) -> str:
    shown = written[:40]
    if wanted == "operator":
        return f"`{name}` wants `{' or '.join(CRITERIA[name])}` after it, not `{shown}`"
    if wanted == "value":
        return f"`{name}` wants a number or a text in quotes, not `{shown}`"
    return f"`and` or `or` is missing before `{shown}`"


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: what it does with updates of which the expression holds; the expression starts at `start`."""

    action: Literal["include", "exclude"]
    expression: str
    start: int

    @property
    def always(self) -> bool:
        """Whether it holds of every update, so that no filter after it is asked."""
        return self.expression.strip().lower() in ("$true", "1")


@lru_cache(maxsize=256)
def parse_filter(text: str) -> Filter | None:
    """Take a filter apart at its first colon; None for text that is none. The plugin compares without case."""
    action, colon, expression = text.partition(":")
    if not colon or not expression.strip():
        return None
    start = len(action) + 1
    if action.lower() == "include":
        return Filter("include", expression, start)
    return Filter("exclude", expression, start) if action.lower() == "exclude" else None
