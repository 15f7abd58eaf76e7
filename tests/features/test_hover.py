"""Hover: its words for sections, values and expressions, and that no place of the contract goes without."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aiblsp.document import analyze
from aiblsp.features.hover import hover
from aiblsp.features.page import quoted
from aiblsp.text import Source
from tests.features.harness import Case, cases_of, check

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples" / "good"


def answer(case: Case, label: str) -> str:
    document, offset = case.document()
    found = hover(document, offset, language=case.directives.get("language", "en"))
    if found is None:
        return "none"
    span = document.source.text[found.start : found.end]
    return f"on {span}\n\n{found.plain if case.directives.get('markup') == 'off' else found.markdown}"


@pytest.mark.parametrize("case", cases_of(HERE / "hover"), ids=lambda case: case.id)
def test_answer(case: Case) -> None:
    check(case, answer)


@pytest.mark.parametrize("language", ["en", "zh-cn"])
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_every_property_of_the_examples_is_explained(path: Path, language: str) -> None:
    document = analyze(Source(path.read_text("utf-8"), str(path)))
    missing = []
    for image in document.images:
        for node in _documented(image.node):
            assert node.key is not None
            found = hover(document, node.key.start + 1, language=language)
            if found is None:
                missing.append(node.key.text)
    assert missing == []


def _documented(node: Node) -> list[Node]:
    """The members that the contract describes: not tags, identities, and what belongs to Resource Manager."""
    free = {"tags", "artifactTags", "managedResourceTags", "userAssignedIdentities", "metadata", "dependsOn", "copy"}
    found: list[Node] = []
    pending = [node]
    while pending:
        current = pending.pop()
        for child in current.children:
            if child.key is not None and child.key.text in free | {"condition", "comments", "resources"}:
                continue
            if child.key is not None:
                found.append(child)
            pending.append(child)
    return found


def test_text_of_the_user_is_never_markup() -> None:
    assert quoted("a`b``c") == "```a`b``c```"
    assert quoted("`a`") == "`` `a` ``"
    assert quoted("x\n\n# y") == "`x # y`"


@pytest.mark.parametrize("word", ['"size"', '"large"', '"value"'])
def test_a_parameter_file_is_told_of_the_parameter_of_its_template(word: str) -> None:
    template = analyze(
        Source(
            '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",'
            ' "contentVersion": "1.0.0.0", "parameters": {"size": {"type": "string", "allowedValues": ["small"],'
            ' "metadata": {"description": "How large it is."}}, "other": {"type": "int"}},'
            ' "resources": [{"type": "Microsoft.VirtualMachineImages/imageTemplates", "name": "it"}]}'
        )
    )
    text = '{"$schema": "https://x/deploymentParameters.json#", "parameters": {"size": {"value": "large"}}}'
    document = analyze(Source(text))
    offset = text.index(word) + 2
    found = hover(document, offset, template=template)
    assert found is not None
    assert text[found.start : found.end] == word
    assert found.plain == "`size` · Parameter\n\nType: string\n\n'How large it is.'\n\nAllowed values: 'small'"
    assert hover(document, offset) is None
