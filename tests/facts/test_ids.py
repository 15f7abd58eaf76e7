"""Resource IDs: each reason with its span, and every verdict compared with the regular expressions of the reference."""

from __future__ import annotations

import re
from typing import Any

import pytest

from aiblsp.facts.ids import KINDS, IdKind, check_id, parse_resource_id

SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000"
GROUP = f"{SUBSCRIPTION}/resourceGroups/rg-img"
IDENTITY = f"{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib"
SUBNET = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/build"
IMAGE = f"{GROUP}/providers/Microsoft.Compute/images/img1"
DEFINITION = f"{GROUP}/providers/Microsoft.Compute/galleries/gal1/images/def1"
VERSION = f"{DEFINITION}/versions/1.0.0"
SHARED = "/sharedGalleries/1234-gal/images/def1/versions/latest"

GOOD: list[tuple[IdKind, str]] = [
    ("identity", IDENTITY),
    ("identity", IDENTITY.lower()),
    ("identity", IDENTITY.replace("resourceGroups", "resourcegroups")),
    ("subnet", SUBNET),
    ("managed-image", IMAGE),
    ("gallery-target", DEFINITION),
    ("gallery-target", VERSION),
    ("gallery-target", DEFINITION.replace("gal1", "gal_1.x")),
    ("gallery-source", VERSION),
    ("gallery-source", f"{DEFINITION}/versions/latest"),
    ("gallery-source", f"{DEFINITION}/versions/Latest"),
    ("gallery-source", SHARED),
    ("resource-group", GROUP),
    ("resource-group", f"{SUBSCRIPTION}/resourceGroups/Größe(1)"),
    # What is filled in later cannot be judged.
    ("identity", "/subscriptions/<subscription>/resourceGroups/rg"),
    ("identity", "<identity>"),
    ("subnet", f"{SUBSCRIPTION}/resourceGroups/$(rg)/providers/Microsoft.Network/virtualNetworks/v"),
    ("managed-image", "{imageId}"),
    ("gallery-target", "__galleryImageId__"),
]

# kind, the ID with the spot between « and », reason, what the message must say
BAD: list[tuple[IdKind, str, str, str]] = [
    ("identity", "«»", "shape", "empty"),
    ("identity", "«11111111-1111-1111-1111-111111111111»", "shape", "GUID"),
    ("identity", "«id-aib»", "shape", "is a name"),
    ("managed-image", "«https://stexample.blob.core.windows.net/vhds/a.vhd»", "shape", "URL"),
    ("managed-image", f"«{IMAGE[1:]}»", "shape", "slash at its start"),
    ("managed-image", "«/providers/Microsoft.Compute/images/img1»", "shape", "not a resource ID"),
    ("gallery-source", f"{GROUP}/p«  »roviders/Microsoft.Compute", "whitespace", "blank"),
    ("managed-image", f"{IMAGE}«/»", "whitespace", "ends with a slash"),
    ("managed-image", IMAGE.replace("/images", "«//»images"), "whitespace", "empty part"),
    ("managed-image", f"{IMAGE}« »", "whitespace", "blank"),
    ("resource-group", f"«{SUBSCRIPTION}»", "shape", "no resource group"),
    ("resource-group", f"{GROUP}«/providers/Microsoft.Compute/images/img1»", "shape", "goes on"),
    ("resource-group", "/subscriptions/«my-sub»/resourceGroups/rg", "subscription", "`my-sub`"),
    ("resource-group", f"{SUBSCRIPTION}/resourceGroups/«rg.»", "group", "end with a period"),
    ("resource-group", f"{SUBSCRIPTION}/resourceGroups/«rg!»", "group", "`!`"),
    ("resource-group", f"{SUBSCRIPTION}/resourceGroups/«{'r' * 91}»", "group", "91"),
    ("identity", f"{SUBSCRIPTION}/resourceGroups/«rg»", "shape", "no resource below"),
    ("managed-image", f"{GROUP}/providers/«Microsoft.Compute/virtualMachines/vm1»", "shape", "a virtual machine"),
    ("managed-image", f"{GROUP}/providers/«Microsoft.Compute/galleries/g/images/d»", "shape", "image definition"),
    ("managed-image", f"{GROUP}/providers/«Contoso.Stuff/things/x»", "shape", "`contoso.stuff/things`"),
    ("managed-image", f"{GROUP}/providers/Microsoft.Compute/«images»", "shape", "without a name"),
    ("managed-image", f"{GROUP}/providers/Microsoft.Compute/images/«img1-»", "name", "must not end"),
    ("managed-image", f"{GROUP}/providers/Microsoft.Compute/images/«_img»", "name", "must start"),
    ("subnet", f"{GROUP}/providers/«Microsoft.Network/virtualNetworks/vnet1»", "shape", "without a subnet"),
    ("subnet", f"{GROUP}/providers/Microsoft.Network/virtualNetworks/«v»/subnets/build", "name", "2 to 64"),
    ("identity", f"{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/«id»", "name", "3 to 128"),
    ("identity", f"{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/«id.aib»", "name", "`.`"),
    ("gallery-target", DEFINITION.replace("gal1", "«gal-1»"), "name", "gallery name `gal-1`"),
    ("gallery-target", f"{DEFINITION}/versions/«latest»", "version", "`latest`"),
    ("gallery-target", f"{DEFINITION}/versions/«v1.0.0»", "version", "`v1.0.0`"),
    ("gallery-target", f"{DEFINITION}/versions/«1.0.2147483648»", "version", "2147483647"),
    ("gallery-target", f"{DEFINITION}/versions/«1.0.²»", "version", "three numbers"),
    ("gallery-target", f"«{SHARED}»", "shape", "/subscriptions/"),
    ("gallery-source", f"{GROUP}/providers/«Microsoft.Compute/galleries/g/images/d»", "shape", "without a version"),
    ("gallery-source", "«/sharedGalleries/1234-gal/images/def1»", "shape", "sharedGalleries"),
    ("gallery-source", "/sharedGalleries/1234-gal/images/def1/versions/«1.0»", "version", "`1.0`"),
    # The whole before its parts: a wrong subscription hides nothing.
    ("identity", f"/subscriptions/x/resourceGroups/rg/providers/«{IMAGE.split('providers/')[1]}»", "shape", "managed"),
]


