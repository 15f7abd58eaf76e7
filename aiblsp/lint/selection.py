"""Which rules speak, and how loud: from the user's words to an index of rules by what they look at."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from aiblsp.lint.spotter import Spotter
from aiblsp.pattern import later
from aiblsp.record import cached_property, dataclass, field
from aiblsp.rules import DEFAULTS, find, matching, suggestion
from aiblsp.rules.catalog import RULES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import TypeAlias

    from aiblsp.diagnostic import Severity
    from aiblsp.rule import Rule

    # Names of members in lower case, each with its dotted path from the top and the names below it.
    Members: TypeAlias = dict[str, tuple[str, "Members"]]

# A crash of ours must be seen whatever the user selected; only its own name ignores it.
ALWAYS: Final = "internal-error"
_MOST_FITS: Final = 1000

_TYPE: Final = later(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Selection:
    """What the user wants to hear. A pattern is a rule, a section, a glob such as `inline-*`, `default` or `all`.

    select    the rules to run; empty means the default ones
    ignore    taken away from them
    severity  pairs of a pattern and the severity that its rules speak with; None switches them off. A rule that is off
              by default is switched on by giving it a severity by its own name. A later pair wins
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """Rules to ask: `rules` in any case, those of `by_word` where the word is said."""

    rules: tuple[Rule, ...]
    by_word: dict[str, list[Rule]]

    def worded(self, said: Collection[str]) -> Collection[Rule]:
        """The rules that want to see one of the words, each once."""
        if not said or not self.by_word:
            return ()
        found = {rule.name: rule for word in said if word in self.by_word for rule in self.by_word[word]}
        return found.values()


@dataclass(frozen=True, eq=False)
class Plan:
    """The rules of a selection, indexed by subject and type.

    enabled   name → rule
    severity  name → what the user made of it
    complete  whether every rule that is on by default is on: only then a bare suppression can be called unused
    """

    enabled: dict[str, Rule]
    severity: dict[str, Severity]
    complete: bool = True
    _any: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    _typed: dict[tuple[str, str], tuple[Rule, ...]] = field(default_factory=dict)
    _claimed: dict[tuple[str, str], tuple[Rule, ...]] = field(default_factory=dict)
    _fits: dict[tuple[object, ...], Fit] = field(default_factory=dict)

    def asked(self, subject: str, kind: str | None = None) -> tuple[Rule, ...]:
        """The rules to ask about a subject of this type (or kind); those with `at` are not among them."""
        if kind is None:
            return self._any.get(subject, ())
        return self._typed.get((subject, kind)) or self._any.get(subject, ())

    def fit(
        self,
        subject: str,
        kind: str | None,
        version: str | None,
        names: tuple[str, ...],
        facts: frozenset[str] = frozenset(),
    ) -> Fit:
        """The rules for a subject of an API version that has members of these names, in lower case.

        `facts` are what `Rule.only` speaks of. Few parts differ in all this, so the answer is kept.
        """
        key = (subject, kind, version, names, facts)
        found = self._fits.get(key)
        if found is None:
            if len(self._fits) >= _MOST_FITS:  # names are the user's, and an editor may run for days
                self._fits.clear()
            found = self._fits[key] = _fit(self.asked(subject, kind), version, names, facts)
        return found

    @cached_property
    def spotter(self) -> Spotter:
        """Looks for the words that any rule wants to see."""
        return Spotter(word for rule in self.enabled.values() for word in rule.words)

    @cached_property
    def members(self) -> Members:
        """The members of an image template that any rule wants to see."""
        wanted: Members = {}
        for path in {path.lower() for rule in self.asked("Image") for path in rule.has}:
            names, at = path.split("."), wanted
            for depth, name in enumerate(names, 1):
                _, at = at.setdefault(name, (".".join(names[:depth]), {}))
        return wanted

    def claims(self, kind: str, path: str) -> tuple[Rule, ...]:
        """The rules, enabled or not, that take mismatches of this kind at this path for themselves."""
        return self._claimed.get((kind, path)) or self._claimed.get((kind, _TYPE.sub("", path)), ())


def _fit(rules: Iterable[Rule], version: str | None, names: tuple[str, ...], facts: frozenset[str]) -> Fit:
    there = frozenset(names)
    fitting = [
        rule
        for rule in rules
        if in_range(rule, version)
        and not (rule.only and facts.isdisjoint(rule.only))
        and not (rule.lacks and there.issuperset(map(str.lower, rule.lacks)))
        and not (rule.has and there.isdisjoint(map(str.lower, rule.has)))
    ]
    by_word: dict[str, list[Rule]] = {}
    for rule in fitting:
        for word in rule.words:
            by_word.setdefault(word, []).append(rule)
    return Fit(tuple(rule for rule in fitting if not rule.words), by_word)


def in_range(rule: Rule, version: str | None) -> bool:
    """Whether a rule may speak of an API version; None is one that is not known."""
    if version is None:
        return rule.until is None
    return (rule.since is None or version >= rule.since) and (rule.until is None or version <= rule.until)


@lru_cache(maxsize=32)
def plan(selection: Selection) -> Plan:
    """The plan for a selection. Patterns that match nothing are passed over; see `unknown_patterns`."""
    return make_plan(selection, RULES)


def make_plan(selection: Selection, rules: Iterable[Rule]) -> Plan:
    """The plan for a selection of the given rules."""
    rules = tuple(rules)
    enabled = {rule.name: rule for word in selection.select or (DEFAULTS,) for rule in matching(word, rules)}
    enabled |= {rule.name: rule for rule in rules if rule.name == ALWAYS}
    severity: dict[str, Severity] = {}
    off: set[str] = set()
    for word, level in selection.severity:
        for rule in matching(word, rules):
            off.discard(rule.name)
            if level is None:
                off.add(rule.name)
                continue
            severity[rule.name] = level
            if word == rule.name and not rule.default and not selection.select:
                enabled[rule.name] = rule
    for word in selection.ignore:
        off |= {rule.name for rule in matching(word, rules) if rule.name != ALWAYS or word == ALWAYS}
        off |= {rule.name for rule in rules if not rule.default and fnmatchcase(rule.name, word)}
    for name in off:
        enabled.pop(name, None)
    complete = all(rule.name in enabled for rule in rules if rule.default)
    return _index(Plan(enabled, severity, complete), rules)


def _index(made: Plan, rules: tuple[Rule, ...]) -> Plan:
    untyped: dict[str, list[Rule]] = {}
    typed: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        for kind in rule.types:
            typed[rule.subject, kind] = []
            for path in rule.at:
                made._claimed[kind, path] = (*made._claimed.get((kind, path), ()), rule)
    for rule in made.enabled.values():
        if rule.at:
            continue
        for kind in rule.types:
            typed[rule.subject, kind].append(rule)
        if not rule.types:
            untyped.setdefault(rule.subject, []).append(rule)
    for subject, some in untyped.items():
        made._any[subject] = tuple(sorted(some, key=_name))
    for (subject, kind), some in typed.items():
        made._typed[subject, kind] = tuple(sorted((*some, *untyped.get(subject, ())), key=_name))
    return made


def _name(rule: Rule) -> str:
    return rule.name


def unknown_patterns(selection: Selection) -> list[tuple[str, str | None]]:
    """The words of a selection that match no rule, each with what was probably meant."""
    words = [*selection.select, *selection.ignore, *(word for word, _ in selection.severity)]
    return [(word, suggestion(word)) for word in dict.fromkeys(words) if find(word) is None and not matching(word)]
