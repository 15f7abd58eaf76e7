"""Takes away what suppressions in the file silence, and lets the rules about suppressions speak of those left over."""

from __future__ import annotations

from bisect import bisect_right
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from aiblsp.lint.selection import ALWAYS
from aiblsp.record import dataclass, field, replace
from aiblsp.rules import suggestion
from aiblsp.rules.catalog import RULES
from aiblsp.suppress import Suppression, Unused

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiblsp.diagnostic import Diagnostic
    from aiblsp.document import Document
    from aiblsp.lint.selection import Plan
    from aiblsp.rule import Rule
    from aiblsp.suppress import Pattern

# What the parser says of these leaves the tree whole, so the rules have seen everything.
_HARMLESS = frozenset({"trailing-comma", "multi-line-string", "duplicate-key"})


def silence(
    document: Document,
    plan: Plan,
    written: list[Suppression],
    found: list[Diagnostic],
    judge: Callable[[Rule, object], list[Diagnostic]],
) -> list[Diagnostic]:
    """The diagnostics that no suppression takes away, and what is to be said of the suppressions themselves.

    `written` are those of the document.
    """
    if not written:
        return found
    today = document.today
    ledger = _Ledger(document, [entry for entry in written if entry.fault is None and not _expired(entry, today)])
    kept = [diagnostic for diagnostic in found if not ledger.covers(diagnostic)]
    broken = any(problem.kind not in _HARMLESS for problem in document.tree.problems)
    for rule in plan.asked("Suppression"):
        for entry in written:
            judged = replace(entry, unused=tuple(_unused(entry, plan, ledger, today, broken)))
            if judged.unused or judged.fault:
                said = judge(rule, judged)
                kept += [diagnostic for diagnostic in said if not ledger.covers(diagnostic, named=True)]
    return kept


def _expired(entry: Suppression, today: str) -> bool:
    return entry.until is not None and entry.until < today


def _matches(word: str, rule_name: str, section: str | None) -> bool:
    return word in (rule_name, section, "all") or fnmatchcase(rule_name, word)


def _unused(entry: Suppression, plan: Plan, ledger: _Ledger, today: str, broken: bool) -> list[Unused]:
    """The names in a suppression that did nothing, where that can be told."""
    if entry.fault is not None:
        return []
    found: list[Unused] = []
    for pattern in entry.patterns or (None,):
        meant = [rule for rule in RULES if pattern is None or _matches(pattern.text, rule.name, rule.section)]
        if pattern is not None and not meant:
            found.append(Unused(pattern, "unknown", suggestion(pattern.text)))
        elif _expired(entry, today):
            found.append(Unused(pattern, "expired"))
        elif not broken and (entry.start, pattern) not in ledger.used and _judged(meant, plan):
            found.append(Unused(pattern, "unused"))
    return found


def _judged(meant: list[Rule], plan: Plan) -> bool:
    """Whether all that the name stands for was asked. What is said of suppressions themselves is never unused."""
    if len(meant) == 1:
        return meant[0].name in plan.enabled and meant[0].subject not in ("Suppression", "Failure")
    return all(rule.name in plan.enabled for rule in meant if rule.default)


@dataclass(eq=False)
class _Ledger:
    """Which suppression reaches where, and which were used."""

    document: Document
    entries: list[Suppression]
    used: set[tuple[int, Pattern | None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        starts = self.document.source.line_starts
        self.lines: dict[int, list[Suppression]] = {}
        self.wide: list[Suppression] = []
        self.by_name: dict[str, list[Suppression]] = {}
        for entry in self.entries:
            if entry.node is None and entry.span is not None:
                self.lines.setdefault(bisect_right(starts, entry.span[0]) - 1, []).append(entry)
            else:
                self.wide.append(entry)
        self.sections = {rule.name: rule.section for rule in RULES}

    def covers(self, diagnostic: Diagnostic, named: bool = False) -> bool:
        """Whether a suppression takes the diagnostic away; the narrowest one that does counts as used.

        `named`: only one that names the rule. What is said of a suppression must not be silenced by itself.
        """
        offset = self._anchor(diagnostic)
        name = diagnostic.rule
        named = named or name == ALWAYS
        if offset is not None:
            line = bisect_right(self.document.source.line_starts, offset) - 1
            for entry in self.lines.get(line, ()):
                if self._uses(entry, name, named):
                    return True
        for entry in self._wide_for(name, named):
            if entry.span is None or (offset is not None and entry.reaches(offset)):
                return self._uses(entry, name, named)
        return False

    def _wide_for(self, name: str, named: bool) -> list[Suppression]:
        """The suppressions of more than a line that mean this rule; looked for once a rule."""
        if name not in self.by_name:
            self.by_name[name] = [entry for entry in self.wide if self._hits(entry, name, named)]
        return self.by_name[name]

    def _uses(self, entry: Suppression, name: str, named: bool) -> bool:
        hits = self._hits(entry, name, named)
        self.used.update((entry.start, pattern) for pattern in hits)
        return bool(hits)

    def _hits(self, entry: Suppression, name: str, named: bool) -> list[Pattern | None]:
        if not entry.patterns:
            return [] if named else [None]
        if named:
            return [pattern for pattern in entry.patterns if pattern.text == name]
        return [pattern for pattern in entry.patterns if _matches(pattern.text, name, self.sections.get(name))]

    def _anchor(self, diagnostic: Diagnostic) -> int | None:
        """Where the diagnostic stands in the document: for a value from a parameter file, where that is used."""
        source = self.document.source
        if diagnostic.place.source is source:
            return diagnostic.place.start
        return next((related.place.start for related in diagnostic.related if related.place.source is source), None)
