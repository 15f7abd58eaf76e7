"""Asks each rule about what it wants to see, and collects what they say; a rule that raises does not stop the others.

What follows from the selection and from what is in the document decides which rules are asked at all, so that a file
pays only for the rules that have something to look at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp import rules as registry
from aiblsp.lint import selection as chosen
from aiblsp.lint.place import to_diagnostic
from aiblsp.lint.silence import silence
from aiblsp.rule import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aiblsp.diagnostic import Diagnostic
    from aiblsp.document import Document
    from aiblsp.lint.selection import Plan, Selection
    from aiblsp.rule import Finding, Rule
    from aiblsp.schema.mismatch import Mismatch
    from aiblsp.template.model import Image, Part, Step

_ALL: Final = chosen.Selection()
_PROVIDER: Final = "microsoft.virtualmachineimages"


def lint(document: Document, selection: Selection = _ALL) -> list[Diagnostic]:
    """What is to be said of a document: sorted by file, place and severity, without repetitions.

    Says nothing of JSON that holds no image template. Never raises on what is in the document.
    """
    return run(document, chosen.plan(selection))


def run(document: Document, plan: Plan) -> list[Diagnostic]:
    """The same with a plan at hand."""
    found: list[Diagnostic] = []
    ask = _Asker(document, plan, found)
    if not is_ours(document):
        for rule in plan.asked("Document"):
            if rule.anywhere:
                ask(rule, document)
        for problem in document.tree.problems:
            if problem.kind == "too-large" and _PROVIDER in document.source.text.lower():
                for rule in plan.asked("Problem", problem.kind):
                    ask(rule, problem)
        return found
    for rule, subject in _questions(document, plan, ask):
        ask(rule, subject)
    found = _distinct(found)
    return _sorted(document, silence(document, plan, found, ask.judge))


def is_ours(document: Document) -> bool:
    """Whether the file holds anything of Azure Image Builder; of any other file nothing is said."""
    template = document.template
    return bool(template.images or template.triggers)


class _Asker:
    """Asks rules, one after the other, and turns answers and exceptions into diagnostics."""

    def __init__(self, document: Document, plan: Plan, found: list[Diagnostic]) -> None:
        self.document = document
        self.plan = plan
        self.found = found

    def __call__(self, rule: Rule, subject: object) -> None:
        self.found += self.judge(rule, subject)

    def judge(self, rule: Rule, subject: object) -> list[Diagnostic]:
        """What one rule says of one subject."""
        answers: list[Diagnostic] = []
        try:
            # One by one: what a rule said before it raised stands.
            check = registry.load(rule)
            for finding in check(subject) if subject is self.document else check(subject, self.document):
                answers.append(self._diagnostic(rule, finding))  # noqa: PERF401
        except Exception as error:
            answers += self.failure(rule.name, error)
        return answers

    def failure(self, name: str, error: Exception) -> list[Diagnostic]:
        """What to say of an exception; nothing where the user ignores just that."""
        rule = self.plan.enabled.get(chosen.ALWAYS)
        if rule is None or name == rule.name:
            return []
        return self.judge(rule, Failure(name, type(error).__name__, _where(error)))

    def _diagnostic(self, rule: Rule, finding: Finding) -> Diagnostic:
        return to_diagnostic(self.document, rule, finding, self.plan.severity.get(rule.name))


def _where(error: Exception) -> str:
    """The place in our own code that raised, without a path of the user's machine."""
    where = ""
    trace = error.__traceback__
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if module.startswith("aiblsp."):
            where = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return where


def _questions(document: Document, plan: Plan, ask: _Asker) -> Iterator[tuple[Rule, object]]:
    """Each rule with each subject that it wants to see."""
    present = _present(document)
    for rule in plan.asked("Document"):
        if not rule.only or not present.isdisjoint(rule.only):
            yield rule, document
    for problem in document.tree.problems:
        for rule in plan.asked("Problem", problem.kind):
            yield rule, problem
    for image in document.images:
        yield from _about_image(image, plan, present)
    for trigger in document.template.triggers:
        for rule in plan.asked("Trigger"):
            if _in_range(rule, trigger.resource.api_version) and _has(rule, trigger.node):
                yield rule, trigger
    try:
        mismatches: Iterable[Mismatch] = document.mismatches
    except Exception as error:
        ask.found += ask.failure("schema", error)
        return
    for mismatch in mismatches:
        yield from _about_mismatch(mismatch, plan)


