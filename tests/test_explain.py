"""Explaining rules and service errors, with and without a template to look in."""

from __future__ import annotations

import pytest

from aiblsp.document import analyze
from aiblsp.explain import explain, nearest
from aiblsp.text import Source

TEMPLATE = """{
  "location": "westus2",
  "properties": {
    "source": {"type": "PlatformImage", "publisher": "RedHat", "offer": "rhel-byos", "sku": "r", "version": "latest"},
    "distribute": [
      {"type": "managedImage", "imageId": "x", "location": "westus2", "runOutputName": "o"}
    ]
  }
}"""


def test_a_rule_is_explained_by_its_page() -> None:
    answer = explain("identity-missing")
    assert answer is not None
    assert answer.text.startswith("# identity-missing")


@pytest.mark.parametrize(
    ("message", "rule"),
    [
        ("(PurchasePlanNotProvided) Purchase Plan was not provided for image", "platform-image-plan-missing"),
        ("Validation failed: 'ImageTemplate': Missing field 'identity'", "identity-missing"),
        ("Field 'imageId' has a bad value", "managed-image-source-id-format"),
    ],
)
def test_a_service_error_leads_to_its_rule(message: str, rule: str) -> None:
    answer = explain(f"2024-01-01 [ERROR] {message} and more")
    assert answer is not None
    assert f"`{rule}`" in answer.text


def test_the_place_is_found_in_a_template() -> None:
    document = analyze(Source(TEMPLATE))
    answer = explain("Field 'properties.distribute[0].type' has a bad value: ''", document)
    assert answer is not None
    lines = {document.source.position(place.offset)[0] for place in answer.places}
    assert lines == {5}


@pytest.mark.parametrize(
    ("message", "place"),
    [
        ("'ImageTemplate.properties.distribute[0]': Field 'type' has a bad value: ''", (5, 7)),
        ("'ImageTemplate.properties.distribute[0]': Field 'distribute[0].type' has a bad value: ''", (5, 7)),
        ("'ImageTemplate.properties.distribute[0]': Missing field 'x'", (5, 6)),
        ('unknown field "runOutputName"', (5, 70)),
        (r'{"error": "unknown field \"runOutputName\""}', (5, 70)),
    ],
)
def test_the_field_that_is_named_comes_first(message: str, place: tuple[int, int]) -> None:
    document = analyze(Source(TEMPLATE))
    answer = explain(message, document)
    assert answer is not None
    assert document.source.position(answer.places[0].offset) == place


def test_a_rule_is_looked_for_in_a_template() -> None:
    document = analyze(Source(TEMPLATE))
    answer = explain("platform-image-plan-missing", document)
    assert answer is not None
    assert [document.source.position(place.offset)[0] for place in answer.places] == [3]


def test_other_text_is_not_explained() -> None:
    assert explain("all is well") is None
    assert nearest("identity-mising") == "identity-missing"
    assert nearest("all is well") is None
