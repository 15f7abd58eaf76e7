"""Edits of resolved trees touch the place that uses a value, wherever the value itself is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from aiblsp import edit
from aiblsp.document import analyze
from aiblsp.text import Source

if TYPE_CHECKING:
    from aiblsp.diagnostic import Edit
    from aiblsp.jsonc.node import Node

TEXT = """{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "variables": {"size": "Standard_D2s_v5", "target": {"type": "VHD", "runOutputName": "out"}},
  "resources": [
    {
      "type": "Microsoft.VirtualMachineImages/imageTemplates",
      "apiVersion": "2024-02-01",
      "name": "t",
      "properties": {
        "source": {},
        "distribute": ["[variables('target')]", "[variables('target')]"],
        "vmProfile": {"osDiskSizeGB": 64, "vmSize": "[variables('size')]"}
      }
    }
  ]
}
"""


def after(edits: tuple[Edit, ...]) -> Any:
    changed = json.loads(edit.apply(TEXT, edits))
    assert changed["variables"] == json.loads(TEXT)["variables"]
    return changed["resources"][0]["properties"]


@pytest.fixture
def properties() -> Node:
    found = analyze(Source(TEXT)).images[0].properties
    assert found is not None
    return found


def test_remove_takes_away_the_use(properties: Node) -> None:
    profile, size = properties.get("vmProfile"), properties.at("vmProfile", "vmSize")
    assert profile is not None
    assert size is not None
    assert size.via is not None
    assert after(edit.remove(Source(TEXT), profile, size))["vmProfile"] == {"osDiskSizeGB": 64}


def test_remove_an_element(properties: Node) -> None:
    targets = properties.get("distribute")
    assert targets is not None
    changed = after(edit.remove(Source(TEXT), targets, targets.children[0]))
    assert changed["distribute"] == ["[variables('target')]"]


def test_insert_behind_the_use(properties: Node) -> None:
    profile, targets = properties.get("vmProfile"), properties.get("distribute")
    assert profile is not None
    assert targets is not None
    changed = after((edit.insert_member(Source(TEXT), profile, "vnetConfig", "{}"),))
    assert changed["vmProfile"] == {"osDiskSizeGB": 64, "vmSize": "[variables('size')]", "vnetConfig": {}}
    changed = after((edit.insert_element(Source(TEXT), targets, 1, "{}"),))
    assert changed["distribute"] == ["[variables('target')]", {}, "[variables('target')]"]


def test_move_moves_the_expression(properties: Node) -> None:
    profile, size = properties.get("vmProfile"), properties.at("vmProfile", "vmSize")
    source = properties.get("source")
    assert profile is not None
    assert size is not None
    assert source is not None
    changed = after(edit.move_member(Source(TEXT), profile, size, source))
    assert changed["source"] == {"vmSize": "[variables('size')]"}
    assert changed["vmProfile"] == {"osDiskSizeGB": 64}
