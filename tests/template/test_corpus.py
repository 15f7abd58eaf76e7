"""The image templates in the sample corpus, file by file; `corpus.tsv` was checked by eye. Skipped where it is absent.

`UPDATE=1` writes the table anew: read the difference before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aiblsp.document import analyze
from aiblsp.text import decode

TABLE = Path(__file__).with_name("corpus.tsv")
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
HEADER = ("path", "kind", "scopes", "images", "version", "source", "steps", "targets")

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the sample corpus is not here")


def row(path: Path) -> tuple[str, ...]:
    """What is found in a file, as a row of the table; "?" is unknown and "-" is nothing."""
    template = analyze(decode(path.read_bytes())).template
    images = template.images

    def listed(words: list[str | None]) -> str:
        return " ".join(word or "?" for word in words) or "-"

    return (
        path.relative_to(CORPUS).as_posix(),
        template.kind or "-",
        str(len(template.scopes)),
        str(len(images)),
        listed([image.api_version for image in images]),
        listed([image.source.type if image.source else None for image in images]),
        listed([step.type for image in images for step in image.steps]),
        listed([target.type for image in images for target in image.targets]),
    )


def test_corpus() -> None:
    rows = [HEADER, *sorted(row(path) for path in CORPUS.rglob("*.json"))]
    if os.environ.get("UPDATE"):
        TABLE.write_text("".join("\t".join(cells) + "\n" for cells in rows), encoding="utf-8")
    expected = [tuple(line.split("\t")) for line in TABLE.read_text(encoding="utf-8").splitlines()]
    assert rows == expected
