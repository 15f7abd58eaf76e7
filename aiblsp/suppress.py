"""Suppressions written in a file: reads them and tells which findings each one takes away; leaves names to `lint`.

In a comment: `// aiblsp: ignore[rule, other-*] reason` for its own line, or for the next line of code where it stands
alone; `// aiblsp: ignore-file[rule] reason` anywhere for the whole file. Without brackets it is every rule. Strict JSON
has `metadata.aiblsp.ignore` on a resource of a deployment template, or on the template itself: an array of rule names
or of objects with `rule`, `reason` and `until` (a date, the last day on which it counts). Letter case of the words
does not matter; what is not understood suppresses nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from aiblsp.facts.names import short
from aiblsp.pattern import later
from aiblsp.record import dataclass

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from aiblsp.document import Document
    from aiblsp.jsonc.node import Comment, Node
    from aiblsp.text import Source

_DIRECTIVE: Final = later(r"(?://+|/\*+)\s*(?i:aiblsp):\s*([\w-]*)(?:\s*\[([^\]]*)(\])?)?")
_WORD: Final = later(r"[^\s,]+")
_BLANK: Final = later(r"\s*")
_DATE: Final = later(r"\d{4}-\d{2}-\d{2}")

WORDS: Final = ("ignore", "ignore-file")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One name that a suppression gives: a rule, a glob or a section, and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unused:
    """A name that suppressed nothing, and why: no such finding, no such rule, or its date is over."""

    pattern: Pattern | None  # None stands for every rule
    why: Literal["unused", "unknown", "expired"]
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Suppression:
    """One suppression.

    start, end  where it is written: the comment, or the entry in the metadata
    patterns  the rules that it names; empty is every rule
    span      the offsets that it reaches, both inclusive; None is the whole file
    until     the last day on which it counts
    fault     what could not be understood in it; such a one suppresses nothing
    node, parent  what stands in the metadata, and the array that holds it if one does; None for a comment
    unused    filled in by `lint` for the rules that speak of it
    """

    start: int
    end: int
    patterns: tuple[Pattern, ...] = ()
    span: tuple[int, int] | None = None
    until: str | None = None
    fault: str | None = None
    node: Node | None = None
    parent: Node | None = None
    unused: tuple[Unused, ...] = ()

    def reaches(self, offset: int) -> bool:
        """Whether a finding that starts at this offset of the document is within reach."""
        return self.span is None or self.span[0] <= offset <= self.span[1]


def suppressions(document: Document) -> list[Suppression]:
    """All suppressions of a document, in order; those that could not be understood have a `fault`."""
    source = document.source
    if "aiblsp" not in source.text.lower():
        return []
    comments = document.tree.comments
    matches = [_DIRECTIVE.match(source.text, comment.start, comment.end) for comment in comments]
    found = list(_from_metadata(document))
    if any(matches):
        lines = _code_lines(source, comments)
        for comment, match, line in zip(comments, matches, lines, strict=True):
            if match is not None:
                found.append(_from_comment(comment, match, line))
    return sorted(found, key=lambda suppression: suppression.start)


def _from_comment(comment: Comment, match: re.Match[str], line: tuple[int, int]) -> Suppression:
    word = match[1].lower()
    if word not in WORDS:
        unknown = f"`{match[1]}` is no directive: write `ignore` or `ignore-file`"
        return Suppression(comment.start, comment.end, fault=unknown)
    span = None if word == "ignore-file" else line
    if match[2] is None:
        return Suppression(comment.start, comment.end, span=span)
    if match[3] is None:  # without its end nobody knows which rules are meant: surely not all
        return Suppression(comment.start, comment.end, span=span, fault="the bracket is not closed with `]`")
    names = _WORD.finditer(match.string, match.start(2), match.end(2))
    patterns = tuple(Pattern(name.group(), name.start(), name.end()) for name in names)
    fault = None if patterns else "the brackets name no rule"
    return Suppression(comment.start, comment.end, patterns, span, fault=fault)


def _code_lines(source: Source, comments: tuple[Comment, ...]) -> list[tuple[int, int]]:
    """For each comment the line of code that it is about: its own, or where it stands alone, the next one."""
    text = source.text
    below: list[tuple[int, int]] = []
    for index in range(len(comments) - 1, -1, -1):
        comment = comments[index]
        first = source.position(comment.start)[0]
        blank = _BLANK.match(text, comment.end)
        code = blank.end() if blank else comment.end
        if text[source.line_starts[first] : comment.start].strip():
            below.append(_line(source, first))
        elif index + 1 < len(comments) and code == comments[index + 1].start:
            below.append(below[-1])  # another comment stands between this one and the code
        else:
            below.append(_line(source, source.position(code)[0]))
    return below[::-1]


def _line(source: Source, line: int) -> tuple[int, int]:
    start = source.line_starts[line]
    return start, start + len(source.line(line))


def _from_metadata(document: Document) -> Iterator[Suppression]:
    template = document.template
    if template.kind in ("bare", "properties") and template.root is not None:
        dead = template.root.at("metadata", "aiblsp")
        if dead is not None and dead.key is not None:
            fault = "only deployment templates have `metadata`. Use the configuration here"
            yield Suppression(dead.key.start, dead.end, fault=fault, node=dead)
    for scope in template.scopes:
        whole = scope.node is template.root
        yield from _entries(scope.node, None if whole else (scope.node.start, scope.node.end))
        for resource in scope.resources:
            yield from _entries(resource.node, (resource.node.start, resource.node.end))


def _entries(owner: Node, span: tuple[int, int] | None) -> Iterator[Suppression]:
    ours = owner.at("metadata", "aiblsp")
    if ours is None:
        return
    if ours.kind != "object":
        yield Suppression(ours.start, ours.end, fault="`aiblsp` must be an object with `ignore`", node=ours)
    for member in ours.children:
        if member.key is not None and member.key.text.lower() != "ignore":
            fault = f"`{short(member.key.text)}` means nothing here: write `ignore`"
            yield Suppression(member.key.start, member.key.end, fault=fault, node=member)
    listed = ours.get("ignore")
    if listed is None:
        return
    if listed.kind != "array":
        fault = "`ignore` must be an array of rule names"
        yield Suppression(listed.start, listed.end, span=span, fault=fault, node=listed)
        return
    for entry in listed.children:
        yield _entry(entry, listed, span)


def _entry(entry: Node, parent: Node, span: tuple[int, int] | None) -> Suppression:
    name = entry.get("rule") if entry.kind == "object" else entry
    if name is None or name.kind != "string":
        wrong = "an entry must be a rule name, or an object with `rule`"
        return Suppression(entry.start, entry.end, span=span, fault=wrong, node=entry, parent=parent)
    until = entry.get("until")
    date = until.text() if until is not None else None
    fault = None
    if until is not None and (date is None or not _DATE.fullmatch(date)):
        fault = "`until` must be a date such as `2030-12-31`"
    patterns = (Pattern(name.value, name.start, name.end),)
    return Suppression(entry.start, entry.end, patterns, span, date, fault, entry, parent)


def without_comment(source: Source, start: int, end: int) -> tuple[int, int]:
    """The span to delete for a comment to be gone: with its line where it stands alone, else with the blanks before."""
    text = source.text
    first, last = source.position(start)[0], source.position(end)[0]
    line_start = source.line_starts[first]
    line_end = source.line_starts[last] + len(source.line(last))
    before, after = text[line_start:start], text[end:line_end]
    if before.strip():
        return start - (len(before) - len(before.rstrip())), end
    if after.strip():
        return start, end + len(after) - len(after.lstrip())
    following = source.line_starts[last + 1] if last + 1 < len(source.line_starts) else len(text)
    return line_start, following
