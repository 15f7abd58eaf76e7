"""Our check against jsonschema on the published schemas: the same verdict at the same places.

What JSON Schema cannot say is left out of the comparison: read-only properties, values of open enumerations, and what
our check finds below a wrong name or a wrong type, where it goes on with the property or type that was meant.
"""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from aiblsp.document import analyze
from aiblsp.facts.versions import VERSIONS
from aiblsp.schema.check import check
from aiblsp.schema.store import root
from aiblsp.text import Source, decode
from tests.schema.templates import full, image

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
NAMING = frozenset(
    ("unknown-property", "property-casing", "misplaced", "other-type", "not-in-version", "removed-in-version")
)
TYPING = frozenset(("type-missing", "type-unknown", "type-casing", "type-not-in-version"))
DISCRIMINATORS = ("type", "scheme")
Place = tuple[str | int, ...]


@cache
def validator(version: str) -> Draft202012Validator:
    schema = json.loads((root() / version / "imageTemplates.schema.json").read_bytes())
    return Draft202012Validator(schema)


def theirs(instance: Any, version: str, found_elsewhere: frozenset[str] = frozenset()) -> set[Place]:
    """Where jsonschema finds an error. Null elements are let through, and what stands elsewhere is not missed."""
    found = set()
    for error in validator(version).iter_errors(instance):
        missing = error.message.split("'")[1] if error.validator == "required" else None
        if error.instance is not None and (missing is None or missing not in found_elsewhere):
            found.add(tuple(error.absolute_path))
    return found


def ours(text: str, version: str) -> tuple[set[Place], dict[Place, Place], frozenset[str]]:
    """Where our check finds something that JSON Schema can say; the places from which on only ours goes on, and what
    they count as; the names of misplaced properties."""
    only = image(text, version)
    places = paths(only.body)
    found: set[Place] = set()
    folded: dict[Place, Place] = {}
    mismatches = [mismatch for mismatch in check(only) if mismatch.kind != "read-only" and not mismatch.open]
    for mismatch in mismatches:
        place = places[id(mismatch.node)]
        if mismatch.kind in NAMING:
            folded[place] = place[:-1]
        elif mismatch.kind in TYPING or (mismatch.kind == "wrong-type" and mismatch.name in DISCRIMINATORS):
            holder = place if mismatch.kind == "type-missing" else place[:-1]
            folded[holder] = holder
        found.add(place)
    misplaced = frozenset(mismatch.name for mismatch in mismatches if mismatch.kind == "misplaced")
    return found, folded, misplaced


def paths(body: Node) -> dict[int, Place]:
    """The place of every node."""
    found: dict[int, Place] = {id(body): ()}
    stack = [body]
    while stack:
        node = stack.pop()
        for index, child in enumerate(node.children):
            found[id(child)] = (*found[id(node)], child.key.text if child.key is not None else index)
            stack.append(child)
    return found


def fold(places: set[Place], folded: dict[Place, Place]) -> set[Place]:
    """Let the outermost folded place stand for all that is at or below it."""
    result = set()
    for place in places:
        uppers = [place[:length] for length in range(len(place) + 1) if place[:length] in folded]
        result.add(folded[uppers[0]] if uppers else place)
    return result


def compare(instance: Any, version: str) -> None:
    found, folded, misplaced = ours(json.dumps(instance), version)
    assert fold(found, folded) == fold(theirs(without_null(instance), version, misplaced), folded)


def without_null(value: Any) -> Any:
    """Null members are absent for Azure Resource Manager, not for JSON Schema. Elements keep their place."""
    if isinstance(value, dict):
        return {name: without_null(member) for name, member in value.items() if member is not None}
    return [without_null(element) for element in value] if isinstance(value, list) else value


OFTEN = ("type", "scheme", "name", "inline", "scriptUri", "script", "vmSize", "VMSize", "tags", "state", "source")
ALSO = ("location", "imageId", "validate", "optimize", "targetRegions", "properties", "runOutputName", "zebra")
NAMES = st.sampled_from((*OFTEN, *ALSO))
VALUES = st.one_of(
    st.sampled_from(
        [None, True, 0, -2, 5000, 1.5, 2.0, "", "a b", "Shell", "shell", "File", "VHD", "Latest", "Enabled"]
    ),
    st.just([]),
    st.just({}),
    st.just(["a"]),
    st.just([1]),
    st.just({"a": 1}),
    st.just({"type": "PowerShell", "inline": ["a"]}),
)