@pytest.mark.parametrize(("kind", "text"), GOOD)
def test_good(kind: IdKind, text: str) -> None:
    assert check_id(kind, text) is None


@pytest.mark.parametrize(("kind", "marked", "reason", "says"), BAD)
def test_bad(kind: IdKind, marked: str, reason: str, says: str) -> None:
    text = marked.replace("«", "").replace("»", "")
    problem = check_id(kind, text)
    assert problem is not None
    assert (problem.reason, f"{text[: problem.start]}«{text[problem.start : problem.end]}»{text[problem.end :]}") == (
        reason,
        marked,
    )
    assert says in problem.message


_PATTERNS: dict[IdKind, list[str]] = {
    "identity": ["template identity / build-VM identity"],
    "subnet": ["subnetId, containerInstanceSubnetId"],
    "managed-image": ["ManagedImage source/target `imageId`"],
    "gallery-target": ["SharedImage `galleryImageId` (automatic)", "SharedImage `galleryImageId` (explicit)"],
    "gallery-source": ["SharedImageVersion `imageVersionId`", "Direct shared gallery source"],
    "resource-group": ["stagingResourceGroup"],
}
_SAMPLES = [IDENTITY, SUBNET, IMAGE, DEFINITION, VERSION, SHARED, GROUP, SUBSCRIPTION]


def _mutations(text: str) -> list[str]:
    """The text with one character removed, doubled, or replaced by each sign that the naming rules speak of."""
    found = [text]
    for index in range(len(text)):
        found.append(text[:index] + text[index + 1 :])
        found.extend(text[:index] + sign + text[index + 1 :] for sign in "a7/-_.( ")
        found.append(text[:index] + text[index] + text[index:])
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_same_verdict_as_the_reference(kind: IdKind, reference: dict[str, Any]) -> None:
    published = {entry["what"]: entry["regex"] for entry in reference["ids"]}
    patterns = [published[what] for what in _PATTERNS[kind]]
    definition = published["SharedImage `galleryImageId` (automatic)"].removesuffix("$")
    # The reference does not forbid blanks in the unofficial form of a shared gallery's ID; Azure does.
    patterns = [pattern.replace("…", definition).replace("[^/]", r"[^/\s]") for pattern in patterns]
    compiled = [re.compile(pattern, re.IGNORECASE) for pattern in patterns]
    for sample in _SAMPLES:
        for text in _mutations(sample):
            expected = any(pattern.match(text) for pattern in compiled)
            assert (check_id(kind, text) is None) == (expected or "__" in text), text


def test_parts() -> None:
    parsed = parse_resource_id(VERSION)
    assert parsed is not None
    assert parsed.type == "microsoft.compute/galleries/images/versions"
    assert [part.text for part in parsed.types] == ["galleries", "images", "versions"]
    assert [part.text for part in parsed.names] == ["gal1", "def1", "1.0.0"]
    assert all(VERSION[part.start : part.end] == part.text for part in (*parsed.types, *parsed.names))
    assert (parsed.name, parsed.group and parsed.group.text) == ("1.0.0", "rg-img")
    assert (gallery := parsed.named("GALLERIES")) is not None
    assert gallery.text == "gal1"


@pytest.mark.parametrize("text", ["", "/", "//", "/subscriptions", "/subscriptions/", "/subscriptions//resourceGroups"])
def test_fragments_are_borne(text: str) -> None:
    for kind in KINDS:
        assert check_id(kind, text) is not None


@pytest.mark.parametrize("unit", ["/", "/a", "a", "/subscriptions/", "1.", " "])
def test_long_text(unit: str) -> None:
    for text in (unit * 50_000, SUBSCRIPTION + unit * 50_000, VERSION + unit * 50_000):
        for kind in KINDS:
            problem = check_id(kind, text)
            assert problem is not None
            assert len(problem.message) < 300
