"""Writes what is made from the annotated contract: the compact contract, and plain schemas per API version.

python -m aiblsp.schema.publish            write `compact.py` and the files below `schemas/`
python -m aiblsp.schema.publish --check    write nothing; exit code 1 where a file is not what it should be
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from aiblsp.facts.versions import VERSIONS
from aiblsp.schema import contract, plain
from aiblsp.schema.store import root

if TYPE_CHECKING:
    from collections.abc import Sequence

COMPACT: Final = Path(__file__).with_name("compact.py")
_HEADER: Final = '''\
"""The contract without its prose, as Python that loads at once. Written by `python -m aiblsp.schema.publish`."""
# fmt: off

from __future__ import annotations

from typing import Any, Final

CONTRACT: Final[dict[str, Any]] = '''


def rendered() -> dict[str, str]:
    """Every generated file below `schemas/`: its name and its whole text."""
    files: dict[str, str] = {}
    versions: dict[str, list[str]] = {kind: [] for kind in contract.CHECKED}
    for version in VERSIONS:
        files[f"{version}/{plain.file_name('imageTemplates', 'bare')}"] = _pretty(plain.body(version))
        for kind in contract.CHECKED:
            if plain.exists(version, kind):
                versions[kind].append(version)
                files[f"{version}/{plain.file_name(kind, 'resource')}"] = _pretty(plain.resource(version, kind))
    files["deploymentTemplate.schema.json"] = _pretty(plain.deployment(versions))
    return files


def compact() -> str:
    """The text of `compact.py`."""
    literal = json.dumps(contract.contract(), ensure_ascii=False, indent=1)
    return _HEADER + literal.replace(": true", ": True").replace(": false", ": False") + "\n"


def stale() -> list[str]:
    """The generated files that are missing or not what they should be, by name."""
    top = root().parent
    return [
        file.relative_to(top).as_posix()
        for file, text in _files().items()
        if not file.is_file() or file.read_text(encoding="utf-8") != text
    ]


def main(arguments: Sequence[str]) -> int:
    """Write the files, or with `--check` only compare; returns the exit code."""
    if "--check" in arguments:
        for name in (found := stale()):
            sys.stdout.write(f"{name} is stale; run python -m aiblsp.schema.publish\n")
        return 1 if found else 0
    for file, text in _files().items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return 0


def _files() -> dict[Path, str]:
    return {COMPACT: compact(), **{root() / name: text for name, text in rendered().items()}}


def _pretty(schema: Any) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
