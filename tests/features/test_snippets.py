"""What is inserted as a whole is right: nothing is found in it but what the user has still to write."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from aiblsp.document import analyze
from aiblsp.features.completion import complete, new_template
from aiblsp.lint.run import lint
from aiblsp.text import Source
from tests.features.test_completion import accepted

if TYPE_CHECKING:
    from aiblsp.features.completion import Completion

HERE = '"here"'
FOREIGN = {"linux": ("PowerShell", "WindowsRestart", "WindowsUpdate"), "windows": ("Shell",)}
VERSIONS = ("2020-02-14", "2022-02-14", "2022-07-01", "2024-02-01", "2025-10-01", None)
PLACES = ("customize", "distribute", "inVMValidations", "source")


def findings(text: str) -> set[str]:
    return {found.rule for found in lint(analyze(Source(text)))} - {"unreplaced-placeholder", "api-version-outdated"}


def template(kind: str, version: str | None, place: str) -> str:
    """A template with the word HERE where something is to be inserted. Without a version it is a bare body."""
    whole: dict[str, Any] = json.loads(new_template(kind))
    (resource,) = whole["resources"]
    properties = resource["properties"]
    target, step = properties["distribute"][0], properties["customize"][0]
    if version is None:
        del resource["apiVersion"], resource["name"]
        resource["location"] = target["targetRegions"][0]["name"] = "northeurope"
        whole = resource
    else:
        resource["apiVersion"] = version
    if version is not None and version < "2022-07-01":
        del target["targetRegions"]
        target["replicationRegions"] = ["[parameters('location')]"]
    properties["customize"] = [{**step, "inline": ["hostname"]}]
    match place:
        case "customize" | "distribute":
            properties[place].append("here")
        case "source":
            properties["source"] = "here"
        case _:
            properties["validate"] = {"inVMValidations": ["here"]}
    return json.dumps(whole, indent=2)


def offered(kind: str, version: str | None, place: str) -> list[tuple[Completion, str]]:
    """What is offered, each with the text that has it."""
    text = template(kind, version, place)
    offset = text.index(HERE)
    document = analyze(Source(text.replace(HERE, "")))
    found = sorted(complete(document, offset, snippets=True), key=lambda item: item.sort)
    whole = [item for item in found if item.kind == "snippet"]
    return [(item, accepted(document, item)) for item in whole]


@pytest.mark.parametrize("snippets", [True, False])
def test_a_whole_template_is_right(snippets: bool) -> None:
    document = analyze(Source(""))
    found = complete(document, 0, snippets=snippets)
    assert len(found) == 4
    for item in found:
        assert not findings(accepted(document, item)), item.label


@pytest.mark.parametrize("kind", ["linux", "windows"])
@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("place", PLACES)
def test_a_whole_part_is_right(kind: str, version: str | None, place: str) -> None:
    if place == "inVMValidations" and version is not None and version < "2022-02-14":
        return
    found = offered(kind, version, place)
    assert found
    for item, after in found:
        if item.label not in FOREIGN[kind]:
            kept = {"vhd-copy-before-delete"} if version is not None and version < "2022-07-01" else set()
            assert not findings(after) - kept, f"{item.label}: {item.insert}"


@pytest.mark.parametrize("kind", ["linux", "windows"])
def test_steps_of_the_other_system_come_last(kind: str) -> None:
    found = offered(kind, "2024-02-01", "customize")
    are_foreign = [item.label in FOREIGN[kind] for item, _ in found]
    assert are_foreign == sorted(are_foreign)
    assert any(are_foreign)
    assert not all(are_foreign)
