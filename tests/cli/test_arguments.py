"""Both ways of reading a command line give the same, and what the quick one does not know goes to the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiblsp.cli.arguments import parse, read_plainly
from aiblsp.cli.options import OPTIONS
from aiblsp.cli.usage import parse as parse_all

VALUES = {"--severity": "a=off", "--api-version": "2024-02-01", "--jobs": "2", "--select": "a, b,c"}


def written(name: str, choices: tuple[str, ...], kind: str) -> list[list[str]]:
    """The ways in which an option can be written."""
    if kind in ("on", "off"):
        return [[name]]
    value = VALUES.get(name, choices[-1] if choices else "some/value")
    return [[name, value], [f"{name}={value}"]]


WORDS = [way for option in OPTIONS for name in option.names for way in written(name, option.choices, option.kind)]
TAIL = [["--", "-x.json", "--", "--fix"], ["--"], []]
WORDS += [["a.json"], ["-"], ["b c.json"], ["ä=b"], [""]]


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_every_option_is_read_alike(words: list[str]) -> None:
    quick = read_plainly(words)
    assert quick is not None
    assert vars(quick) == vars(parse_all(["lint", *words]))


@given(st.lists(st.sampled_from(WORDS), max_size=6), st.sampled_from(TAIL))
def test_options_and_paths_in_any_order_are_read_alike(parts: list[list[str]], tail: list[str]) -> None:
    words = [word for part in [*parts, tail] for word in part]
    quick = read_plainly(words)
    assert quick is not None
    assert vars(quick) == vars(parse_all(["lint", *words]))


@pytest.mark.parametrize(
    "words",
    ["-h", "-qo found.txt", "-ofound.txt", "--fix=yes", "--jobs 0", "--os macos", "--select", "--sel a"],
)
def test_what_is_not_plain_is_left_to_argparse(words: str) -> None:
    assert read_plainly(words.split()) is None


def test_argparse_reads_the_other_forms() -> None:
    given_ = parse(["lint", "-qofound.txt", "--", "-x.json"])
    assert (given_.quiet, given_.output_file, given_.paths) == (True, "found.txt", ["-x.json"])


def test_lists_do_not_leak_from_one_call_to_the_next() -> None:
    for _ in range(2):
        assert parse(["lint", "--select", "a", "--exclude", "b"]).select == ["a"]
        assert parse_all(["lint", "--select", "a"]).select == ["a"]
