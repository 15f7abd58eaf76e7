"""What editors are told: the place that a cursor is at, what may stand there, in which version and language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from aiblsp.document import analyze
from aiblsp.facts.versions import VERSIONS
from aiblsp.schema.describe import describe, members, types, values, whole
from aiblsp.schema.source import by_path
from aiblsp.text import Source
from tests.schema.templates import LEAST, full, image

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node
    from aiblsp.template.model import Image


def way(body: Node, *path: str | int) -> list[Node]:
    """The chain of nodes from the body along names and indexes."""
    chain = [body]
    for step in path:
        node = chain[-1].at(step)
        assert node is not None, step
        chain.append(node)
    return chain


def at(subject: Image, *path: str | int) -> list[Node]:
    return way(subject.body, *path)


FULL = image(full(), "2025-10-01")
STEPS = ["Shell", "PowerShell", "WindowsRestart", "WindowsUpdate", "File"]


def test_a_property() -> None:
    found = describe(FULL, at(FULL, "properties", "buildTimeoutInMinutes"))
    assert found is not None
    assert (found.path, found.name, found.type) == (
        "properties.buildTimeoutInMinutes",
        "buildTimeoutInMinutes",
        "integer",
    )
    assert (found.default, found.minimum, found.maximum, found.required) == ("240", 0, 960, False)
    assert (found.since, found.available, found.example) == ("2019-05-01-preview", True, 120)
    assert found.url.endswith("/image-builder-json#properties-buildtimeoutinminutes")
    assert "960" in found.notes[0]


def test_a_section_with_types() -> None:
    found = describe(FULL, at(FULL, "properties", "source"))
    assert found is not None
    assert (found.title, found.required) == ("Source image", True)
    assert [value.value for value in found.values] == ["PlatformImage", "ManagedImage", "SharedImageVersion", "ISO"]
    assert [value.available for value in found.values] == [True, True, True, False]


def test_an_element_is_described_as_its_type() -> None:
    found = describe(FULL, at(FULL, "properties", "customize", 2))
    assert found is not None
    assert (found.path, found.os, found.name) == ("properties.customize[]<PowerShell>", ("Windows",), "")
    assert found.example["type"] == "PowerShell"


def test_a_discriminator_knows_all_types() -> None:
    chain = at(FULL, "properties", "customize", 0, "type")
    found = describe(FULL, chain)
    assert found is not None
    assert (found.path, found.required) == ("properties.customize[]<Shell>.type", True)
    assert [value.json for value in values(FULL, chain)] == [json.dumps(name) for name in STEPS]
    assert [value.os for value in values(FULL, chain)][:2] == [("Linux",), ("Windows",)]


def test_values_by_version() -> None:
    template = full()
    chain = ("properties", "distribute", 1, "storageAccountType")
    listed = {}
    for version in ("2020-02-14", "2024-02-01"):
        subject = image(template, version)
        listed[version] = [(value.value, value.default) for value in values(subject, at(subject, *chain))]
    assert listed["2020-02-14"] == [("Standard_LRS", True), ("Standard_ZRS", False)]
    assert [value for value, _ in listed["2024-02-01"]] == ["Standard_LRS", "Standard_ZRS", "Premium_LRS"]


def test_true_and_false() -> None:
    chain = at(FULL, "properties", "customize", 2, "runElevated")
    assert [(value.json, value.default) for value in values(FULL, chain)] == [("true", False), ("false", True)]


def test_types_come_with_whole_objects() -> None:
    found = types(FULL, at(FULL, "properties", "distribute"))
    assert [value.value for value in found] == ["SharedImage", "ManagedImage", "VHD"]
    assert all(value.example["type"] == value.value and value.title and value.text for value in found)
    assert types(FULL, at(FULL, "properties", "vmProfile")) == []
    assert types(FULL, at(FULL, "properties", "source"))[0].value == "PlatformImage"


def names(subject: Image, *path: str | int) -> list[str]:
    return [member.name for member in members(subject, at(subject, *path))]


def test_members_of_type_version_and_place() -> None:
    assert names(FULL, "properties", "customize", 0) == ["type", "name", "inline", "scriptUri", "sha256Checksum"]
    older = image(full(), "2020-02-14")
    assert names(older, "properties", "distribute", 0) == [
        "type",
        "runOutputName",
        "galleryImageId",
        "replicationRegions",
        "artifactTags",
        "excludeFromLatest",
        "storageAccountType",
    ]
    assert names(FULL, "properties", "distribute", 0)[-2:] == ["replicationRegions", "storageAccountType"]  # deprecated
    assert names(older, "properties") == ["source", "distribute", "customize", "vmProfile", "buildTimeoutInMinutes"]
    assert "provisioningState" not in names(FULL, "properties")


def test_members_where_the_type_is_not_known() -> None:
    subject = image('{"location": "a", "properties": {"source": {}, "customize": [{}], "distribute": []}}')
    every = names(subject, "properties", "customize", 0)
    assert every[0] == "type"
    assert {"restartTimeout", "inline", "searchCriteria", "destination"} <= set(every)
    assert {"publisher", "imageId", "imageVersionId"} <= set(names(subject, "properties", "source"))


def test_members_around_a_body() -> None:
    bare = names(FULL)
    assert bare[:3] == ["location", "identity", "properties"]
    assert "condition" not in bare
    document = analyze(Source(json.dumps({"resources": [{**deployed(), **LEAST}], **HEAD})))
    resource = document.images[0]
    around = [member.name for member in members(resource, [resource.body])]
    assert around[:3] == ["type", "apiVersion", "name"]
    assert {"condition", "dependsOn", "copy", "resources"} <= set(around)


HEAD = {
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0",
}


def deployed(kind: str = "") -> dict[str, Any]:
    return {
        "type": f"Microsoft.VirtualMachineImages/imageTemplates{kind}",
        "apiVersion": "2024-02-01",
        "name": "a/b" if kind else "a",
    }


def test_a_trigger() -> None:
    resource = {**deployed("/triggers"), "properties": {"kind": "SourceImage"}}
    (trigger,) = analyze(Source(json.dumps({"resources": [resource], **HEAD}))).template.triggers
    chain = way(trigger.node, "properties", "kind")
    found = describe(trigger, chain, "zh-cn")
    assert found is not None
    assert (found.title, found.path) == ("触发器的种类", "properties<SourceImage>.kind")
    assert [value.value for value in values(trigger, chain)] == ["SourceImage"]


def test_a_property_of_another_version_is_described() -> None:
    older = image(full(), "2020-02-14")
    found = describe(older, at(older, "properties", "autoRun", "state"))
    assert found is not None
    assert (found.available, found.since) == (False, "2024-02-01")


def test_a_default_by_version() -> None:
    newer, older = FULL, image(full(), "2020-02-14")
    texts = [describe(subject, at(subject, "properties", "vmProfile", "vmSize")) for subject in (newer, older)]
    assert [text.default_text for text in texts if text is not None] == [
        "`Standard_D1_v2` for generation 1 sources, `Standard_D2ds_v4` for generation 2",
        "`Standard_D1_v2`",
    ]


def test_names_are_followed_without_case_and_unknown_ones_are_not() -> None:
    subject = image('{"location": "a", "Properties": {"SOURCE": {"zebra": 1}, "distribute": []}}')
    found = describe(subject, at(subject, "properties", "source"))
    assert found is not None
    assert found.path == "properties.source"
    assert describe(subject, at(subject, "properties", "source", "zebra")) is None
    assert describe(subject, []) is None
    assert (members(subject, []), values(subject, []), types(subject, [])) == ([], [], [])


def test_a_properties_object_of_its_own() -> None:
    (subject,) = analyze(Source(json.dumps(full()["properties"]))).images
    found = describe(subject, at(subject, "vmProfile", "vmSize"))
    assert found is not None
    assert found.path == "properties.vmProfile.vmSize"
    assert names(subject)[:2] == ["source", "distribute"]


def test_the_whole_template() -> None:
    assert whole(FULL).title == "Image template"
    assert whole(FULL).example["properties"]["source"]["type"] == "PlatformImage"
    assert whole(FULL, "zh-cn").title == "映像模板"


@pytest.mark.parametrize(("language", "site"), [("en", "/azure/"), ("zh-cn", "/zh-cn/azure/"), ("fr", "/azure/")])
def test_languages(language: str, site: str) -> None:
    found = describe(FULL, at(FULL, "properties", "customize", 0, "type"), language)
    assert found is not None
    assert f"learn.microsoft.com{site}virtual-machines" in found.url
    assert (found.title == "定制器的类型") is (language == "zh-cn")
    assert (found.values[0].title == "Shell 脚本或命令") is (language == "zh-cn")


def test_everything_in_a_full_template_is_described_in_both_languages() -> None:
    """Every node of a right template leads to a place; every value of an enumeration has words."""
    stack = [[FULL.body]]
    seen = set()
    while stack:
        chain = stack.pop()
        for language in ("en", "zh-cn"):
            found = describe(FULL, chain, language)
            assert found is not None
            tag_value = found.path.endswith("ags.{key}")
            assert (found.title and found.text) or tag_value, found.path
            assert all(value.text for value in found.values if found.type != "boolean"), found.path
            seen.add(found.path)
        stack += [[*chain, child] for child in chain[-1].children]
    newest = {path for path, node in by_path().items() if path.startswith("properties.") and not node.get("readOnly")}
    assert len(newest & seen) > 90


@pytest.mark.parametrize("version", [*VERSIONS, None])
def test_what_is_offered_passes_the_check(version: str | None) -> None:
    """Whole objects from the contract's examples are right by the contract, in every version that has their type."""
    from aiblsp.schema.check import check

    subject = image(LEAST, version)
    for section in ("customize", "distribute"):
        body = {**LEAST, "properties": {**LEAST["properties"], section: []}}
        subject = image(body, version)
        for value in types(subject, at(subject, "properties", section)):
            if value.example is None or value.since < "2020-02-14" <= value.until < VERSIONS[-1]:
                continue
            offered = image({**LEAST, "properties": {**LEAST["properties"], section: [value.example]}}, version)
            wrong = [mismatch for mismatch in check(offered) if mismatch.path.startswith(f"properties.{section}")]
            dated = {"not-in-version", "missing"}  # an example shows today's properties
            assert {mismatch.kind for mismatch in wrong} <= dated, value.value
            if version is None or version == VERSIONS[-1]:
                assert wrong == []
