"""Edits that keep comments and layout: examples with their outcome, and edits of random documents."""

from __future__ import annotations

import json
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiblsp import edit
from aiblsp.diagnostic import Edit
from aiblsp.jsonc.parser import parse
from aiblsp.text import Source
from tests.jsonc.cases import plain

if TYPE_CHECKING:
    import random

    from aiblsp.jsonc.node import Node


def change(command: str, source: Source, root: Node) -> tuple[Edit, ...]:
    """Do what a line like `remove /a/1` or `insert / name {"x":1} after a` says; values are laid out over lines."""
    what, path, *words = command.split(" ")
    steps = [int(step) if step.isdecimal() else step for step in path.split("/")[1:] if step]
    node = child(root, *steps)
    match what:
        case "remove":
            return edit.remove(source, child(root, *steps[:-1]), node)
        case "insert":
            after = words[3] if words[2:3] == ["after"] else None
            first = words[2:] == ["first"]
            return (edit.insert_member(source, node, words[0], laid_out(words[1]), after, first=first),)
        case "element":
            return (edit.insert_element(source, node, int(words[0]), laid_out(words[1])),)
        case "rename":
            return (edit.rename(node, words[0]),)
        case "replace":
            return (edit.replace(node, words[0]),)
        case "become":
            return (edit.replace_member(source, node, words[0], laid_out(words[1])),)
        case "wrap":
            return edit.wrap(source, node, words[0], words[1])
        case "move":
            target = child(root, *words[0].split("/")[1:]) if words[0] != "/" else root
            return edit.move_member(source, child(root, *steps[:-1]), node, target, *words[1:])
    raise AssertionError(command)


def laid_out(json_text: str) -> str:
    return edit.pretty(json.loads(json_text))


def child(root: Node, *path: str | int) -> Node:
    found = root.at(*path)
    assert found is not None
    return found


def changed(text: str, command: str) -> str:
    root = parse(text).root
    assert root is not None
    return edit.apply(text, change(command, Source(text), root))


LINES = """\
{
  // about a
  "a": 1, // one
  "b": [
    "x", // the first
    "y"
  ], /* two */
  "c": {} // three
}
"""


