"""What Image Builder downloads for a template, and where a step stands in the text."""

from __future__ import annotations

import json

from aiblsp.document import analyze
from aiblsp.template.steps import place_of
from aiblsp.text import Source

STEPS = [
    {"type": "Shell", "scriptUri": "https://a/a.sh"},
    {"type": "Shell", "inline": ["echo hi"]},
    {"type": "File", "sourceUri": "https://a/b", "sha256Checksum": "x", "destination": "/tmp/b"},
    {"type": "WindowsRestart", "scriptUri": "https://a/c"},
]
WORKLOAD = {"workload": {"scriptUri": "https://a/w.ps1"}}
TEMPLATE = {
    "source": {"type": "PlatformImage"},
    "customize": STEPS,
    "optimize": WORKLOAD,
    "distribute": [{"type": "VHD", "runOutputName": "o"}],
}


def test_downloads() -> None:
    document = analyze(Source(json.dumps({"properties": TEMPLATE}), "a.json"))
    found = document.images[0].downloads
    assert [(each.name, each.address, each.checksum is not None, each.step is not None) for each in found] == [
        ("scriptUri", "https://a/a.sh", False, True),
        ("sourceUri", "https://a/b", True, True),
        ("scriptUri", "https://a/w.ps1", False, False),
    ]


def test_the_place_of_a_step() -> None:
    document = analyze(Source(json.dumps({"properties": TEMPLATE}), "a.json"))
    places = [place_of(document.tree, step) for step in document.images[0].customizers]
    assert [place and place[1] for place in places] == [0, 1, 2, 3]


def test_a_step_from_a_variable_has_no_place() -> None:
    text = json.dumps(
        {
            "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
            "contentVersion": "1.0.0.0",
            "variables": {"step": STEPS[1]},
            "resources": [
                {
                    "type": "Microsoft.VirtualMachineImages/imageTemplates",
                    "properties": {**TEMPLATE, "customize": ["[variables('step')]"]},
                }
            ],
        }
    )
    document = analyze(Source(text, "a.json"))
    assert [place_of(document.tree, step) for step in document.images[0].customizers] == [None]
