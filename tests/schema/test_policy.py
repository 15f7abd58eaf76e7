"""Policy schemas: what they find, what unknown values do to them, and how broken ones are reported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from aiblsp.document import analyze
from aiblsp.schema.policy import policy_mismatches, policy_problems
from aiblsp.text import Source
from tests.schema.templates import full, image

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, **schemas: Any) -> list[str]:
    """Write schemas into files; the first one is the policy."""
    for name, schema in schemas.items():
        (folder / f"{name}.json").write_text(schema if isinstance(schema, str) else json.dumps(schema))
    return [str(folder / f"{next(iter(schemas))}.json")]


def found(body: dict[str, Any] | str, schemas: list[str]) -> list[str]:
    only = image(body)
    text = body if isinstance(body, str) else json.dumps(body, indent=1)
    shown = []
    for mismatch in policy_mismatches(only, schemas):
        node, key = mismatch.node, mismatch.node.key
        start, end = (key.start, key.end) if mismatch.on == "key" and key is not None else (node.start, node.end)
        shown.append(f"{text[start:end][:20].split()[0]} → {mismatch.message} @{mismatch.pointer}")
    return shown


def under(**members: Any) -> dict[str, Any]:
    """A schema for members of `properties`."""
    return {"properties": {"properties": {"properties": members}}}


def test_a_policy_speaks_of_the_right_places(tmp_path: Path) -> None:
    sizes = {"enum": ["Standard_D4s_v5", "Standard_D8s_v5"], "description": "Only sizes that we have quota for."}
    policy = {
        "required": ["tags", "zones"],
        "properties": {
            "location": {"const": "westeurope"},
            "tags": {"additionalProperties": False, "properties": {"owner": True}},
            "properties": {
                "properties": {
                    "buildTimeoutInMinutes": {"minimum": 240},
                    "vmProfile": {"properties": {"vmSize": sizes}},
                    "customize": {"items": {"properties": {"scriptUri": {"pattern": "^https://contoso\\."}}}},
                }
            },
        },
    }
    assert found(full(), write(tmp_path, policy=policy)) == [
        "{ → `zones` is missing @/required",
        '"westus2" → must be `westeurope` @/properties/location/const',
        '"team" → `team` is not allowed here @/properties/tags/additionalProperties',
        "120 → must be at least 240 @/properties/properties/properties/buildTimeoutInMinutes/minimum",
        '"Standard_D2s_v5" → must be one of `Standard_D4s_v5`, `Standard_D8s_v5`: Only sizes that we have quota for '
        "@/properties/properties/properties/vmProfile/properties/vmSize/enum",
        '"https://example.com → must match `^https://contoso\\.` '
        "@/properties/properties/properties/customize/items/properties/scriptUri/pattern",
    ]


def test_words_of_the_schema_win(tmp_path: Path) -> None:
    policy = {
        "properties": {
            "location": {"const": "x", "errorMessage": "Build in x."},
            "tags": {"required": ["owner"], "minProperties": 5, "errorMessage": {"required": "say who owns it"}},
        }
    }
    messages = [line.partition(" @")[0] for line in found(full(), write(tmp_path, policy=policy))]
    assert messages == ['"westus2" → Build in x', "{ → say who owns it", "{ → must have at least 5 members"]


@pytest.mark.parametrize(
    "dialect",
    [
        "http://json-schema.org/draft-04/schema#",
        "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-07/schema#",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema",
    ],
)
def test_any_draft_and_references_across_files(tmp_path: Path, dialect: str) -> None:
    rules = {"$schema": dialect, "definitions": {"region": {"enum": ["westeurope"]}}}
    policy = {"$schema": dialect, "properties": {"location": {"$ref": "rules.json#/definitions/region"}}}
    schemas = write(tmp_path, policy=policy, rules=rules)
    assert policy_problems(schemas) == []
    assert [line.partition(" @")[0] for line in found(full(), schemas)] == ['"westus2" → must be `westeurope`']
    unknown = '{"location": <region>, "properties": {"source": {}, "distribute": []}}'
    assert found(unknown, schemas) == []


UNKNOWN = """{
  "location": <region>, "tags": {"a": <a>}, "properties": {
    "source": {"type": "PlatformImage", "sku": <sku>}, "customize": [{"type": "Shell"}, <step>],
    "vmProfile": <profile>, "distribute": [{"type": "VHD", "runOutputName": "a"}]
  }
}"""
HAS_A = {"properties": {"tags": {"properties": {"a": {"const": "1"}}, "required": ["a"]}}, "required": ["tags"]}
IS_WEST = {"properties": {"location": {"const": "west"}}, "required": ["location"]}
IS_VHD = under(distribute={"contains": {"properties": {"type": {"const": "VHD"}}}})
NEVER = under(distribute={"maxItems": 0})


@pytest.mark.parametrize(
    ("policy", "count"),
    [
        # open: the unknown parts decide
        (HAS_A, 0),
        ({"not": HAS_A}, 0),
        ({"not": {"not": HAS_A}}, 0),
        ({"if": IS_WEST, "then": NEVER}, 0),
        ({"if": IS_WEST, "else": NEVER}, 0),
        ({"oneOf": [IS_WEST, HAS_A]}, 0),
        ({"oneOf": [IS_WEST, {"not": IS_WEST}]}, 0),
        ({"anyOf": [IS_WEST, NEVER]}, 0),
        ({"properties": {"tags": {"const": {"a": "1"}}}}, 0),
        ({"properties": {"tags": {"enum": [{}]}}}, 0),
        (under(vmProfile={"required": ["vmSize"], "type": "object"}), 0),
        (under(customize={"contains": {"properties": {"type": {"const": "File"}}}}), 0),
        (under(customize={"contains": {"properties": {"type": {"const": "Shell"}}}, "maxContains": 1}), 0),
        (under(customize={"uniqueItems": True, "minItems": 2}), 0),
        (under(source={"if": {"properties": {"sku": {"const": "a"}}}, "then": {"required": ["version"]}}), 0),
        (under(source={"unevaluatedProperties": False, "if": {"properties": {"sku": {"const": "a"}}}}), 0),
        ({"oneOf": [IS_VHD, NEVER]}, 0),
        # certain: wrong whatever they are
        ({"if": IS_WEST, "then": NEVER, "else": NEVER}, 2),
        ({"not": IS_VHD}, 1),
        ({"if": IS_VHD, "then": NEVER}, 1),
        ({"oneOf": [NEVER, NEVER]}, 1),
        ({"oneOf": [IS_VHD, IS_VHD]}, 1),
        ({"anyOf": [NEVER, NEVER]}, 1),
        ({"allOf": [HAS_A, NEVER]}, 1),
        (under(customize={"minItems": 3}), 1),
        (
            under(
                customize={
                    "contains": {"properties": {"type": {"const": "Shell"}}, "required": ["type"]},
                    "maxContains": 0,
                }
            ),
            1,
        ),
        (under(source={"required": ["version"]}), 1),
        ({"properties": {"tags": {"maxProperties": 0}}}, 1),
        ({"properties": {"tags": {"patternProperties": {"^a$": False}}}}, 1),
    ],
)
def test_unknown_is_never_wrong(tmp_path: Path, policy: dict[str, Any], count: int) -> None:
    lines = found(UNKNOWN, write(tmp_path, policy=policy))
    assert len(lines) == count, lines


def test_incomplete_objects_may_have_anything_more(tmp_path: Path) -> None:
    resource = {
        "type": "Microsoft.VirtualMachineImages/imageTemplates",
        "apiVersion": "2024-02-01",
        "name": "a",
        "tags": {"[parameters('tag')]": "x", "b": "y"},
        "properties": {"source": {}, "distribute": []},
    }
    template = {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": {"tag": {"type": "string"}},
        "resources": [resource],
    }
    (only,) = analyze(Source(json.dumps(template))).images
    needs = write(tmp_path, policy={"properties": {"tags": {"required": ["owner"], "minProperties": 3}}})
    assert policy_mismatches(only, needs) == []
    limits = write(tmp_path, policy={"properties": {"tags": {"maxProperties": 0}}, "not": {"required": ["tags"]}})
    assert [mismatch.message for mismatch in policy_mismatches(only, limits)] == [
        "must have at most 0 members",
        "is not allowed here",
    ]


def test_a_properties_object_is_judged_as_part_of_a_resource(tmp_path: Path) -> None:
    policy = {"required": ["tags"], **under(distribute={"maxItems": 0})}
    (only,) = analyze(Source(json.dumps(full()["properties"]))).images
    (mismatch,) = policy_mismatches(only, write(tmp_path, policy=policy))
    assert mismatch.node is only.at("distribute")


@pytest.mark.parametrize(
    ("schemas", "problem"),
    [
        ({"policy": "{"}, "is no JSON: "),
        ({"policy": "[]"}, "is no JSON Schema: "),
        ({"policy": {"type": "strin"}}, "is no JSON Schema: $.type: "),
        ({"policy": {"$ref": "gone.json"}}, "refers to `gone.json`, which is not there"),
        ({"policy": {"$ref": "#/$defs/gone"}}, "refers to `#/$defs/gone`, which is not there"),
        (
            {"policy": {"$ref": "https://example.com/a.json"}},
            "refers to `https://example.com/a.json`, which is not there",
        ),
        ({"policy": {"allOf": [{"$ref": "b.json"}]}, "b": {"$ref": "c.json"}}, "refers to `c.json`"),
        ({"policy": {"allOf": [{"$ref": "b.json"}]}, "b": "{"}, "refers to `b.json`"),
    ],
)
def test_a_policy_that_cannot_be_used_says_why(tmp_path: Path, schemas: dict[str, Any], problem: str) -> None:
    names = write(tmp_path, **schemas)
    (only,) = policy_problems(names)
    assert only.schema == names[0]
    assert only.message.startswith(problem)
    assert policy_mismatches(image(full()), names) == []


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (only,) = policy_problems([str(tmp_path / "gone.json")])
    assert only.message == "cannot be read: No such file or directory"


def test_metaschemas_are_at_hand_without_the_network(tmp_path: Path) -> None:
    policy = {"properties": {"tags": {"$ref": "https://json-schema.org/draft/2020-12/schema"}}}
    assert policy_problems(write(tmp_path, policy=policy)) == []


def test_a_changed_policy_is_read_again(tmp_path: Path) -> None:
    schemas = write(tmp_path, policy={"$ref": "rules.json"}, rules={})
    assert found(full(), schemas) == []
    write(tmp_path, rules={"required": ["zones"]})
    assert len(found(full(), schemas)) == 1
    write(tmp_path, policy="{")
    assert len(policy_problems(schemas)) == 1


def test_endless_references_and_deep_documents_end(tmp_path: Path) -> None:
    loop = write(tmp_path, policy={"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}})
    assert found(full(), loop) == ["{ → the policy refers to itself without end @"]
    tree = write(tmp_path, tree={"additionalProperties": {"$ref": "#"}, "items": {"$ref": "#"}})
    deep = '{"location": "a", "properties": {"source": {}, "distribute": %s}}' % ("[" * 20000 + "]" * 20000)
    assert found(deep, tree) == []


def test_a_forbidden_property_is_named(tmp_path: Path) -> None:
    policy = {"properties": {"tags": False, "properties": {"properties": {"autoRun": False}}}}
    assert found(full(), write(tmp_path, policy=policy)) == [
        '"tags" → is not allowed here @/properties/tags/not',
        '"autoRun" → is not allowed here @/properties/properties/properties/autoRun/not',
    ]
