"""What a rule is: a generator function over one kind of subject, described by a decorator.

The type of the first argument says what the rule is asked about (see SUBJECTS). The second argument is the Document,
unless that is the first. The docstring is the rule's page. A rule points at nodes; `aiblsp.lint` turns what it yields
into diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal, TypeAlias

from aiblsp.diagnostic import Fix, Severity
from aiblsp.record import dataclass, field

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node

ERROR = Severity.ERROR
WARNING = Severity.WARNING
INFO = Severity.INFO
HINT = Severity.HINT

PAGES = "https://github.com/aiblsp/aiblsp/blob/main/docs/rules/"


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
Check: TypeAlias = Callable[..., Findings]
FixKind: TypeAlias = Literal["", "safe", "unsafe", "both"]

SUBJECTS = (
    "Document",
    "Problem",
    "Mismatch",
    "Image",
    "ImageSource",
    "Step",
    "Target",
    "Trigger",
    "Suppression",  # asked after all others, of a suppression with parts that suppressed nothing
    "Failure",  # asked where another rule raised
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that raised: its name, the class of the exception, and where in our own code (`module:line`)."""

    rule: str
    error: str
    where: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and what is known about it without running it; `rules.catalog` holds one for each, without its check.

    name      kebab-case, the same as its file, function, page and test
    subject   one of SUBJECTS
    types     for ImageSource, Step, Target: only these types; for Mismatch and Problem: only these kinds; empty is all
    at        for Mismatch: only at these paths (of the property, also of a missing one; `[]<Type>` may be left out to
              mean every type). A mismatch that such a rule takes is kept from the rules without `at`
    words     for Step, and for Image with all its steps: run only where the inline text, a restart command, the
              destination of a file or an address contains one of these (lower case), a cheap first look
    has       run only where one of these members exists: names for ImageSource, Step, Target and Trigger; for Image
              dotted paths from the resource (`tags`, `properties.optimize`)
    lacks     run only where one of these members is missing: names for ImageSource, Step, Target and Trigger
    only      run only on these: the kinds of file (deployment, bare, properties); for Image also its own kinds
              (resource, bare, properties), the types of its steps (such as File), and `downloads` where it has any;
              for Step its section (customize, validate); `comments`, `parameters`,
              `policies`, `triggers`, other `resources`, several `images`: where the file has any of these
    since, until  API versions (inclusive). A known version outside the range keeps the rule silent; an unknown one too
              where `until` is set. A rule about absence must look at `image.api_version` itself
    rows      the rows of the rule catalogue that it serves, its own name included
    default   False for rules that a user must select
    anywhere  True for rules on JSON that is not ours too
    section   the folder of the rule
    title     the first line of its page
    fixes     whether its fixes are safe, unsafe, or both; empty where it has none (known to the catalogue only)
    """

    name: str
    severity: Severity
    subject: str
    section: str = ""
    title: str = ""
    types: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    rows: tuple[str, ...] = ()
    default: bool = True
    anywhere: bool = False
    fixes: FixKind = ""
    check: Check | None = field(default=None, compare=False)

    @property
    def module(self) -> str:
        """The module that holds the check."""
        return f"aiblsp.rules.{self.section}.{self.name.replace('-', '_')}"

    @property
    def url(self) -> str:
        """The address of the rule's page."""
        return f"{PAGES}{self.name}.md"


def rule(
    severity: Severity,
    *,
    types: str | tuple[str, ...] = (),
    at: str | tuple[str, ...] = (),
    words: tuple[str, ...] = (),
    has: str | tuple[str, ...] = (),
    lacks: str | tuple[str, ...] = (),
    only: str | tuple[str, ...] = (),
    since: str | None = None,
    until: str | None = None,
    rows: tuple[str, ...] = (),
    default: bool = True,
    anywhere: bool = False,
) -> Callable[[Check], Check]:
    """Say what a generator function is as a rule; `description` tells it.

    See Rule for the arguments. A run knows a rule from the catalogue and needs no description: none is made here.
    """

    def decorate(check: Check) -> Check:
        def describe() -> Rule:
            name = check.__name__.replace("_", "-")
            return Rule(
                name,
                severity,
                subject=str(next(iter(check.__annotations__.values()), "")),
                section=check.__module__.split(".")[-2],
                title=(check.__doc__ or "").strip().partition("\n")[0].strip(),
                types=_tuple(types),
                at=_tuple(at),
                words=words,
                has=_tuple(has),
                lacks=_tuple(lacks),
                only=_tuple(only),
                since=since,
                until=until,
                rows=tuple(dict.fromkeys((name, *rows))),
                default=default,
                anywhere=anywhere,
                check=check,
            )

        check.describe = describe  # type: ignore[attr-defined]
        return check

    return decorate


def description(check: Check) -> Rule:
    """What the decorator `rule` says of a generator function.

    Raises TypeError where that is not decorated, or its first argument is not annotated with a subject: a mistake of
    the author.
    """
    describe = getattr(check, "describe", None)
    if describe is None:
        raise TypeError(f"{check.__name__} is no rule")
    described: Rule = describe()
    if described.subject not in SUBJECTS:
        wrong = f"must be one of {', '.join(SUBJECTS)}, not {described.subject!r}"
        raise TypeError(f"rule {described.name}: the first argument {wrong}")
    return described


def _tuple(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value
