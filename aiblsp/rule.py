"""What a rule is: a generator function over one kind of subject, described by a decorator.

The type of the first argument says what the rule is asked about: Document, Problem, Mismatch, Image, ImageSource, Step,
Target or Trigger. The second argument is always the Document. The docstring is the rule's page. A rule points at nodes;
`aiblsp.lint` turns what it yields into diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from aiblsp.diagnostic import Fix, Severity

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node

ERROR = Severity.ERROR
WARNING = Severity.WARNING
INFO = Severity.INFO
HINT = Severity.HINT


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule yields: something about a node.

    node      what is wrong; None points at the very start of the file
    message   one sentence for the user: quote the word, say what happens, say what to do
    on        "value", or "key" to point at the member's name
    part      decoded character indexes within a string value, to point at a part of it
    span      document offsets instead of a node, for text that no node covers (comments, syntax)
    related   other nodes that matter, each with a sentence
    fix       edits of the file that `node` is in
    severity  where it depends on the version; else the rule's own
    tags      "unnecessary", "deprecated"
    """

    node: Node | None
    message: str
    on: Literal["value", "key"] = "value"
    part: tuple[int, int] | None = None
    span: tuple[int, int] | None = None
    related: tuple[tuple[Node, str], ...] = ()
    fix: Fix | None = None
    severity: Severity | None = None
    tags: frozenset[str] = frozenset()


Findings: TypeAlias = Iterator[Finding]
Check: TypeAlias = Callable[[Any, Any], Findings]

SUBJECTS = ("Document", "Problem", "Mismatch", "Image", "ImageSource", "Step", "Target", "Trigger")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and what is known about it without running it.

    name      kebab-case, the same as its file, function, page and test
    subject   one of SUBJECTS
    types     for ImageSource, Step, Target: only these types; for Mismatch and Problem: only these kinds; empty is all
    words     for Step: run only where the inline text contains one of these (lower case), a cheap first look
    since, until  API versions (inclusive). A known version outside the range keeps the rule silent; an unknown one too
              where `until` is set. A rule about absence must look at `image.api_version` itself
    rows      the rows of the rule catalogue that it serves, its own name included
    default   False for rules that a user must select
    """

    name: str
    severity: Severity
    subject: str
    types: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None
    rows: tuple[str, ...] = ()
    default: bool = True
    check: Check | None = field(default=None, compare=False)


def rule(
    severity: Severity,
    *,
    types: str | tuple[str, ...] = (),
    words: tuple[str, ...] = (),
    since: str | None = None,
    until: str | None = None,
    rows: tuple[str, ...] = (),
    default: bool = True,
) -> Callable[[Check], Check]:
    """Describe a generator function as a rule; the description is left on it as the attribute `rule`.

    Raises TypeError where the first argument is not annotated with a subject: a mistake of the author.
    """

    def decorate(check: Check) -> Check:
        name = check.__name__.replace("_", "-")
        subject = str(next(iter(check.__annotations__.values()), ""))
        if subject not in SUBJECTS:
            raise TypeError(f"rule {name}: the first argument must be one of {', '.join(SUBJECTS)}, not {subject!r}")
        kinds = (types,) if isinstance(types, str) else types
        described = Rule(
            name,
            severity,
            subject,
            frozenset(kinds),
            frozenset(words),
            since,
            until,
            tuple(dict.fromkeys((name, *rows))),
            default,
            check,
        )
        check.rule = described  # type: ignore[attr-defined]
        return check

    return decorate
