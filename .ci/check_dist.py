"""Checks that a wheel and a source distribution hold what they must and nothing else: check_dist.py WHEEL SDIST."""

from __future__ import annotations

import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCHEMAS = {path.relative_to(ROOT).as_posix() for path in (ROOT / "schemas").rglob("*.json")}


def main(wheel: str, sdist: str) -> None:
    """Ends with a message and exit code 1 where something is missing or too much."""
    with zipfile.ZipFile(wheel) as archive:
        built = set(archive.namelist())
    with tarfile.open(sdist) as packed:
        source = {name.partition("/")[2] for name in packed.getnames()}

    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "aiblsp").rglob("*.py")}
    schemas = {f"aiblsp/{name}" for name in SCHEMAS}
    wanted_source = modules | SCHEMAS | {"README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml"}
    faults = [f"wheel lacks {name}" for name in sorted((modules | schemas) - built)]
    faults += [f"source distribution lacks {name}" for name in sorted(wanted_source - source)]
    faults += [f"wheel holds {name}" for name in sorted(built) if not name.startswith(("aiblsp/", "aiblsp-"))]
    faults += [] if SCHEMAS else ["there are no schemas to look for"]
    if faults:
        sys.exit("\n".join(faults))
    print(f"{Path(wheel).name}: {len(modules)} modules, {len(schemas)} schemas")


if __name__ == "__main__":
    main(*sys.argv[1:])
