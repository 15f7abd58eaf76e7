"""Writes what is made from the annotated contract: the compact contract, and plain schemas per API version.

python -m aiblsp.schema.publish            write the files below `schemas/`
python -m aiblsp.schema.publish --check    write nothing; exit code 1 where a file is not what it should be
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from aiblsp.facts.versions import VERSIONS
from aiblsp.schema import contract, plain
from aiblsp.schema.store import CONTRACT, root

if TYPE_CHECKING:
    from collections.abc import Sequence


def rendered() -> dict[str, str]:
    """Every generated file below `schemas/`: its name and its whole text."""
    files = {CONTRACT: json.dumps(contract.contract(), ensure_ascii=False, separators=(",", ":")) + "\n"}
    versions: dict[str, list[str]] = {kind: [] for kind in contract.CHECKED}
    for version in VERSIONS:
        files[f"{version}/{plain.file_name('imageTemplates', 'bare')}"] = _pretty(plain.body(version))
        for kind in contract.CHECKED:
            if plain.exists(version, kind):
                versions[kind].append(version)
                files[f"{version}/{plain.file_name(kind, 'resource')}"] = _pretty(plain.resource(version, kind))
    files["deploymentTemplate.schema.json"] = _pretty(plain.deployment(versions))
    return files


def stale() -> list[str]:
    """The generated files that are missing or not what they should be, by name."""
    return [
        name
        for name, text in rendered().items()
        if not (root() / name).is_file() or (root() / name).read_text(encoding="utf-8") != text
    ]


def main(arguments: Sequence[str]) -> int:
    """Write the files, or with `--check` only compare; returns the exit code."""
    if "--check" in arguments:
        for name in (found := stale()):
            sys.stdout.write(f"schemas/{name} is stale; run python -m aiblsp.schema.publish\n")
        return 1 if found else 0
    for name, text in rendered().items():
        file = root() / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return 0


def _pretty(schema: Any) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
