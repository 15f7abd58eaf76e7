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
    from aiblsp.jsonc.node import Node
    from aiblsp.lint.selection import Fitting, Plan, Selection
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
        self._ask(rule, subject, self.found)

    def judge(self, rule: Rule, subject: object) -> list[Diagnostic]:
        """What one rule says of one subject."""
        answers: list[Diagnostic] = []
        self._ask(rule, subject, answers)
        return answers

    def _ask(self, rule: Rule, subject: object, answers: list[Diagnostic]) -> None:
        document = self.document
        try:
            check = registry.load(rule)
            # One by one: what a rule said before it raised stands.
            for finding in check(subject) if subject is document else check(subject, document):
                answers.append(self._diagnostic(rule, finding))  # noqa: PERF401
        except Exception as error:
            answers += self.failure(rule.name, error)

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
        names = _names(trigger.node)
        for rule, has in plan.fitting("Trigger", None, trigger.resource.api_version):
            if not has or not has.isdisjoint(names):
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
    there: dict[str, bool] = {}
    for rule, has in plan.fitting("Image", None, version):
        if rule.only and image.kind not in rule.only and present.isdisjoint(rule.only):
            continue
        if not has or any(_member(image, path, there) for path in has):
            yield rule, image
    if image.source is not None:
        yield from _about_part(image.source, plan.fitting("ImageSource", image.source.type, version))
    for step in image.steps:
        yield from _about_step(step, plan.fitting("Step", step.type, version))
    for target in image.targets:
        yield from _about_part(target, plan.fitting("Target", target.type, version))


def _about_part(part: Part, rules: Iterable[Fitting]) -> Iterator[tuple[Rule, object]]:
    names = _names(part.node)
    for rule, has in rules:
        if not has or not has.isdisjoint(names):
            yield rule, part


def _about_step(step: Step, rules: Iterable[Fitting]) -> Iterator[tuple[Rule, object]]:
    script: str | None = None
    for rule, part in _about_part(step, rules):
        if rule.words:
            if script is None:
                script = _script(step)
            for word in rule.words:  # not by `any`, whose generator costs more than the search
                if word in script:
                    break
            else:
                continue
        yield rule, part


def _script(step: Step) -> str:
    """All that the step runs, in lower case: its inline lines and restart commands."""
    nodes = (*step.lines, step.get("restartCommand"), step.get("restartCheckCommand"))
    return "\n".join(node.value for node in nodes if node is not None and node.kind == "string").lower()


def _about_mismatch(mismatch: Mismatch, plan: Plan) -> Iterator[tuple[Rule, object]]:
    version = mismatch.api_version
    claims = [rule for rule in plan.claims(mismatch.kind, mismatch.path) if chosen.in_range(rule, version)]
    for rule in claims or plan.asked("Mismatch", mismatch.kind):
        if rule.name in plan.enabled and chosen.in_range(rule, version):
            yield rule, mismatch


def _names(node: Node) -> set[str]:
    return {child.key.text.lower() for child in node.children if child.key is not None}


def _member(image: Image, path: str, there: dict[str, bool]) -> bool:
    found = there.get(path)
    if found is None:
        first, *rest = path.split(".")
        node = image.properties if first == "properties" else image.root(first)
        found = there[path] = node is not None and node.at(*rest) is not None
    return found


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
