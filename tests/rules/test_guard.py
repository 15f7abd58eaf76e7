"""Holds what every rule must have: its page, examples that work, its test with the cases that matter, one name."""

from __future__ import annotations

import re
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from aiblsp.diagnostic import Severity
from aiblsp.facts.versions import PREVIEW
from aiblsp.pages import DOCS, ROWS, SECTIONS, files, read_rows
from aiblsp.rules.__main__ import CATALOG, render, walk
from aiblsp.rules.catalog import RULES as CATALOGUE
from tests.rules.harness import BY_NAME, HERE, RULES, Block, Case, outcome, read

if TYPE_CHECKING:
    from aiblsp.rule import Rule

# Rules that speak in versions which their row leaves out, and why.
OTHER_VERSIONS: Final = {
    "identity-missing": "a warning where identities are not required yet",
    "build-vm-identity-needed": "says that earlier versions cannot have one",
    "gallery-source-direct-shared": "earlier versions reject the ID, and it says so",
}
WITHOUT_EXAMPLE: Final = {"internal-error"}  # no template can show it
SECTION: Final = re.compile(r"^## (Bad|Good)\n(.*?)(?=^## |^Source: |\Z)", re.MULTILINE | re.DOTALL)
BLOCK: Final = re.compile(r"^```jsonc?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SOURCE: Final = re.compile(r"^Source: .*https://", re.MULTILINE)
SINCE: Final = re.compile(r"(?:≥ ?)?(\d{4}-\d\d-\d\d)(?:$| |\()")
SHARED: Final = Path(__file__).parents[3] / "shared" / "reference" / "rules.json"

each_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])


def examples(rule: Rule) -> dict[str, list[str]]:
    """The blocks under Bad and Good: the template, and where there is a second one, its parameter file."""
    assert rule.check is not None
    doc = cleandoc(rule.check.__doc__ or "")
    return {name: BLOCK.findall(text) for name, text in SECTION.findall(doc)}


def example_case(texts: list[str]) -> Case:
    lines = texts[0].rstrip("\n").split("\n")
    directives = {}
    # `// api-version: 2022-07-01` as the first line of an example is a directive, as in the tests.
    while match := re.fullmatch(r"// (api-version|os|file|bom|encoding|wrap|policy): (.+)", lines[0]):
        directives[match[1]] = match[2]
        lines = lines[1:]
    blocks = {"input": Block("input", 0, 0, lines)}
    if len(texts) > 1:
        blocks["parameters"] = Block("parameters", 0, 0, texts[1].split("\n"))
    return Case("example", directives, blocks)


def test_every_file_is_a_rule() -> None:
    assert walk()[1] == []


def test_the_catalogue_is_not_stale() -> None:
    assert CATALOG.read_text("utf-8") == render(list(RULES)), "run `python -m aiblsp.rules`"


def test_no_name_is_used_twice() -> None:
    assert len(BY_NAME) == len(RULES)


def test_every_section_has_a_title() -> None:
    assert {rule.section for rule in RULES} <= SECTIONS.keys()


@each_rule
def test_a_page_says_what_why_and_where_from(rule: Rule) -> None:
    assert rule.check is not None
    doc = cleandoc(rule.check.__doc__ or "")
    title, _, rest = doc.partition("\n")
    assert title
    assert not title.endswith(".")
    assert len(rest.strip().split("\n## ")[0]) > 80, "say why it matters"
    if rule.name not in WITHOUT_EXAMPLE:
        assert SOURCE.search(doc), "a line `Source: name, https://…`"
        assert {name: bool(blocks) for name, blocks in examples(rule).items()} == {"Bad": True, "Good": True}


@each_rule
def test_the_bad_example_fires_the_rule_and_only_it(rule: Rule) -> None:
    if rule.name in WITHOUT_EXAMPLE:
        return
    result = outcome(rule.name, example_case(examples(rule)["Bad"]))
    serious = {found.rule for found in result.everything if found.severity == Severity.ERROR}
    assert rule.name in {found.rule for found in result.everything}
    assert serious <= {rule.name}