def _present(document: Document) -> set[str]:
    """What a document is and has, in the words of `Rule.only`."""
    present: set[str] = {document.template.kind or ""}
    if document.template.parameter_files:
        present.add("parameters")
    if document.tree.comments:
        present.add("comments")
    if document.options.policy_schemas:
        present.add("policies")
    return present


def _about_image(image: Image, plan: Plan, present: set[str]) -> Iterator[tuple[Rule, object]]:
    version = image.api_version
    for rule in plan.asked("Image"):
        if rule.only and image.kind not in rule.only and present.isdisjoint(rule.only):
            continue
        if _in_range(rule, version) and (not rule.has or any(_member(image, path) for path in rule.has)):
            yield rule, image
    if image.source is not None:
        yield from _about_part(image.source, plan.asked("ImageSource", image.source.type), version)
    for step in image.steps:
        yield from _about_step(step, plan, version)
    for target in image.targets:
        yield from _about_part(target, plan.asked("Target", target.type), version)


def _about_part(part: Part, rules: Iterable[Rule], version: str | None) -> Iterator[tuple[Rule, object]]:
    for rule in rules:
        if _in_range(rule, version) and _has(rule, part.node):
            yield rule, part


def _about_step(step: Step, plan: Plan, version: str | None) -> Iterator[tuple[Rule, object]]:
    script: str | None = None
    for rule, part in _about_part(step, plan.asked("Step", step.type), version):
        if rule.words:
            if script is None:
                script = _script(step)
            if not any(word in script for word in rule.words):
                continue
        yield rule, part


def _script(step: Step) -> str:
    """All that the step runs, in lower case: its inline lines and restart commands."""
    nodes = (*step.lines, step.get("restartCommand"), step.get("restartCheckCommand"))
    return "\n".join(node.value for node in nodes if node is not None and node.kind == "string").lower()


def _about_mismatch(mismatch: Mismatch, plan: Plan) -> Iterator[tuple[Rule, object]]:
    version = mismatch.api_version
    claims = [rule for rule in plan.claims(mismatch.kind, mismatch.path) if _in_range(rule, version)]
    for rule in claims or plan.asked("Mismatch", mismatch.kind):
        if rule.name in plan.enabled and _in_range(rule, version):
            yield rule, mismatch


def _in_range(rule: Rule, version: str | None) -> bool:
    if version is None:
        return rule.until is None
    return (rule.since is None or version >= rule.since) and (rule.until is None or version <= rule.until)


def _has(rule: Rule, node: object) -> bool:
    return not rule.has or any(node.get(name) is not None for name in rule.has)  # type: ignore[attr-defined]


def _member(image: Image, path: str) -> bool:
    first, *rest = path.split(".")
    if first == "properties":
        return image.at(*rest) is not None
    node = image.root(first)
    return node is not None and node.at(*rest) is not None


def _distinct(found: list[Diagnostic]) -> list[Diagnostic]:
    """One diagnostic where the same is said of the same place: a variable used twice, an expanded loop."""
    kept: dict[tuple[object, ...], Diagnostic] = {}
    for diagnostic in found:
        place = diagnostic.place
        kept.setdefault((diagnostic.rule, id(place.source), place.start, place.end, diagnostic.message), diagnostic)
    return list(kept.values())


def _sorted(document: Document, found: list[Diagnostic]) -> list[Diagnostic]:
    def key(diagnostic: Diagnostic) -> tuple[bool, str, int, int, int, str]:
        place = diagnostic.place
        other = place.source is not document.source
        return other, place.source.path or "", place.start, diagnostic.severity, place.end, diagnostic.rule

    return sorted(found, key=key)
