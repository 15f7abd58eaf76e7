"""Finds and reads the contract's files: annotated sources and texts for editors."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

SOURCE: Final = "source"


@cache
def folder() -> str:
    """The folder with the schemas: the package's own in an installed wheel, else the repository's top-level one."""
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    installed = os.path.join(package, "schemas")
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(package), "schemas")


def root() -> Path:
    """The same as a Path, for what is not pressed for time: pathlib costs as much as checking a small template."""
    from pathlib import Path

    return Path(folder())


def read(name: str) -> Any:
    """A JSON file below the root. Raises OSError or ValueError where the installation is broken."""
    import json  # here, because a check needs none of these files

    with open(os.path.join(folder(), name), "rb") as file:
        return json.loads(file.read())


@cache
def texts(language: str) -> dict[str, Any]:
    """The texts of a locale by path; empty where there is no such locale (English is in the sources)."""
    try:
        found: dict[str, Any] = read(f"locale/{language}.json")
    except FileNotFoundError:
        return {}
    return found
