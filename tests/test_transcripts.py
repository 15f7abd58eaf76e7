"""Runs every `aiblsp` command shown in the Markdown files and compares what it says; UPDATE=1 writes what it says now.

A block fenced as `console` whose lines start with `$ aiblsp` is a transcript. Commands run in the project's root.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "examples" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"(?<=^```console\n)\$ aiblsp .*?(?=^```$)", re.MULTILINE | re.DOTALL)
START = "import sys; from aiblsp.cli import main; sys.exit(main())"


def say(command: str) -> str:
    """The command as shown, and what it prints now."""
    environment = {
        **os.environ,
        "NO_COLOR": "1",
        "COLUMNS": "120",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", START, *shlex.split(command)[1:]],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stdout, done.stdout
    return f"$ {command}\n{done.stdout}".rstrip("\n") + "\n"


def played(block: str) -> str:
    """A block with every command in it run again."""
    return "\n".join(say(line[2:]) for line in block.splitlines() if line.startswith("$ "))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_is_shown_is_what_is_said(page: Path) -> None:
    shown = page.read_text("utf-8")
    now = BLOCK.sub(lambda match: played(match.group()), shown)
    if os.environ.get("UPDATE") == "1":
        page.write_text(now, "utf-8")
    else:
        assert shown == now
