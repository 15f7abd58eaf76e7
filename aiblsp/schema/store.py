"""Finds and reads the contract's files: the compact contract for checks, annotated sources and texts for editors."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

SOURCE: Final = "source"
CONTRACT: Final = "contract.json"


@cache
def root() -> Path:
    """The folder with the schemas: the package's own in an installed wheel, else the repository's top-level one."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "schemas"
    return installed if installed.is_dir() else package.parent / "schemas"


def read(name: str) -> Any:
    """A JSON file below the root. Raises OSError or ValueError where the installation is broken."""
    return json.loads((root() / name).read_bytes())


@cache
def contract() -> dict[str, Any]:
    """The contract without its prose, as `schema.publish` writes it."""
    found: dict[str, Any] = read(CONTRACT)
    return found


@cache
def texts(language: str) -> dict[str, Any]:
    """The texts of a locale by path; empty where there is no such locale (English is in the sources)."""
    try:
        found: dict[str, Any] = read(f"locale/{language}.json")
    except FileNotFoundError:
        return {}
    return found