def spots(value: Any, place: Place = ()) -> list[Place]:
    """Every place within a value, itself included."""
    found = [place]
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        found += spots(part, (*place, key))
    return found


def mutated(template: Any, draw: Any) -> Any:
    """A template with one thing taken away, put in, replaced or renamed."""
    place = draw(st.sampled_from(spots(template)[1:]))
    holder = template
    for key in place[:-1]:
        holder = holder[key]
    last, how = place[-1], draw(st.sampled_from(["remove", "replace", "rename", "insert"]))
    if how == "remove":
        del holder[last]
    elif how == "replace" or isinstance(holder, list):
        holder[last] = copy.deepcopy(draw(VALUES))
    elif how == "rename":
        name = draw(st.one_of(NAMES, st.just(str(last).upper()), st.just(f"{last}x")))
        holder[name] = holder.pop(last)
    else:
        holder[draw(NAMES)] = copy.deepcopy(draw(VALUES))
    return template


@settings(max_examples=200, deadline=None)
@given(data=st.data(), version=st.sampled_from(VERSIONS), changes=st.integers(0, 4))
def test_mutated_templates_get_the_same_verdict_at_the_same_places(data: Any, version: str, changes: int) -> None:
    template = full()
    for _ in range(changes):
        template = mutated(template, data.draw)
    if isinstance(template.get("properties"), dict) and {"source", "distribute"} <= template["properties"].keys():
        template.pop("apiVersion", None)
        compare({**template, "type": "Microsoft.VirtualMachineImages/imageTemplates"}, version)


@cache
def resource_validator(version: str) -> Draft202012Validator:
    schema = json.loads((root() / version / "imageTemplates.resource.schema.json").read_bytes())
    return Draft202012Validator(schema)


@settings(max_examples=100, deadline=None)
@given(data=st.data(), version=st.sampled_from(VERSIONS), changes=st.integers(0, 3))
def test_both_published_dialects_agree_on_literals_and_expressions_pass(data: Any, version: str, changes: int) -> None:
    """A resource of literal values is judged as a bare body is; a value that becomes an expression is right."""
    template = full()
    for _ in range(changes):
        template = mutated(template, data.draw)
    head = {"type": "Microsoft.VirtualMachineImages/imageTemplates", "name": "a", "apiVersion": version}
    template = json.loads(json.dumps(without_null({**template, **head})).replace("null", "0"))
    wrong = theirs(template, version)
    literal = {tuple(error.absolute_path) for error in resource_validator(version).iter_errors(template)}
    assert literal == wrong
    place = data.draw(st.sampled_from(spots(template)[1:]))
    holder = template
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = "[parameters('anything')]"
    remaining = {tuple(error.absolute_path) for error in resource_validator(version).iter_errors(template)}
    assert remaining <= wrong
    assert place not in remaining


BARE = sorted(path for path in CORPUS.rglob("*.json")) if CORPUS.exists() else []


@pytest.mark.skipif(not BARE, reason="the corpus is not here")
def test_bare_corpus_files_get_the_same_verdict_at_the_same_places() -> None:
    compared = 0
    for path in BARE:
        try:
            instance = json.loads(path.read_bytes().decode("utf-8-sig"))
        except ValueError:
            continue
        images = analyze(decode(path.read_bytes(), path.name)).images
        if len(images) != 1 or images[0].kind != "bare":
            continue
        compared += 1
        for version in VERSIONS:
            compare(known(instance), version)
    assert compared > 15


def known(value: Any) -> Any:
    """Placeholders such as `<region>` become ordinary text: they are unknown to us and text to JSON Schema."""
    if isinstance(value, dict):
        return {name.replace("<", "").replace(">", ""): known(member) for name, member in value.items()}
    if isinstance(value, list):
        return [known(element) for element in value]
    return value.replace("<", "").replace(">", "") if isinstance(value, str) else value


def test_the_comparison_can_fail() -> None:
    template = copy.deepcopy(full())
    template["properties"]["vmProfile"]["osDiskSizeGB"] = "5"
    assert theirs(template, VERSIONS[-1]) == ours(json.dumps(template), VERSIONS[-1])[0] != set()
    assert analyze(Source(json.dumps(template))).mismatches