@pytest.mark.parametrize(
    ("command", "lines"),
    [
        ("remove /a", {2: None}),
        ("remove /b", {3: None, 4: None, 5: None, 6: None}),
        ("remove /c", {6: "  ] /* two */", 7: None}),
        ("remove /b/0", {4: None}),
        ("remove /b/1", {4: '    "x" // the first', 5: None}),
        ("insert / n 0", {7: '  "c": {}, // three\n  "n": 0'}),
        ("insert / n 0 after a", {2: '  "a": 1, // one\n  "n": 0,'}),
        ("insert / n 0 first", {0: '{\n  "n": 0,'}),
        ('insert / n {"p":[1]} after b', {6: '  ], /* two */\n  "n": {\n    "p": [\n      1\n    ]\n  },'}),
        ('insert /c n {"p":1}', {7: '  "c": {\n    "n": {\n      "p": 1\n    }\n  } // three'}),
        ('element /b 0 "w"', {3: '  "b": [\n    "w",'}),
        ('element /b 1 "w"', {4: '    "x", // the first\n    "w",'}),
        ('element /b 9 "z"', {5: '    "y",\n    "z"'}),
        ('rename /b q"', {3: '  "q\\"": ['}),
        ("replace /a [2]", {2: '  "a": [2], // one'}),
        ('become /a n {"a":1}', {2: '  "n": {\n    "a": 1\n  }, // one'}),
        ("wrap /b/0 [ ]", {4: '    ["x"], // the first'}),
        (
            "move /b /c d",
            dict.fromkeys((3, 4, 5, 6))
            | {7: '  "c": {\n    "d": [\n      "x", // the first\n      "y"\n    ]\n  } // three'},
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("unit", ["  ", "    ", "\t"])
def test_on_lines(command: str, lines: dict[int, str | None], newline: str, unit: str) -> None:
    """Which lines of LINES become others, or none; with any line end and indentation."""

    def written(text: str) -> str:
        return text.replace("  ", unit).replace("\n", newline)

    after = [lines.get(number, line) for number, line in enumerate(LINES.splitlines())]
    wanted = "\n".join(line for line in after if line is not None) + "\n"
    assert changed(written(LINES), command) == written(wanted)


@pytest.mark.parametrize(
    ("text", "command", "outcome"),
    [
        ('{"a":1,"b":2}', "remove /a", '{"b":2}'),
        ('{"a":1,"b":2}', "remove /b", '{"a":1}'),
        ('{ "a": 1, "b": 2 }', "remove /a", '{ "b": 2 }'),
        ('{ "a": 1, "b": 2 }', "remove /b", '{ "a": 1 }'),
        ('{ "a": 1 }', "remove /a", "{}"),
        ('{\n  "a": 1\n}', "remove /a", "{}"),
        ('{\n  "a": 1, // x\n}', "remove /a", "{\n}"),
        ("[1, 2, 3,]", "remove /2", "[1, 2, ]"),
        ("[1 2]", "remove /1", "[1 ]"),
        ("[1, // one\n2]", "remove /1", "[1 // one\n]"),
        ('{\n  "a": 1\n  , "b": 2\n}', "remove /b", '{\n  "a": 1\n  \n}'),
        ('{"a":1}', "insert / n 0", '{"a":1,"n":0}'),
        ('{"a": 1}', "insert / n 0", '{"a": 1, "n": 0}'),
        ('{"a":1,"b":2}', "insert / n 0 after a", '{"a":1,"n":0,"b":2}'),
        ('{"a":1,"b":2}', "insert / n 0 after A", '{"a":1,"n":0,"b":2}'),
        ('{"a":1,"b":2}', "insert / n 0 after z", '{"a":1,"b":2,"n":0}'),
        ('{"a":1}', "insert / n 0 first", '{"n":0,"a":1}'),
        ('{"a": 1,}', "insert / n 0", '{"a": 1, "n": 0,}'),
        ("{}", "insert / n [1,{}]", '{"n": [1, {}]}'),
        ("{ }", "insert / n 0", '{"n": 0}'),
        ("{\n}", "insert / n 0", '{\n  "n": 0\n}'),
        ("{ /* x */ }", "insert / n 0", '{ /* x */ "n": 0 }'),
        ("{ // x\n}", "insert / n 0", '{ // x\n  "n": 0\n}'),
        ("{ // x", "insert / n 0", '{ // x\n  "n": 0\n'),
        ('{"a": {}, "b": 1}\n', "insert /a n 0", '{"a": {"n": 0}, "b": 1}\n'),
        ('{\n "a": {},\n "b": 1\n}', "insert /a n 0", '{\n "a": {\n  "n": 0\n },\n "b": 1\n}'),
        ("[]", "element / 0 1", "[1]"),
        ("[2]", "element / -3 1", "[1, 2]"),
        ("[1,2]", "element / 1 9", "[1,9,2]"),
        ('{"a": {"b": 1}}', "wrap /a [ ]", '{"a": [{"b": 1}]}'),
        ('{"a": 1, "o": {"b": 2}}', "move /a /o", '{"o": {"b": 2, "a": 1}}'),
        ('{"o": {"a": 1}, "z": 0}', "move /o/a /", '{"o": {}, "z": 0, "a": 1}'),
        ('{"a":[\n1 // x\n],"o":{"b":2}}', "move /a /o", '{"o":{"b":2,"a":[\n1 // x\n]}}'),
        ('{"a" 1}', "rename /a b", '{"b" 1}'),
        ('{"a": }', "replace /a 1", '{"a":1}'),
    ],
)
def test_beside_each_other(text: str, command: str, outcome: str) -> None:
    assert changed(text, command) == outcome


def test_values_as_text() -> None:
    assert edit.quote('中 "x" \\') == '"中 \\"x\\" \\\\"'
    every = "".join(map(chr, range(300))) + "\ud800😀"
    assert edit.quote(every) == json.dumps(every, ensure_ascii=False)
    assert edit.quote({"a": [1, None, True]}) == '{"a": [1, null, true]}'
    assert edit.pretty({"a": [1], "b": {}}) == '{\n\t"a": [\n\t\t1\n\t],\n\t"b": {}\n}'


def test_strings_over_lines_keep_their_lines_when_moved() -> None:
    text = dedent("""\
        {
            "o": {
                "a": ["x
                y"]
            }
        }
        """)
    root = parse(changed(text, "move /o/a /")).root
    assert root is not None
    assert plain(root) == {"o": {}, "a": ["x\n        y"]}


@pytest.mark.parametrize(
    "edits",
    [
        (Edit(0, 2, ""), Edit(1, 3, "")),
        (Edit(2, 3, ""), Edit(0, 1, "")),
        (Edit(0, 9, ""),),
        (Edit(2, 1, ""),),
        (Edit(-1, 1, ""),),
    ],
)
def test_edits_that_do_not_go_together(edits: tuple[Edit, ...]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        edit.apply("abcd", edits)


def test_edits_that_touch() -> None:
    assert edit.apply("abcd", (Edit(1, 2, "x"), Edit(2, 2, "y"), Edit(2, 2, "z"), Edit(2, 3, ""))) == "axyzd"


def test_what_makes_no_sense() -> None:
    text = '{"a": {"b": 1}, "c": [2]}'
    root = parse(text).root
    assert root is not None
    source, element = Source(text), child(root, "c", 0)
    for call in (
        lambda: edit.rename(element, "x"),
        lambda: edit.replace_member(source, element, "x", "1"),
        lambda: edit.remove(source, root, element),
        lambda: edit.move_member(source, child(root, "c"), element, root),
        lambda: edit.move_member(source, root, child(root, "c"), root),
        lambda: edit.move_member(source, root, child(root, "a"), child(root, "a")),
    ):
        with pytest.raises(ValueError, match=r"name|child|member"):
            call()


SCALARS = st.sampled_from(["1", '"x"', "true", "null", '"// no comment"', '"\\"}"'])
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcdef"), inner, max_size=4),
    max_leaves=10,
).filter(lambda value: not isinstance(value, str))


def write(value: Any, rng: random.Random, newline: str, indent: str = "") -> str:
    """JSON text of a value in a random layout with comments and commas at the end; scalars are given as text."""
    if isinstance(value, str):
        return value
    inner = indent + rng.choice(["  ", "    ", "\t"])
    on_lines = rng.random() < 0.6

    def gap(blanks: str) -> str:
        kind = rng.random()
        if kind < 0.7:
            return newline + blanks if on_lines else rng.choice(["", " "])
        if kind < 0.8:
            return f" /* {rng.randrange(1_000)} */ "
        if kind < 0.9:
            return f" // {rng.randrange(1_000)}{newline}{blanks}"
        return rng.choice(["", " ", newline + blanks, f"{newline}{newline}{blanks}"])

    members = isinstance(value, dict)
    parts = []
    for number, (name, part) in enumerate(value.items() if members else enumerate(value)):
        comma = rng.random() < 0.1 if number + 1 == len(value) else True
        start = f'"{name}"{rng.choice([":", ": ", " : "])}' if members else ""
        written = f"{gap(inner)}{start}{write(part, rng, newline, inner)}"
        parts.append(written + ((rng.choice(["", "", gap(inner)]) + ",") if comma else ""))
    body = "".join(parts) + gap(indent)
    return f"{{{body}}}" if members else f"[{body}]"


@given(VALUES, st.randoms(use_true_random=False), st.sampled_from(["\n", "\r\n"]))
def test_edits_of_random_documents(value: Any, rng: random.Random, newline: str) -> None:
    text = write(value, rng, newline)
    tree = parse(text)
    assert tree.root is not None
    containers = [node for node in tree.root.walk() if node.kind in ("object", "array")]
    node = rng.choice(containers)
    source = Source(text)
    wanted = plain(tree.root)
    spot = find(tree.root, wanted, node)
    edits: tuple[Edit, ...]
    removed = rng.random() < 0.5 and bool(node.children)
    if removed:
        victim = rng.choice(node.children)
        edits = edit.remove(source, node, victim)
        del spot[victim.key.text if victim.key else node.children.index(victim)]
    elif node.kind == "object":
        after = rng.choice([None, *(child.key.text for child in node.children if child.key)])
        edits = (edit.insert_member(source, node, "new", edit.pretty({"x": [1]}), after),)
        insert(spot, "new", {"x": [1]}, after)
    else:
        index = rng.randint(0, len(node.children))
        edits = (edit.insert_element(source, node, index, edit.pretty([{"x": 1}])),)
        spot.insert(index, [{"x": 1}])
    outcome = edit.apply(text, edits)
    after_tree = parse(outcome)
    assert after_tree.root is not None
    assert plain(after_tree.root) == wanted
    assert str(plain(after_tree.root)) == str(wanted)  # the order, too
    assert {problem.kind for problem in after_tree.problems} <= {"trailing-comma"}
    assert len(after_tree.problems) <= len(tree.problems)
    if not removed:
        assert [comment.text for comment in after_tree.comments] == [comment.text for comment in tree.comments]


def find(root: Node, value: Any, wanted: Node) -> Any:
    """The part of a value that belongs to a node."""
    stack = [(root, value)]
    while stack:
        node, part = stack.pop()
        if node is wanted:
            return part
        for index, inner in enumerate(node.children):
            stack.append((inner, part[inner.key.text if inner.key else index]))
    raise AssertionError("the node is not in the tree")


def insert(members: dict[str, Any], name: str, value: Any, after: str | None) -> None:
    """Put a member behind another one, or at the end."""
    items = list(members.items())
    index = len(items) if after is None else list(members).index(after) + 1
    items.insert(index, (name, value))
    members.clear()
    members.update(items)


@given(VALUES, st.randoms(use_true_random=False), st.sampled_from(["\n", "\r\n"]))
def test_moves_in_random_documents(value: Any, rng: random.Random, newline: str) -> None:
    text = write(value, rng, newline)
    tree = parse(text)
    assert tree.root is not None
    objects = [node for node in tree.root.walk() if node.kind == "object"]
    moves = [
        (parent, victim, target)
        for parent in objects
        for victim in parent.children
        for target in objects
        if target is not parent and not victim.start <= target.start < victim.end
    ]
    if not moves:
        return
    parent, victim, target = rng.choice(moves)
    assert victim.key is not None
    wanted = plain(tree.root)
    find(tree.root, wanted, target)["new"] = find(tree.root, wanted, parent)[victim.key.text]
    del find(tree.root, wanted, parent)[victim.key.text]
    outcome = edit.apply(text, edit.move_member(Source(text), parent, victim, target, "new"))
    after = parse(outcome)
    assert after.root is not None
    assert plain(after.root) == wanted
    assert {problem.kind for problem in after.problems} <= {"trailing-comma"}
    assert len(after.problems) <= len(tree.problems)
