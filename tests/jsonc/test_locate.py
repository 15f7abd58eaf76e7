"""What is at an offset: each line of cases/cursor.txt, and documents over several lines."""

from __future__ import annotations

import os

from aiblsp.jsonc.locate import Location, locate
from aiblsp.jsonc.parser import parse
from tests.jsonc.cases import FOLDER

FILE = FOLDER / "cursor.txt"


def at(marked: str) -> Location:
    """The location of `|` in a document without it."""
    return locate(parse(marked.replace("|", "", 1)), marked.index("|"))


def said(location: Location) -> str:
    path = "".join(f"/{step}" for step in location.steps) or ("/" if location.path else "outside")
    return f"{location.on} {path} {location.index}"


def test_cursor() -> None:
    written = FILE.read_text("utf-8")
    head, _, body = written.partition("\n\n")
    marked = [line.partition(" => ")[0].rstrip() for line in body.splitlines()]
    drawn = f"{head}\n\n" + "".join(f"{text:<36} => {said(at(text))}\n" for text in marked)
    if os.environ.get("UPDATE"):
        FILE.write_text(drawn, "utf-8")
    assert drawn == written


def test_over_lines() -> None:
    assert said(at('{\n  "a": {\n    "b": 1,\n    |\n  }\n}')) == "gap /a 1"
    assert said(at('{\n  "a": {\n    "b": 1,\n    "c": |\n  }\n}')) == "value /a/c 1"
    assert said(at('{\n  "a": {\n    "b": 1,\n    "c|\n  }\n}')) == "key /a/c 1"
    assert said(at('{\n  "a": [\n    {\n      "b": 1\n    }|,\n    {}\n  ]\n}')) == "gap /a 1"


def test_the_container_is_where_a_new_child_would_go() -> None:
    location = at('{"a": [1, |]}')
    assert location.container is location.node is location.path[-1]
    location = at('{"a": [1, 2|]}')
    assert location.container is location.path[-2]
    assert at("|1").container is None
    assert at("1 |").node is None


def test_many_children_and_great_depth() -> None:
    text = '{"a": ' * 50_000 + "[" + "1," * 100_000 + "2]" + "}" * 50_000
    location = locate(parse(text), text.index("2"))
    assert location.index == 100_000
    assert len(location.path) == 50_002
