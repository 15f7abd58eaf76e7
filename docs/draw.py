"""Draws the picture in the README from a real run: `python docs/draw.py`. With `--check` only says whether it is stale.

Needs rich, which the package itself does not.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "images" / "lint.svg"
COMMAND = ["lint", "examples/mistakes/first-look.json"]
WIDTH = 118
START = "import sys; from aiblsp.cli import main; sys.exit(main())"


def draw() -> str:
    """The SVG of the command and its output, with colours."""
    done = subprocess.run(
        [sys.executable, "-c", START, *COMMAND, "--color", "always"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(WIDTH), "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True, color_system="truecolor")
        console.print(Text.assemble(("$ ", "bold green"), f"aiblsp {' '.join(COMMAND)}"))
        console.print(Text.from_ansi(done.stdout.rstrip("\n")))
        return console.export_svg(title="aiblsp", unique_id="aiblsp")


def main() -> int:
    """Write the picture, or with `--check` compare: 1 where it is stale."""
    drawn = draw()
    if "--check" in sys.argv[1:]:
        return int(not PICTURE.exists() or PICTURE.read_text("utf-8") != drawn)
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(drawn, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
