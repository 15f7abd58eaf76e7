"""Records behave as the dataclasses that type checkers take them for."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from functools import cached_property
from pathlib import Path

import pytest

from aiblsp import record

ROOT = Path(__file__).parents[1]


@record.dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 2
    tags: frozenset[str] = record.field(default_factory=frozenset)
    note: str = record.field(default="", compare=False, repr=False)


@record.dataclass(eq=False)
class Part:
    name: str
    parts: list[str] = record.field(default_factory=list)

    @cached_property
    def length(self) -> int:
        return len(self.name)


@record.dataclass(eq=False)
class Wheel(Part):
    """A part with a size."""

    size: int = 3

    def __post_init__(self) -> None:
        self.parts.append("tyre")


@record.dataclass(slots=True)
class Counter:
    count: int = 0


def test_values_are_given_by_place_by_name_or_by_default() -> None:
    assert (Point(1).x, Point(1).y, Point(x=3, y=4).y, Point(1).tags) == (1, 2, 4, frozenset())
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'x'"):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        Point(1, z=2)  # type: ignore[call-arg]


def test_the_hundredth_record_is_made_as_the_first() -> None:
    points = [Point(x, note="n") if x % 2 else Point(x=x, y=2, note="n") for x in range(100)]
    assert [point.x for point in points] == list(range(100))
    assert {(point.y, point.tags, point.note) for point in points} == {(2, frozenset(), "n")}
    assert {tuple(Wheel(str(size), size=size).parts) for size in range(100)} == {("tyre",)}
    for values, named in (((), {}), ((1, 2), {"x": 1}), ((1,), {"z": 2}), ((1, 2, (), "", 5), {})):
        with pytest.raises(TypeError, match="__init__"):
            Point(*values, **named)  # type: ignore[arg-type]


def test_frozen_records_are_compared_by_value() -> None:
    assert Point(1, note="a") == Point(1, note="b") != Point(2)
    assert len({Point(1), Point(1), Point(2)}) == 2
    other: object = (1, 2, frozenset(), "")
    assert Point(1) != other


def test_frozen_records_refuse_to_change_where_developers_look() -> None:
    for count in (1, 100):  # as few, and as with a constructor of its own
        code = f"""
from aiblsp.text import Source
from aiblsp.diagnostic import Place
places = [Place(Source(""), 1, 2) for _ in range({count})]
for change in (lambda place: setattr(place, "start", 5), lambda place: delattr(place, "start")):
    try:
        change(places[-1])
    except AttributeError as error:
        print(error)
print(places[-1].start)
"""
        done = subprocess.run(
            [sys.executable, "-X", "dev", "-c", code], capture_output=True, encoding="utf-8", check=True
        )
        assert done.stdout == "Place is frozen: cannot change `start`\n" * 2 + "1\n"


def test_others_are_themselves_or_mutable() -> None:
    assert Part("a") != Part("a")
    assert hash(Part("a"))
    counter = Counter()
    counter.count += 1
    assert counter == Counter(1)
    with pytest.raises(TypeError, match="unhashable"):
        hash(counter)
    with pytest.raises(AttributeError):
        counter.other = 1  # type: ignore[attr-defined]


def test_a_class_inherits_fields_and_its_defaults_are_its_own() -> None:
    first, second = Wheel("front"), Wheel("rear", ["hub"], 4)
    assert (first.name, first.parts, first.size, first.length) == ("front", ["tyre"], 3, 5)
    assert (second.parts, second.size) == (["hub", "tyre"], 4)
    assert Part("a").parts == []
    assert Wheel.__doc__ == "A part with a size."


def test_records_are_shown_copied_changed_and_sent_to_other_processes() -> None:
    point = Point(1, tags=frozenset("a"), note="hidden")
    assert repr(point) == "Point(x=1, y=2, tags=frozenset({'a'}))"
    assert record.replace(point, y=5) == Point(1, 5, frozenset("a"))
    for twin in (pickle.loads(pickle.dumps(point)), copy.copy(point), copy.deepcopy(point)):
        assert (twin, twin.note) == (point, "hidden")
    assert pickle.loads(pickle.dumps(Counter(3))) == Counter(3)
    assert [known.name for known in record.fields(point)] == ["x", "y", "tags", "note"]
    match point:
        case Point(x, y):
            assert (x, y) == (1, 2)


def test_the_standard_library_says_the_same() -> None:
    @dataclasses.dataclass(frozen=True, slots=True)
    class Twin:
        x: int
        y: int = 2

    @record.dataclass(frozen=True, slots=True)
    class Ours:
        x: int
        y: int = 2

    assert repr(Ours(1)).replace("Ours", "Twin") == repr(Twin(1))
    assert Ours.__match_args__ == Twin.__match_args__
