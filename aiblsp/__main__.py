"""`python -m aiblsp` is the command `aiblsp`."""

from __future__ import annotations

from aiblsp.cli import process

if __name__ == "__main__":
    process()
