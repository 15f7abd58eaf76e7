"""Asks each rule about what it wants to see, and collects what they say; a rule that raises does not stop the others.

What follows from the selection and from what is in the document decides which rules are asked at all, so that a file
pays only for the rules that have something to look at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp import rules as registry
from aiblsp.lint import selection as chosen
from aiblsp.lint.consequence import without_consequences
from aiblsp.lint.limit import Heard
from aiblsp.lint.place import to_diagnostic
from aiblsp.lint.silence import silence
from aiblsp.rule import Failure
from aiblsp.suppress import suppressions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from aiblsp.diagnostic import Diagnostic
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.lint.selection import Members, Plan, Selection
    from aiblsp.rule import Finding, Rule
    from aiblsp.schema.mismatch import Mismatch
    from aiblsp.template.model import Image, Step

_ALL: Final = chosen.Selection()
_VALIDATES: Final = "2022-02-14"  # the API version that validators came with
_PROVIDER: Final = "microsoft.virtualmachineimages"


def lint(document: Document, selection: Selection = _ALL) -> list[Diagnostic]:
    """What is to be said of a document: sorted by file, place and severity, without repetitions.

    Of one rule at most `limit.MOST` findings; the last one says that there are more. Says nothing of JSON that holds no
    image template. Never raises on what is in the document.
    """
    return run(document, chosen.plan(selection))


def run(document: Document, plan: Plan) -> list[Diagnostic]:
    """The same with a plan at hand."""
    written = suppressions(document)
    heard = Heard(patient=bool(written))
    ask = _Asker(document, plan, heard)
    if not is_ours(document):
        ask([rule for rule in plan.asked("Document") if rule.anywhere], document)
        for problem in document.tree.problems:
            if problem.kind == "too-large" and _PROVIDER in document.source.text.lower():
                ask(plan.asked("Problem", problem.kind), problem)
        return heard.found
    mismatches = _ask_all(document, plan, ask)
    said = without_consequences(document, mismatches, heard.found)
    return heard.listed(_sorted(document, silence(document, plan, written, said, ask.judge)))


def is_ours(document: Document) -> bool:
    """Whether the file holds anything of Azure Image Builder; of any other file nothing is said."""
    template = document.template
    return bool(template.images or template.triggers)


class _Asker:
    """Asks rules, one after the other, and turns answers and exceptions into diagnostics."""

    def __init__(self, document: Document, plan: Plan, heard: Heard) -> None:
        self.document = document
        self.plan = plan
        self.heard = heard

    def __call__(self, rules: Collection[Rule], subject: object) -> None:
        """Hear what rules say of a subject."""
        if rules:
            for diagnostic in self._answers(rules, subject):
                self.heard.keep(diagnostic)

    def judge(self, rule: Rule, subject: object) -> list[Diagnostic]:
        """What one rule says of one subject."""
        return list(self._answers((rule,), subject))

    def _answers(self, rules: Iterable[Rule], subject: object) -> Iterator[Diagnostic]:
        document, loaded, stopped = self.document, registry.loaded, self.heard.stopped
        for rule in rules:
            if stopped and rule.name in stopped:
                continue
            try:
                check = rule.check or loaded.get(rule.name) or registry.load(rule)
                # One by one: what a rule said before it raised stands.
                for finding in check(subject) if subject is document else check(subject, document):
                    yield self._diagnostic(rule, finding)
                    if rule.name in stopped:
                        break
            except Exception as error:
                yield from self.failure(rule.name, error)

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


def _ask_all(document: Document, plan: Plan, ask: _Asker) -> Iterable[Mismatch]:
    """Ask each rule about each subject that it wants to see; the mismatches among the subjects are returned."""
    facts = _facts(document)
    ask([rule for rule in plan.asked("Document") if not rule.only or not facts.isdisjoint(rule.only)], document)
    for problem in document.tree.problems:
        ask(plan.asked("Problem", problem.kind), problem)
    for image in document.images:
        _ask_about_image(image, plan, facts, ask)
    for trigger in document.template.triggers:
        ask(plan.fit("Trigger", None, trigger.resource.api_version, _names(trigger.node)).rules, trigger)
    try:
        mismatches: Iterable[Mismatch] = document.mismatches
    except Exception as error:
        for diagnostic in ask.failure("schema", error):
            ask.heard.keep(diagnostic)
        return ()
    for mismatch in mismatches:
        ask(_for_mismatch(mismatch, plan), mismatch)
    return mismatches


def _facts(document: Document) -> frozenset[str]:
    """What a document is and has, in the words of `Rule.only`."""
    facts: list[str] = [document.template.kind or ""]
    if document.template.parameter_files:
        facts.append("parameters")
    if document.tree.comments:
        facts.append("comments")
    if document.options.policy_schemas:
        facts.append("policies")
    template = document.template
    if template.triggers:
        facts.append("triggers")
    if len(template.images) > 1:
        facts.append("images")
    if sum(len(scope.resources) for scope in template.scopes) > len(template.images):
        facts.append("resources")
    return frozenset(facts)


def _ask_about_image(image: Image, plan: Plan, facts: frozenset[str], ask: _Asker) -> None:
    version = image.api_version
    looks = [_look(step) for step in image.steps]
    there = tuple(_members(image, plan.members))
    of_image = facts | {image.kind, *filter(None, [step.type for step in image.steps])}
    if image.downloads:
        of_image |= {"downloads"}
    fit = plan.fit("Image", None, version, there, of_image)
    ask(fit.rules, image)
    said = plan.spotter.find("\0".join([*(text for _, text in looks), *_addresses(image)]))
    ask(fit.worded(said), image)
    if image.source is not None:
        ask(plan.fit("ImageSource", image.source.type, version, _names(image.source.node), facts).rules, image.source)
    of_steps = {"customize": facts | {"customize"}, "validate": facts | {"validate"}}
    for step, (names, text) in zip(image.steps, looks, strict=True):
        if step.where == "validate" and image.before(_VALIDATES):
            continue  # nothing runs them
        fit = plan.fit("Step", step.type, version, names, of_steps[step.where])
        ask(fit.rules, step)
        ask(fit.worded([word for word in said if word in text]), step)
    for target in image.targets:
        ask(plan.fit("Target", target.type, version, _names(target.node), facts).rules, target)


def _members(image: Image, wanted: Members) -> Iterator[str]:
    """Which of the wanted members an image template has, as dotted paths from the resource."""
    pending = [(image.body, wanted)]
    if image.kind == "properties":
        pending = [(image.body, below) for path, below in wanted.values() if path == "properties"]
    for node, names in pending:
        for child in node.children:
            known = names.get(child.key.text.lower()) if child.key is not None else None
            if known is not None:
                path, below = known
                yield path
                if below:
                    pending.append((child, below))


def _names(node: Node) -> tuple[str, ...]:
    return tuple([child.key.text.lower() for child in node.children if child.key is not None])


_TEXTS: Final = frozenset({"inline", "restartcommand", "restartcheckcommand", "destination", "scripturi", "sourceuri"})


def _look(step: Step) -> tuple[tuple[str, ...], str]:
    """The names of a step's members, and all that it runs, downloads or writes: both in lower case."""
    names, texts = [], []
    for child in step.node.children:
        if child.key is None:
            continue
        name = child.key.text.lower()
        names.append(name)
        if name in _TEXTS:
            texts += [node.value for node in child.children or (child,) if node.kind == "string"]
    return tuple(names), "\0".join(texts).lower()


def _addresses(image: Image) -> Iterator[str]:
    """The addresses of an image template that no step holds, in lower case."""
    for download in image.downloads:
        if download.step is None:
            yield download.address.lower()
    for target in image.targets:
        if target.type == "VHD":
            yield (target.value("uri") or "").lower()


def _for_mismatch(mismatch: Mismatch, plan: Plan) -> list[Rule]:
    version = mismatch.api_version
    claims = [rule for rule in plan.claims(mismatch.kind, mismatch.path) if chosen.in_range(rule, version)]
    rules = claims or plan.asked("Mismatch", mismatch.kind)
    return [rule for rule in rules if rule.name in plan.enabled and chosen.in_range(rule, version)]


def _sorted(document: Document, found: list[Diagnostic]) -> list[Diagnostic]:
    def key(diagnostic: Diagnostic) -> tuple[bool, str, int, int, int, str]:
        place = diagnostic.place
        other = place.source is not document.source
        return other, place.source.path or "", place.start, diagnostic.severity, place.end, diagnostic.rule

    return sorted(found, key=key)
