"""What the driver of the rules promises: who is asked, where a diagnostic stands, and that nothing stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aiblsp.diagnostic import Edit, Fix, Severity
from aiblsp.document import Document, analyze
from aiblsp.lint import Selection, lint
from aiblsp.lint.run import run
from aiblsp.lint.selection import make_plan
from aiblsp.rule import ERROR, HINT, INFO, WARNING, Finding, Rule, description, rule
from aiblsp.rules.catalog import RULES
from aiblsp.template.model import Options
from aiblsp.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiblsp.jsonc.node import Problem
    from aiblsp.rule import Check, Findings
    from aiblsp.schema.mismatch import Mismatch
    from aiblsp.template.model import Image, Step

BARE = """{
  "type": "Microsoft.VirtualMachineImages/imageTemplates",
  "location": "westus2",
  "properties": {
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "o", "sku": "s", "version": "latest"},
    "customize": [{"type": "Shell", "name": "a", "inline": ["echo SUDO"]}, {"type": "File", "name": "b"}],
    "distribute": [{"type": "VHD", "runOutputName": "out"}]
  }
}
"""
DEPLOYMENT = """{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"location": {"type": "string", "defaultValue": "here"}},
  "variables": {"target": {"type": "VHD", "runOutputName": "out"}},
  "resources": [
    {
      "type": "Microsoft.VirtualMachineImages/imageTemplates",
      "apiVersion": "2022-07-01",
      "name": "[concat('a', 'b')]",
      "location": "[parameters('location')]",
      "properties": {
        "source": {"type": "PlatformImage"},
        "distribute": ["[variables('target')]", "[variables('target')]"]
      }
    }
  ]
}
"""


def document(text: str = BARE, parameters: str | None = None, version: str | None = None) -> Document:
    given = () if parameters is None else (Source(parameters, "p.json"),)
    return analyze(Source(text, "t.json"), Options(parameters=given, api_version=version))


def found(checks: Iterable[Check], text: str = BARE, **options: str) -> list[str]:
    rules = [description(check) for check in checks]
    plan = make_plan(Selection(select=("all",)), rules)
    return [one.message for one in run(document(text, **options), plan)]


# --- who is asked


@rule(ERROR, types="Shell", words=("sudo",))
def asks_shell_with_sudo(step: Step, document: Document) -> Findings:
    yield Finding(step.node, f"step {step.index}")


@rule(ERROR, types=("Shell", "PowerShell"), words=("never",))
def asks_other_words(step: Step, document: Document) -> Findings:
    yield Finding(step.node, "asked")


@rule(ERROR, has="sourceUri")
def asks_steps_with_a_member(step: Step, document: Document) -> Findings:
    yield Finding(step.node, "asked")


@rule(ERROR, has=("tags", "properties.source.publisher"))
def asks_images_with_a_member(image: Image, document: Document) -> Findings:
    yield Finding(image.node, "publisher")


@rule(ERROR, has="properties.optimize")
def asks_images_with_another_member(image: Image, document: Document) -> Findings:
    yield Finding(image.node, "asked")


@rule(ERROR, only="resource")
def asks_resources(image: Image, document: Document) -> Findings:
    yield Finding(image.node, "resource")


@rule(ERROR, only=("comments", "parameters"))
def asks_files_with_parameters(document: Document) -> Findings:
    yield Finding(None, "parameters or comments")


def test_only_who_has_something_to_look_at_is_asked() -> None:
    checks = [
        asks_shell_with_sudo,
        asks_other_words,
        asks_steps_with_a_member,
        asks_images_with_a_member,
        asks_images_with_another_member,
        asks_resources,
        asks_files_with_parameters,
    ]
    assert found(checks) == ["publisher", "step 0"]
    assert found(checks, BARE.replace("{\n", "{ // here\n", 1)) == ["parameters or comments", "publisher", "step 0"]
    assert found([asks_resources], DEPLOYMENT) == ["resource"]
    assert found([asks_files_with_parameters], DEPLOYMENT, parameters='{"parameters": {}}') == [
        "parameters or comments"
    ]


@rule(ERROR, since="2022-07-01", until="2023-07-01")
def asks_some_versions(image: Image, document: Document) -> Findings:
    yield Finding(image.node, "asked")


@rule(ERROR, since="2022-07-01")
def asks_later_versions(image: Image, document: Document) -> Findings:
    yield Finding(image.node, "asked")


@pytest.mark.parametrize(
    ("version", "some", "later"),
    [
        ("2022-02-14", False, False),
        ("2022-07-01", True, True),
        ("2023-07-01", True, True),
        ("2024-02-01", False, True),
        (None, False, True),
    ],
)
def test_a_range_of_versions(version: str | None, some: bool, later: bool) -> None:
    for check, expected in ((asks_some_versions, some), (asks_later_versions, later)):
        plan = make_plan(Selection(), [description(check)])
        assert bool(run(document(version=version), plan)) is expected


@rule(ERROR, types="missing")
def words_what_is_missing(mismatch: Mismatch, document: Document) -> Findings:
    yield Finding(mismatch.node, f"general: {mismatch.path}")


@rule(ERROR, types="missing", at="properties.distribute[].runOutputName")
def words_a_missing_name(mismatch: Mismatch, document: Document) -> Findings:
    yield Finding(mismatch.node, "special")


MISSING = BARE.replace(', "runOutputName": "out"', "").replace('"location": "westus2",', "")


def test_a_rule_for_a_path_takes_its_mismatches_away_from_the_general_one() -> None:
    assert found([words_what_is_missing, words_a_missing_name], MISSING) == ["general: location", "special"]


def test_it_keeps_them_when_it_is_switched_off() -> None:
    rules = [description(words_what_is_missing), description(words_a_missing_name)]
    plan = make_plan(Selection(select=("all",), ignore=("words-a-missing-name",)), rules)
    assert [one.message for one in run(document(MISSING), plan)] == ["general: location"]


@rule(ERROR, types="missing-comma")
def words_a_comma(problem: Problem, document: Document) -> Findings:
    yield Finding(None, problem.kind, span=(problem.start, problem.end))


def test_problems_by_kind() -> None:
    assert found([words_a_comma], BARE.replace('"westus2",', '"westus2"')) == ["missing-comma"]
    assert found([words_a_comma], BARE.replace('"out"}]', '"out"},]')) == []


@rule(ERROR)
def speaks_of_any_document(document: Document) -> Findings:
    yield Finding(None, "asked")


@rule(ERROR, anywhere=True)
def speaks_of_foreign_documents(document: Document) -> Findings:
    yield Finding(None, "foreign")


def test_nothing_is_said_of_other_json() -> None:
    checks = [speaks_of_any_document, speaks_of_foreign_documents]
    assert found(checks, '{"name": "package", "version": 1,}') == ["foreign"]
    assert found(checks) == ["asked", "foreign"]


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"a": ]', '{"$schema": "x"}', "null", "{} {}", "\0", '{"properties": 1}']
)
def test_other_json_is_met_with_silence(text: str) -> None:
    assert lint(document(text)) == []


def test_a_file_that_is_too_large_is_reported_where_it_seems_to_be_ours() -> None:
    options = Options(max_size=100)
    assert [one.rule for one in lint(analyze(Source(BARE), options))] == ["json-syntax-error"]
    assert lint(analyze(Source(BARE.replace("VirtualMachineImages", "Other")), options)) == []


# --- where a diagnostic stands


@rule(WARNING)
def points_at_parts(image: Image, document: Document) -> Findings:
    location, name, target = image.root("location"), image.root("name"), image.at("distribute", 0)
    yield Finding(location, "part", part=(0, 1))
    yield Finding(location, "key", on="key")
    yield Finding(name, "computed", part=(0, 1))
    yield Finding(target, "used twice")
    yield Finding(image.at("distribute", 1), "used twice")
    yield Finding(None, "top", related=((image.node, "here"),))


def test_a_value_is_reported_where_it_is_written() -> None:
    shown = {}
    for one in run(document(DEPLOYMENT), make_plan(Selection(), [description(points_at_parts)])):
        place = one.place
        related = [DEPLOYMENT[each.place.start : each.place.end][:25] for each in one.related]
        shown[one.message] = (DEPLOYMENT[place.start : place.end], related)
    assert shown == {
        "top": ("", ['{\n      "type": "Microsof']),
        "part": ("h", ["\"[parameters('location')]\""[:25]]),
        "key": ('"location"', []),
        "computed": ("\"[concat('a', 'b')]\"", []),
        "used twice": ('{"type": "VHD", "runOutputName": "out"}', ["\"[variables('target')]\""]),
    }


def test_a_value_of_a_parameter_file_is_reported_in_that_file() -> None:
    given = '{"parameters": {"location": {"value": "there"}}}'
    diagnostics = run(document(DEPLOYMENT, given), make_plan(Selection(), [description(points_at_parts)]))
    part = next(one for one in diagnostics if one.message == "part")
    assert part.place.source.path == "p.json"
    assert given[part.place.start : part.place.end] == "t"
    assert part.related[0].place.source.path == "t.json"
    assert diagnostics[-1] is part, "those of other files come last"


@rule(INFO)
def says_much(image: Image, document: Document) -> Findings:
    location, source = image.root("location"), image.at("source")
    yield Finding(source, "second")
    yield Finding(location, "hint", severity=HINT)
    yield Finding(location, "error", severity=ERROR)
    yield Finding(location, "error", severity=ERROR)


def test_sorted_by_place_and_severity_without_repetitions() -> None:
    diagnostics = run(document(), make_plan(Selection(), [description(says_much)]))
    assert [one.message for one in diagnostics] == ["error", "hint", "second"]
    assert diagnostics[0].url == "https://github.com/aiblsp/aiblsp/blob/main/docs/rules/says-much.md"


# --- fixes


def fixes_with(*edits: Edit, on: str = "location") -> Fix | None:
    @rule(ERROR)
    def offers(image: Image, document: Document) -> Findings:
        yield Finding(image.root(on), "x", fix=Fix("mend", edits))

    return run(document(DEPLOYMENT), make_plan(Selection(), [description(offers)]))[0].fix


def test_a_fix_that_cannot_be_applied_is_left_out() -> None:
    assert fixes_with(Edit(0, 1, "x"), Edit(2, 3, "y")) is not None
    assert fixes_with() is None
    assert fixes_with(Edit(0, 2, "x"), Edit(1, 3, "y")) is None, "they overlap"
    assert fixes_with(Edit(2, 3, "x"), Edit(0, 1, "y")) is None, "not sorted"
    assert fixes_with(Edit(3, 2, "x")) is None
    assert fixes_with(Edit(0, len(DEPLOYMENT) + 1, "x")) is None
    assert fixes_with(Edit(0, 1, "{")) is None, "it changes nothing"


def test_a_fix_of_a_computed_value_is_left_out() -> None:
    start = DEPLOYMENT.index('"[concat')
    end = DEPLOYMENT.index(")]", start) + 3
    assert fixes_with(Edit(start, end, '"ab"'), on="name") is None
    assert fixes_with(Edit(start + 2, start + 3, "x"), on="name") is None
    assert fixes_with(Edit(start - 8, end, '"title": "ab"'), on="name") is not None, (
        "all of the member is another matter"
    )


# --- a rule that raises


@rule(WARNING)
def breaks(image: Image, document: Document) -> Findings:
    yield Finding(image.root("location"), "before")
    raise ValueError("the secret")


def internal_error() -> Rule:
    return next(one for one in RULES if one.name == "internal-error")


def test_a_rule_that_raises_becomes_a_finding_and_the_others_speak() -> None:
    rules = [description(breaks), description(asks_shell_with_sudo), internal_error()]
    diagnostics = run(document(), make_plan(Selection(), rules))
    assert [one.rule for one in diagnostics] == ["internal-error", "breaks", "asks-shell-with-sudo"]
    error = diagnostics[0]
    assert error.severity == Severity.ERROR
    assert (error.place.start, error.place.end) == (0, 0)
    assert "`breaks`" in error.message
    assert "ValueError" in error.message
    assert "secret" not in error.message


def test_a_crash_is_seen_whatever_is_selected() -> None:
    rules = [description(breaks), internal_error()]
    for selection, seen in (
        (Selection(select=("breaks",)), True),
        (Selection(select=("breaks",), ignore=("internal-*",)), True),
        (Selection(select=("breaks",), ignore=("internal-error",)), False),
    ):
        names = [one.rule for one in run(document(), make_plan(selection, rules))]
        assert ("internal-error" in names) is seen


def test_a_rule_that_cannot_be_imported_is_such_a_crash() -> None:
    missing = Rule("no-such-rule", ERROR, "Document", section="document")
    diagnostics = run(document(), make_plan(Selection(), [missing, internal_error()]))
    assert "`no-such-rule` failed with ModuleNotFoundError" in diagnostics[0].message


def test_a_rule_must_say_what_it_is_asked_about() -> None:
    @rule(ERROR)
    def strange(thing: int, document: Document) -> Findings:
        yield from ()

    with pytest.raises(TypeError, match="the first argument must be one of"):
        description(strange)
    with pytest.raises(TypeError, match="is no rule"):
        description(made_by_nobody)


def made_by_nobody(document: Document) -> Findings:
    yield from ()
