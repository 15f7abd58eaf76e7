"""Code actions: what is offered, and the text after taking it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aiblsp.document import analyze
from aiblsp.features.actions import Action, actions, fix_all
from aiblsp.lint.run import lint
from aiblsp.text import Source
from tests.features.harness import Case, cases_of, check, edited

if TYPE_CHECKING:
    from aiblsp.document import Document

HERE = Path(__file__).parent
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/*.json"))


def offered(document: Document, offset: int, kinds: list[str] | None = None) -> list[Action]:
    everything = lint(document)
    here = [found for found in everything if found.place.start <= offset <= found.place.end]
    return actions(document, offset, offset, here, kinds=kinds, everything=everything)


def answer(case: Case, label: str) -> str:
    document, offset = case.document()
    kinds = case.directives.get("kinds")
    found = offered(document, offset, kinds.split() if kinds else None)
    word, _, title = label.partition(" ")
    if word == "take":
        action = next((each for each in found if each.title.startswith(title)), None)
        assert action is not None, f"{case.id}: none of {[each.title for each in found]}"
        return edited(document, [edit for source, edit in action.edits if source is document.source])
    return "\n".join(f"{each.kind}{' (preferred)' if each.preferred else ''}: {each.title}" for each in found)


@pytest.mark.parametrize("case", cases_of(HERE / "actions"), ids=lambda case: case.id)
def test_answer(case: Case) -> None:
    check(case, answer)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_action_breaks_the_text(path: Path) -> None:
    text = path.read_text("utf-8")
    document = analyze(Source(text))
    everything = lint(document)
    worst = len(document.tree.problems)
    for offset in range(0, len(text), 61):
        here = [found for found in everything if found.place.start <= offset <= found.place.end]
        for action in actions(document, offset, offset, here, everything=everything):
            assert action.edits, action.title
            after = analyze(Source(edited(document, [edit for _, edit in action.edits])))
            assert len(after.tree.problems) <= worst, f"{action.title} at {offset}"
            assert after.template.kind == document.template.kind or action.title.startswith("Wrap")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_suppressed_is_not_said(path: Path) -> None:
    document = analyze(Source(path.read_text("utf-8")))
    for found in lint(document)[:6]:
        made = actions(document, found.place.start, found.place.end, [found], everything=[found])
        for action in made:
            if not action.title.startswith("Suppress"):
                continue
            after = lint(analyze(Source(edited(document, [edit for _, edit in action.edits]))))
            assert [each.rule for each in after].count(found.rule) < [each.rule for each in lint(document)].count(
                found.rule
            )


def test_fix_all_of_one_rule_only() -> None:
    text = '{"type": "Microsoft.VirtualMachineImages/imageTemplates", "properties": {"Source": {}, "Distribute": [],}}'
    document = analyze(Source(text))
    everything = lint(document)
    some = fix_all(document, everything, "json-trailing-comma")
    assert edited(document, list(some)) == text.replace(",}", "}")
    assert len(fix_all(document, everything)) > len(some)


def test_source_actions_come_only_when_they_are_asked_for() -> None:
    document = analyze(
        Source('{"type": "Microsoft.VirtualMachineImages/imageTemplates", "properties": {"Source": {}}}')
    )
    assert not [each for each in offered(document, 80) if each.kind.startswith("source")]
    assert [each.kind for each in offered(document, 80, ["source.fixAll"])] == ["source.fixAll.aiblsp"]
    assert not [each for each in offered(document, 80, ["refactor.extract"]) if each.kind != "refactor.extract"]


def test_other_json_is_left_alone() -> None:
    document = analyze(Source('{"apiVersion": "2020-02-14", "inline": "a\\nb"}'))
    assert offered(document, 20) == []
