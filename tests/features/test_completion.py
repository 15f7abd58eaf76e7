"""Completion: the labels, their order, and the text after accepting one, which is valid JSON."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aiblsp.diagnostic import Edit
from aiblsp.document import Document, analyze
from aiblsp.features.completion import Completion, complete, new_template, resolve
from aiblsp.jsonc.parser import parse
from aiblsp.text import Source
from tests.features.harness import Case, cases_of, check, edited, expanded, indent_of

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node

HERE = Path(__file__).parent
EXAMPLES = Path(__file__).parents[2] / "examples"
GOOD = sorted(path for path in (EXAMPLES / "good").glob("*.json"))


def items(case: Case, document: Document, offset: int) -> list[Completion]:
    directives = case.directives
    snippets = directives.get("snippets", "on") == "on"
    found = complete(document, offset, snippets=snippets, language=directives.get("language", "en"))
    return sorted(found, key=lambda item: item.sort)


def accepted(document: Document, item: Completion) -> str:
    """The text after accepting an item, tab stops left as they are proposed."""
    insert = item.insert
    if item.snippet:
        insert = expanded(insert, indent_of(document.source.text, item.start))
    return edited(document, [Edit(item.start, item.end, insert), *item.edits])


def answer(case: Case, label: str) -> str:
    document, offset = case.document()
    found = items(case, document, offset)
    word, _, wanted = label.partition(" ")
    if word == "accept":
        item = next((each for each in found if each.label == wanted), None)
        assert item is not None, f"{case.id}: none of {[each.label for each in found]}"
        return accepted(document, item)
    if word == "insert":
        return next(each for each in found if each.label == wanted).insert
    if word == "details":
        shown = [f"{each.label}: {each.kind}, {each.detail}" for each in found]
    else:
        shown = [each.label for each in found]
    top = int(case.directives.get("top", "1000"))
    return "\n".join(shown[:top])


@pytest.mark.parametrize("case", cases_of(HERE / "completion"), ids=lambda case: case.id)
def test_answer(case: Case) -> None:
    check(case, answer)


def _nodes(document: Document) -> list[Node]:
    return [node for node in document.tree.root.walk() if node.key is not None] if document.tree.root else []


def _holes(text: str, count: int) -> list[tuple[str, int]]:
    """Texts with a part gone, and where it was: a value, the value of a string, a whole member, the end of a name."""
    document = analyze(Source(text))
    chooser = random.Random(text)
    found = []
    for node in chooser.sample(_nodes(document), min(count, len(_nodes(document)))):
        key = node.key
        assert key is not None
        for start, end in ((node.start, node.end), (key.start, node.end), (key.start, key.end)):
            found.append((text[:start] + text[end:], start))
        found.append((text[: key.start] + text[key.start : key.start + 2] + text[node.end :], key.start + 2))
        found.append((text[: node.start] + '"' + text[node.end :], node.start + 1))
        found.append((text[: node.start] + '""' + text[node.end :], node.start + 1))
        found.append((text[: node.end] + " " + text[node.end :], node.end + 1))
    return found


@pytest.mark.parametrize("snippets", [True, False])
@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_what_is_accepted_leaves_valid_json(path: Path, snippets: bool) -> None:
    text = path.read_text("utf-8")
    offered = 0
    for hole, offset in _holes(text, 8):
        document = analyze(Source(hole))
        found = complete(document, offset, snippets=snippets)
        for item in found[:3] + found[-3:]:
            after = accepted(document, item)
            problems = [problem.kind for problem in parse(after).problems]
            context = hole[max(0, offset - 80) : offset] + "|" + hole[offset : offset + 60]
            assert not problems, f"{item.label}: {problems} after {item.insert!r} in\n{context}"
            offered += 1
    assert offered


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_every_offset_of_a_text_that_ends_early_can_be_asked(path: Path) -> None:
    text = path.read_text("utf-8")
    for offset in range(0, len(text), 37):
        document = analyze(Source(text[:offset]))
        for item in complete(document, offset, snippets=True):
            assert item.start <= offset <= item.end


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_text_that_ends_early_is_brought_to_its_end(path: Path) -> None:
    text = path.read_text("utf-8")
    for offset in range(2, len(text), 211):
        for hole in (text[:offset], text[:offset] + "\n"):
            document = analyze(Source(hole))
            for item in complete(document, offset, snippets=True)[:2]:
                after = accepted(document, item)
                assert not parse(after).problems, f"{item.label} in {hole[-80:]!r}"


def test_documentation_comes_by_key() -> None:
    document = analyze(Source('{"type": "Microsoft.VirtualMachineImages/imageTemplates", "properties": {}}'))
    found = complete(document, len(document.source.text) - 2, snippets=False, language="zh-cn")
    assert found
    for item in found:
        assert item.label in resolve(item.key, "en")
        assert resolve(item.key, "zh-cn") != resolve(item.key, "en")
    assert "concat(" in resolve("function concat")
    assert resolve("place imageTemplates - nowhere") == ""
    assert resolve("nonsense") == ""


@pytest.mark.parametrize("kind", ["linux", "windows"])
def test_a_new_template_is_one(kind: str) -> None:
    document = analyze(Source(new_template(kind)))
    assert not document.tree.problems
    assert document.template.kind == "deployment"
    assert len(document.images) == 1
    assert not document.mismatches


def test_other_json_is_left_alone() -> None:
    document = analyze(Source('{"name": "x", "scripts": {"": ""}}'))
    for offset in range(len(document.source.text) + 1):
        assert complete(document, offset, snippets=True) == []


def test_a_parameter_file_is_offered_what_its_template_wants() -> None:
    template = analyze(Source(new_template("linux").replace('"defaultValue": "image-template"', '"minLength": 3')))
    text = '{"$schema": "https://x/deploymentParameters.json#", "parameters": {"location": {"value": "westus2"}, }}'
    document = analyze(Source(text))
    assert document.template.kind == "parameters"
    offset = text.index(" }}")
    found = complete(document, offset, snippets=False, template=template)
    assert [(item.label, item.detail) for item in found] == [("imageTemplateName", "string")]
    assert not parse(accepted(document, found[0])).problems
    assert complete(document, offset, snippets=False) == []


PARAMETERS = """{
  "$schema": "https://x/deploymentParameters.json#",
  "parameters": {"location": {"value": "|"}, "size": {"value": "|"}, "on": {"value": |}, "secret": {"value": "|"}}
}"""
DECLARED = """
    "size": {"type": "string", "allowedValues": ["Standard_D2s_v5", "Standard_D4s_v5"]},
    "on": {"type": "bool", "defaultValue": true}, "secret": {"type": "securestring", "defaultValue": "abc"},
    "location": """


@pytest.mark.parametrize(
    ("number", "first"),
    [(0, "westus2"), (1, "Standard_D2s_v5 Standard_D4s_v5"), (2, "true false"), (3, "")],
)
def test_a_parameter_file_is_offered_the_values_that_a_parameter_may_have(number: int, first: str) -> None:
    template = analyze(Source(new_template("linux").replace('"location": ', DECLARED, 1)))
    parts = PARAMETERS.split("|")
    before = "".join(parts[: number + 1])
    document = analyze(Source("".join(parts)))
    found = complete(document, len(before), snippets=False, template=template)
    labels = [item.label for item in found]
    assert first in labels if number == 0 else " ".join(labels) == first
    assert "germanynorth" not in labels
    for item in found[:2]:
        problems = {problem.kind for problem in parse(accepted(document, item)).problems}
        assert problems <= ({"missing-value"} if number != 2 else set())
