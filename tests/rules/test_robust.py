"""No rule raises, whatever stands where it looks: every value of every test is replaced by other ones."""

from __future__ import annotations

from itertools import cycle
from typing import Final

import pytest

from aiblsp.document import analyze
from aiblsp.lint.run import run
from aiblsp.lint.selection import Selection, make_plan
from aiblsp.template.model import Options
from aiblsp.text import Source
from tests.rules.fragment import wrap
from tests.rules.harness import HERE, RULES, Case, TestFile, read

FILES: Final = [read(path) for path in sorted(HERE.glob("*/*.md"))]
PLAN: Final = make_plan(Selection(select=("all",)), RULES)
OTHERS: Final = (
    "null",
    "7",
    '""',
    "[]",
    "{}",
    "true",
    '"x"',
    "[null, {}, [], 1]",
    '{"": null, "type": []}',
    "-1.5",
    "<a>",
)
LONG: Final = 20_000


def crashes(text: str, case: Case) -> list[str]:
    options = Options(api_version=case.directives.get("api-version"))
    return [found.message for found in run(analyze(Source(text), options), PLAN) if found.rule == "internal-error"]


def text_of(case: Case) -> str:
    return "".join(wrap(case.input.text, case.directives.get("wrap") == "deployment"))


@pytest.mark.parametrize("parsed", FILES, ids=[parsed.rule for parsed in FILES])
def test_other_values_in_all_places(parsed: TestFile) -> None:
    others = cycle(OTHERS)
    for case in parsed.cases[:2]:
        text = text_of(case)
        root = analyze(Source(text)).tree.root
        for node in root.walk() if root is not None else ():
            changed = text[: node.start] + next(others) + text[node.end :]
            assert crashes(changed, case) == [], changed


@pytest.mark.parametrize("parsed", FILES, ids=[parsed.rule for parsed in FILES])
def test_half_of_the_text(parsed: TestFile) -> None:
    for case in parsed.cases[:2]:
        text = text_of(case)
        for end in range(1, len(text), max(1, len(text) // 12)):
            assert crashes(text[:end], case) == [], text[:end]


HOSTILE: Final = (
    "/" * LONG,
    "[" * LONG,
    "'" * LONG,
    "\\\\" * LONG,
    "a/" * LONG,
    "https://" + "a." * LONG,
    "/subscriptions/" + "x/" * LONG,
    "PT" + "1" * LONG,
    "<" * LONG,
    "{" * LONG,
    "$(" * LONG,
    "sudo " * LONG,
    " " * LONG,
    "=" * LONG,
    "%" * LONG,
    "0" * LONG,
    "[concat(" + "'a'," * LONG + "'b')]",
    "curl -sSL http://" + "a" * LONG + " | bash",
    "\\u0000\\ud800" * 1000,
)


PLACES: Final = """
"location": "@", "tags": {"@": "@"}, "identity": {"type": "UserAssigned", "userAssignedIdentities": {"@": {}}},
"dependsOn": ["@"], "properties": {
  "source": {"type": "PlatformImage", "publisher": "@", "offer": "@", "sku": "@", "version": "@"},
  "vmProfile": {"vmSize": "@", "vnetConfig": {"subnetId": "@"}, "userAssignedIdentities": ["@"]},
  "stagingResourceGroup": "@",
  "customize": [
    {"type": "Shell", "name": "@", "inline": ["@"], "scriptUri": "@", "sha256Checksum": "@"},
    {"type": "PowerShell", "name": "@", "inline": ["@"], "scriptUri": "@"},
    {"type": "File", "sourceUri": "@", "destination": "@", "sha256Checksum": "@"},
    {"type": "WindowsRestart", "restartCommand": "@", "restartCheckCommand": "@", "restartTimeout": "@"},
    {"type": "WindowsUpdate", "searchCriteria": "@", "filters": ["@"]}
  ],
  "distribute": [
    {"type": "SharedImage", "galleryImageId": "@", "runOutputName": "@", "replicationRegions": ["@"]},
    {"type": "SharedImage", "galleryImageId": "@", "targetRegions": [{"name": "@", "storageAccountType": "@"}]},
    {"type": "ManagedImage", "imageId": "@", "location": "@", "artifactTags": {"@": "@"}},
    {"type": "VHD", "uri": "@"}
  ]
}
"""


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("deployment", [False, True])
def test_long_strings_in_all_places(value: str, deployment: bool) -> None:
    text = "".join(wrap(PLACES, deployment)).replace("@", value)
    assert crashes(text, Case("hostile")) == []
