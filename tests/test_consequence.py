"""A misspelt name is one finding: nothing else says that the property is missing."""

from __future__ import annotations

from aiblsp.document import analyze
from aiblsp.lint import Selection, lint
from aiblsp.text import Source

BARE = """{
  "type": "Microsoft.VirtualMachineImages/imageTemplates",
  "location": "westus2",
  "properties": {
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "o", "sku": "s", "version": "latest"},
    "customize": [{"type": "Shell", "name": "a", "inline": ["echo hi"]}],
    "distribute": [{"type": "VHD", "runOutputName": "out"}]
  }
}
"""


def said(text: str, *select: str) -> list[tuple[str, str]]:
    selection = Selection(select=select) if select else Selection()
    return [(found.rule, found.message) for found in lint(analyze(Source(text, "t.json")), selection)]


def about(text: str, name: str) -> list[str]:
    return [rule for rule, message in said(text) if f"`{name}`" in message]


def test_what_is_misspelt_is_not_missing_as_well() -> None:
    text = BARE.replace('"version":', '"verison":').replace('"customize":', '"custmoize":')
    assert about(text, "version") == ["unknown-property"]
    assert about(text, "customize") == ["unknown-property"]


def test_what_is_missing_is_said_where_nothing_is_misspelt() -> None:
    text = BARE.replace(', "version": "latest"', "").replace('"customize":', '"custmoize":')
    assert about(text, "version") == ["platform-image-missing-field"]


def test_each_object_counts_for_itself() -> None:
    other = '{"type": "Shell", "inline": ["echo ho"]}'
    text = BARE.replace('"name": "a", "inline": ["echo hi"]}', f'"naem": "a", "inline": ["echo hi"]}}, {other}')
    assert about(text, "name") == ["unknown-property", "customizer-name-missing"]


def test_what_is_missing_is_said_where_the_misspelling_is_not() -> None:
    text = BARE.replace('"version":', '"verison":')
    assert [rule for rule, _ in said(text, "platform-image-missing-field")] == ["platform-image-missing-field"]