@each_rule
def test_the_good_example_is_good(rule: Rule) -> None:
    if rule.name in WITHOUT_EXAMPLE:
        return
    result = outcome(rule.name, example_case(examples(rule)["Good"]))
    said = [(found.rule, found.message) for found in result.everything]
    assert not [entry for entry in said if entry[0] == rule.name]
    assert not [f"{found.rule}: {found.message}" for found in result.everything if found.severity == Severity.ERROR]


@each_rule
def test_a_rule_is_tested_firing_silent_and_unknown(rule: Rule) -> None:
    if rule.name in WITHOUT_EXAMPLE:
        return
    path = HERE / rule.section / f"{rule.name}.md"
    assert path.exists(), f"{path.relative_to(HERE)} is missing"
    parsed = read(path)
    fires = {
        case.title: any(found.rule == rule.name for found in outcome(rule.name, case).shown) for case in parsed.cases
    }
    assert any(fires.values()), "no case in which the rule fires"
    assert not all(fires.values()), "no case in which it is silent"
    if parsed.note is None:
        unknown = [silent for title, silent in fires.items() if "unknown" in title.lower()]
        assert unknown, "no case with an unknown value"
        assert not any(unknown), "it speaks of an unknown value"
    if rule.fixes:
        labels = [
            parsed.lines[block.label_line]
            for case in parsed.cases
            if (block := case.blocks.get("fixed")) is not None and block.label_line is not None
        ]
        assert labels, "no case shows the fixed text"
        kinds = {"unsafe" if label.startswith("fixed (unsafe)") else "safe" for label in labels}
        assert rule.fixes == "both" or kinds == {rule.fixes}, "the fixes are not what the catalogue says"


def test_every_test_belongs_to_a_rule() -> None:
    names = {f"{rule.section}/{rule.name}.md" for rule in RULES}
    assert {path.relative_to(HERE).as_posix() for path in HERE.glob("*/*.md")} <= names


def test_the_pages_are_not_stale() -> None:
    if len(CATALOGUE) != len(RULES):
        pytest.skip("the catalogue is stale")
    written = dict(files((DOCS / ROWS).read_text("utf-8")))
    stale = [name for name, text in written.items() if not _reads(DOCS / name, text)]
    assert not stale, "run `python -m aiblsp.pages`"
    assert {path.name for path in DOCS.glob("*.md")} <= written.keys()


def _reads(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text


def test_rules_serve_rows_that_exist() -> None:
    rows = {name for name, _, _ in read_rows((DOCS / ROWS).read_text("utf-8"))}
    own = {rule.name for rule in RULES}
    assert {row for rule in RULES for row in rule.rows} - own <= rows


def test_the_rows_are_those_of_the_catalogue() -> None:
    if not SHARED.exists():
        pytest.skip("the rule catalogue is not here")
    import json

    listed = [(row["name"], row["section"]) for row in json.loads(SHARED.read_text("utf-8"))]
    assert [(name, section) for name, section, _ in read_rows((DOCS / ROWS).read_text("utf-8"))] == listed


def test_rules_speak_only_in_the_versions_of_their_row() -> None:
    """Mismatches know versions, and rules on the whole document ask each image; retired versions do not count."""
    if not SHARED.exists():
        pytest.skip("the rule catalogue is not here")
    import json

    since = {
        row["name"]: match[1]
        for row in json.loads(SHARED.read_text("utf-8"))
        if (match := SINCE.match(row["versions"]))
    }
    loose = {
        rule.name
        for rule in RULES
        if rule.subject not in ("Mismatch", "Document")
        and since.get(rule.name, PREVIEW) > PREVIEW
        and rule.since != since[rule.name]
    }
    assert loose == OTHER_VERSIONS.keys()
