"""What is still being written is not judged: a string without its closing quote, a name that ran on."""

from __future__ import annotations

import pytest

from aiblsp.document import analyze
from aiblsp.lint import lint
from aiblsp.text import Source

BARE = """{
  "type": "Microsoft.VirtualMachineImages/imageTemplates",
  "location": "westus2",
  "properties": {
    "customize": [
      {"type": "Shell", "name": "a", "scriptUri": "https://example.org/a.sh"}
    ],
    "buildTimeoutInMinutes": 100
  }
}
"""


def new_findings(written: str, instead: str) -> set[str]:
    """The rules that speak of the changed text and not of the sound one."""

    def rules(text: str) -> set[str]:
        return {found.rule for found in lint(analyze(Source(text, "t.json")))}

    assert written in BARE
    return rules(BARE.replace(written, instead)) - rules(BARE)


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ('"location": "westus2",', '"location": "westeur'),
        ('"location": "westus2",', '"location": "'),
        ('"type": "Shell", "name": "a", "scriptUri": "https://example.org/a.sh"}', '"type": "Power'),
        ('"https://example.org/a.sh"}', '"https'),
    ],
)
def test_only_the_syntax_is_wrong(written: str, instead: str) -> None:
    assert new_findings(written, instead) == {"json-syntax-error"}


def test_a_name_that_ran_on_is_no_unknown_property() -> None:
    found = new_findings('"location": "westus2"', '"location: "[parameters(\'location\')]"')
    assert found == {"json-syntax-error", "expression-in-raw-body"}


def test_what_is_written_to_its_end_is_judged() -> None:
    assert new_findings('"location": "westus2",', '"location": "westeur",') == {"location-unknown"}
    assert "location-unknown" in new_findings('"location": "westus2",', '"location": westeur",')
