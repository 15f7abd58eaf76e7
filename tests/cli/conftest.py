"""A folder to work in, and the command called within this process or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from aiblsp.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]

# One finding that no other rule will ever join: the tests below select its rule.
BAD = """{
  "type": "Microsoft.VirtualMachineImages/imageTemplates", "apiVersion": "2024-02-01",
  "properties": {
    "source": { "type": "PlatformImage" }, // aiblsp: ignore[no-such-rule]
    "distribute": []
  }
}
"""
GOOD = BAD.replace(" // aiblsp: ignore[no-such-rule]", "")
RULE = "unused-suppression"


@dataclass(frozen=True)
class Answer:
    """What the command said."""

    code: int
    out: str
    err: str


class Call(Protocol):
    """`call("lint", "a.json")` within this process."""

    def __call__(self, *arguments: str) -> Answer: ...


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, without the settings of whoever runs the tests."""
    for name in ("NO_COLOR", "COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def call(folder: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run the command in the folder."""

    def run(*arguments: str) -> Answer:
        try:
            code = main(arguments)
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


@pytest.fixture
def spawn(folder: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the command in a process of its own; bytes in, bytes out."""

    def run(*arguments: str, data: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "aiblsp", *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            input=data,
            capture_output=True,
            check=False,
        )

    return run
