"""The shared reference data, for tests that compare the tables with their source; absent outside the house."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

_FILE = Path(__file__).parents[2] / ".." / "shared" / "reference" / "facts.json"


@pytest.fixture(scope="session")
def reference() -> dict[str, Any]:
    if not _FILE.exists():
        pytest.skip("no reference data beside the project")
    data: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return data
