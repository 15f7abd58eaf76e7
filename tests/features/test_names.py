"""Going to declarations, finding uses, renaming: across scopes and parameter files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aiblsp.document import analyze
from aiblsp.features import navigation
from aiblsp.template.model import Options
from aiblsp.text import Source
from tests.features.harness import Case, cases_of, check, edited

if TYPE_CHECKING:
    from aiblsp.diagnostic import Place

HERE = Path(__file__).parent


def answer(case: Case, label: str) -> str:
    document, offset = case.document()
    source = document.source

    def told(places: list[Place]) -> str:
        lines = [f"{source.position(place.start)[0] + 1}:{source.position(place.start)[1] + 1}" for place in places]
        return " ".join(lines) or "none"

    if label == "definition":
        return told(navigation.definition(document, offset))
    if label == "references":
        return told(navigation.references(document, offset))
    if label == "highlights":
        found = navigation.highlights(document, offset)
        return " ".join(f"{source.text[each.start : each.end]}{'*' * each.write}" for each in found) or "none"
    new_name = label.partition("`")[2].rstrip("`")
    try:
        edits = [edit for _, edit in navigation.rename(document, offset, new_name)]
    except ValueError as error:
        return f"refused: {error}"
    before, after = source.text.split("\n"), edited(document, edits).split("\n")
    return "\n".join(new.strip() for old, new in zip(before, after, strict=True) if old != new)


@pytest.mark.parametrize("case", cases_of(HERE / "names"), ids=lambda case: case.id)
def test_answer(case: Case) -> None:
    check(case, answer)


TEMPLATE = Source(
    '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",'
    ' "contentVersion": "1.0.0.0", "parameters": {"a": {"type": "string"}}, "resources":'
    ' [{"type": "Microsoft.VirtualMachineImages/imageTemplates", "name": "[parameters(\'a\')]"}]}',
    "t.json",
)
FILE = Source('{"contentVersion": "1.0.0.0", "parameters": {"A": {"value": "x"}}}', "t.parameters.json")


@pytest.mark.parametrize(("source", "word"), [(TEMPLATE, "'a'"), (FILE, '"A"')])
def test_a_parameter_is_renamed_in_its_file_too(source: Source, word: str) -> None:
    document = analyze(TEMPLATE, Options(parameters=(FILE,)))
    offset = source.text.index(word) + 1
    assert navigation.prepare_rename(document, offset, source) == (offset, offset + 1, word[1])
    edits = navigation.rename(document, offset, "b", source)
    assert [(source.path, source.text[edit.start : edit.end]) for source, edit in edits] == [
        ("t.json", "a"),
        ("t.json", "a"),
        ("t.parameters.json", "A"),
    ]


def test_a_name_in_a_parameter_file_is_declared_in_the_template() -> None:
    document = analyze(TEMPLATE, Options(parameters=(FILE,)))
    offset = FILE.text.index('"A"') + 1
    (declared,) = navigation.definition(document, offset, FILE)
    assert (declared.source, declared.start) == (TEMPLATE, TEMPLATE.text.index('"a"') + 1)
    used = navigation.references(document, offset, include_declaration=False, source=FILE)
    assert [place.source for place in used] == [TEMPLATE, FILE]
    assert not navigation.definition(document, FILE.text.index('"x"') + 1, FILE)
