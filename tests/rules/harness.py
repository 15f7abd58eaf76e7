"""Reads rule tests from Markdown, analyses their texts, and draws what was found under the lines it was found in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, cast

from aiblsp import fix
from aiblsp.document import Document, analyze
from aiblsp.lint.run import run
from aiblsp.lint.selection import Plan, Selection, make_plan
from aiblsp.rules.__main__ import walk
from aiblsp.template.model import Options, OsFamily
from aiblsp.text import Source
from tests.rules.fragment import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiblsp.diagnostic import Diagnostic, Place
    from aiblsp.rule import Rule

HERE: Final = Path(__file__).parent
RULES: Final[tuple[Rule, ...]] = tuple(walk()[0])
BY_NAME: Final = {rule.name: rule for rule in RULES}

DRAWN: Final = re.compile(r"\s*//(?:\s*\^+…?|\s*-+…?|\d+-(?:\d+|…)) (?:error|warning|info|hint|related)\b.*")
DIRECTIVE: Final = re.compile(
    r"(api-version|os|file|bom|encoding|malformed|newline|today|all|related|unknown|wrap|policy): (.+)"
)
TODAY: Final = "2026-11-25"  # so that no case changes by itself
LABEL: Final = re.compile(r"(parameters|fixed)(?: \(unsafe\))?:.*")
NEWLINES: Final = {"crlf": "\r\n", "cr": "\r"}


@dataclass
class Block:
    """A fenced block: where its lines stand in the file, and the text in it without what is drawn."""

    label: Literal["input", "parameters", "fixed"]
    start: int
    end: int
    lines: list[str]
    label_line: int | None = None

    @property
    def text(self) -> str:
        return "\n".join(line for line in self.lines if not DRAWN.fullmatch(line))


@dataclass
class Case:
    """One heading of a test file."""

    title: str
    directives: dict[str, str] = field(default_factory=dict)
    blocks: dict[str, Block] = field(default_factory=dict)

    @property
    def input(self) -> Block:
        return self.blocks["input"]


@dataclass
class TestFile:
    """A parsed test file; `note` is what the text above the first case says of the unknown."""

    __test__ = False

    path: Path
    lines: list[str]
    cases: list[Case]
    note: str | None = None

    @property
    def rule(self) -> str:
        return self.path.stem


@dataclass
class Outcome:
    """What the analysis of a case gave."""

    rule: str
    document: Document
    parameters: Source | None
    shown: list[Diagnostic]
    everything: list[Diagnostic]
    offset: int  # lines that the harness put before a fragment
    suffix: str


def read(path: Path) -> TestFile:
    """Parse a test file."""
    lines = path.read_text("utf-8").split("\n")
    parsed = TestFile(path, lines, [])
    case = Case("")
    label: tuple[Literal["input", "parameters", "fixed"], int | None] = ("input", None)
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.startswith("## "):
            case = Case(line[3:].strip())
            parsed.cases.append(case)
            label = ("input", None)
        elif line.startswith("```"):
            end = next(after for after in range(index + 1, len(lines)) if lines[after].startswith("```"))
            name, label_line = label
            assert name not in case.blocks, f"{path.name}: `{case.title}` has two blocks for {name}"
            case.blocks[name] = Block(name, index + 1, end, lines[index + 1 : end], label_line)
            label = ("input", None)
            index = end
        elif match := LABEL.fullmatch(line):
            label = (cast('Literal["parameters", "fixed"]', match[1]), index)
        elif match := DIRECTIVE.fullmatch(line):
            case.directives[match[1]] = match[2].strip()
            if not parsed.cases and match[1] == "unknown":
                parsed.note = match[2].strip()
        index += 1
    return parsed


def plan(rule: str) -> Plan:
    """All default rules and the one under test."""
    return make_plan(Selection(select=("default", rule)), RULES)


def outcome(rule: str, case: Case) -> Outcome:
    """Analyse the text of a case."""
    directives = case.directives
    prefix, text, suffix = wrap(case.input.text, directives.get("wrap") == "deployment")
    newline = NEWLINES.get(directives.get("newline", ""), "\n")
    malformed = directives.get("malformed")
    source = Source(
        (prefix + text + suffix).replace("\n", newline),
        directives.get("file"),
        encoding=directives.get("encoding", "utf-8"),
        bom="bom" in directives,
        malformed=None if malformed is None else int(malformed),
    )
    given = case.blocks.get("parameters")
    parameters = None if given is None else Source(given.text, "parameters.json")
    return _analysed(rule, source, parameters, case, prefix.count("\n"), suffix)


def _analysed(rule: str, source: Source, parameters: Source | None, case: Case, offset: int, suffix: str) -> Outcome:
    policy = case.directives.get("policy")
    options = Options(
        parameters=() if parameters is None else (parameters,),
        api_version=case.directives.get("api-version"),
        os_family=cast("OsFamily | None", case.directives.get("os")),
        today=case.directives.get("today", TODAY),
        policy_schemas=() if policy is None else (str(HERE / "policy" / policy),),
    )
    document = analyze(source, options)
    everything = run(document, plan(rule))
    shown = [found for found in everything if found.rule == rule or "all" in case.directives]
    return Outcome(rule, document, parameters, shown, everything, offset, suffix)


def draw(case: Case, result: Outcome) -> dict[str, list[str]]:
    """The lines of each block as they should read: by label, what is drawn included."""
    places: list[tuple[Place, str]] = []
    for found in result.shown:
        places.append((found.place, f"{found.severity.label}[{found.rule}]: {found.message}"))
        if "related" in case.directives:
            places += [(related.place, f"related: {related.message}") for related in found.related]
    drawn = {"input": _draw(case.input, result.document.source, places, result.offset)}
    if result.parameters is not None:
        drawn["parameters"] = _draw(case.blocks["parameters"], result.parameters, places, 0)
    if "fixed" in case.blocks:
        drawn["fixed"] = fixed(case, result).split("\n")
    return drawn


def _draw(block: Block, source: Source, places: Iterable[tuple[Place, str]], offset: int) -> list[str]:
    below: dict[int, list[str]] = {}
    lines = block.text.split("\n")
    for place, message in places:
        if place.source is source:
            line, start = source.position(place.start)
            assert 0 <= line - offset < len(lines), f"outside of the fragment, write a whole document: {message}"
            below.setdefault(line - offset, []).append(_marker(source, place, line, start) + " " + message)
    drawn = []
    for number, line_text in enumerate(lines):
        drawn.append(line_text)
        drawn += below.get(number, [])
    return drawn


def _marker(source: Source, place: Place, line: int, start: int) -> str:
    last, end = source.position(place.end)
    on = last > line
    if on:
        end = len(source.line(line))
    if start < 2:
        return f"//{start}-{'…' if on else end}"
    return "//" + " " * (start - 2) + "^" * max(1, end - start) + ("…" if on else "")


def fixed(case: Case, result: Outcome) -> str:
    """The text after one round of the fixes of the diagnostics shown; of two that overlap the first counts."""
    text = apply(result.document.source, result.shown)
    for newline in NEWLINES.values():
        text = text.replace(newline, "\n")
    lines = text.removesuffix(result.suffix).split("\n")
    return "\n".join(lines[result.offset :])


def apply(source: Source, found: Iterable[Diagnostic]) -> str:
    """The text of a source after the fixes of the diagnostics in it."""
    fixes = [diagnostic.fix for diagnostic in found if diagnostic.fix is not None and diagnostic.place.source is source]
    return fix.apply(source, fixes)[0].text


def refixed(rule: str, case: Case, result: Outcome) -> Outcome:
    """The outcome for the text and the parameter file after the fixes."""
    source = result.document.source
    text = apply(source, result.shown)
    mended = Source(text, source.path, encoding=source.encoding)
    parameters = result.parameters
    if parameters is not None:
        parameters = Source(apply(parameters, result.shown), parameters.path)
    return _analysed(rule, mended, parameters, case, result.offset, result.suffix)


def label_line(found: list[Diagnostic]) -> str:
    """The line above a fixed block."""
    first = next((diagnostic.fix for diagnostic in found if diagnostic.fix is not None), None)
    if first is None:
        return "fixed:"
    return f"fixed: {first.title}" if first.safe else f"fixed (unsafe): {first.title}"


def rewritten(parsed: TestFile) -> str:
    """The whole file with what should be drawn in it."""
    lines = list(parsed.lines)
    for case in reversed(parsed.cases):
        result = outcome(parsed.rule, case)
        drawn = draw(case, result)
        for block in sorted(case.blocks.values(), key=lambda block: -block.start):
            lines[block.start : block.end] = drawn[block.label]
            if block.label == "fixed" and block.label_line is not None:
                lines[block.label_line] = label_line(result.shown)
    return "\n".join(lines)
