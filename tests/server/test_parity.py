"""The editor is told what the batch run is told: the same findings, at the same places, for every file there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pygls.uris import to_fs_path

from aiblsp.cli.work import Reader, Task, open_task
from aiblsp.config import DEFAULTS
from aiblsp.discover.ignore import absolute
from aiblsp.lint import lint
from aiblsp.project import selection
from tests.server.editor import ROOT
from tests.server.inside import Inside

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = sorted((ROOT / "examples").rglob("*.json"))
CORPUS = ROOT.parent / "shared" / "corpus"


def batch(path: Path) -> set[tuple[Any, ...]]:
    """What the batch run finds: file, place, rule and message, in UTF-16 as editors count."""
    opened = open_task(Task(str(path), str(path), DEFAULTS), Reader())
    assert opened.document is not None
    found = set()
    for each in lint(opened.document, selection(str(path), DEFAULTS)):
        source = each.place.source
        start, end = source.position(each.place.start), source.position(each.place.end)
        found.add((absolute(source.path or ""), *start, *end, each.rule, each.message, int(each.severity)))
    return found


async def edited(inside: Inside, path: Path) -> set[tuple[Any, ...]]:
    """What an editor is shown after it opened the file."""
    inside.sent.clear()
    uri = path.as_uri()
    inside.take(inside.open(path.read_bytes().decode("utf-8-sig"), uri))
    await inside.wait(lambda message: message.get("params", {}).get("uri") == uri)
    found = set()
    for message in inside.sent:
        params = message.get("params", {})
        for each in params.get("diagnostics", ()):
            start, end = each["range"]["start"], each["range"]["end"]
            place = (start["line"], start["character"], end["line"], end["character"])
            name = to_fs_path(params["uri"])
            found.add((name, *place, each["code"], each["message"], each["severity"]))
    inside.take({"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})
    return found


async def compare(paths: list[Path]) -> None:
    inside = Inside()
    # UTF-32 counts characters, as offsets do, so that both sides count alike.
    await inside.start(capabilities={"general": {"positionEncodings": ["utf-32"]}})
    for path in paths:
        assert await edited(inside, path) == batch(path), path.name
    await inside.end()


async def test_the_examples() -> None:
    await compare([path for path in EXAMPLES if not path.name.endswith(".parameters.json")])


async def test_the_corpus() -> None:
    paths = [path for path in sorted(CORPUS.rglob("*.json*")) if path.is_file()]
    if not paths:
        pytest.skip("the corpus is not there")
    await compare([path for path in paths if _is_utf8(path)])


def _is_utf8(path: Path) -> bool:
    try:
        path.read_bytes().decode()
    except UnicodeDecodeError:
        return False
    return ".parameters" not in path.name.lower() and "parameters" not in path.stem.lower()
