"""Of one rule a thousand findings are listed, and the last one tells that there are more."""

from __future__ import annotations

import pytest

from aiblsp.document import analyze
from aiblsp.lint import lint
from aiblsp.lint.limit import MOST
from aiblsp.text import Source

HEAD = '{"type": "Microsoft.VirtualMachineImages/imageTemplates", "properties": {}, "x": {\n'
MORE = f". The file has more of this: only the first {MOST:,} are listed"


def messages(count: int, *, before: str = "", rule: str = "json-duplicate-key") -> list[str]:
    """What a rule says of an image template with an object of one member and `count` more of the same name."""
    members = ",\n".join(['"a": 1'] * (count + 1))
    return [each.message for each in lint(analyze(Source(f"{before}{HEAD}{members}}}}}"))) if each.rule == rule]


def test_all_are_listed_up_to_the_limit() -> None:
    found = messages(MOST)
    assert len(found) == MOST
    assert not any(message.endswith(MORE) for message in found)


@pytest.mark.parametrize("more", [1, 2, 500])
def test_the_last_one_tells_of_those_that_are_not_listed(more: int) -> None:
    found = messages(MOST + more)
    assert len(found) == MOST
    assert [index for index, message in enumerate(found) if message.endswith(MORE)] == [MOST - 1]


def test_what_a_suppression_takes_away_does_not_count() -> None:
    text = "// aiblsp: ignore-file[location-missing]\n"
    assert len(messages(MOST + 1, before=text)) == MOST
    quiet = '"a": 1, // aiblsp: ignore[json-duplicate-key]\n' * (MOST + 5)
    found = lint(analyze(Source(f'{HEAD}{quiet}"a": 1, "a": 2}}}}')))
    assert [each.message.endswith(MORE) for each in found if each.rule == "json-duplicate-key"] == [False, False]


def test_other_rules_go_on() -> None:
    assert messages(5 * MOST, rule="location-missing")
