"""Policies where the packages that check them are not installed, as in the VS Code extension."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from aiblsp import project
from aiblsp.config import Settings
from aiblsp.document import analyze
from aiblsp.lint import Selection, lint
from aiblsp.template.model import Options
from aiblsp.text import Source

if TYPE_CHECKING:
    import pytest

TEMPLATE = '{"type": "Microsoft.VirtualMachineImages/imageTemplates", "properties": {}}'


def test_what_is_needed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "aiblsp.schema.policy", raising=False)
    for name in ("jsonschema", "jsonschema.exceptions", "jsonschema.validators"):
        monkeypatch.setitem(sys.modules, name, None)
    faults = project.policy_faults(Settings(policy_schemas=("p.json",)))
    assert len(faults) == 1
    assert "need the Python package `jsonschema" in faults[0]
    document = analyze(Source(TEMPLATE), Options(policy_schemas=("p.json",)))
    found = lint(document, Selection(select=("policy-violation",)))
    assert [each.rule for each in found] == ["policy-violation"]
    assert "pip" in found[0].message
