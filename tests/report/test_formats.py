"""Every output format over the same findings, compared with the files of `golden/`; UPDATE=1 rewrites those."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from junitparser import Error, Failure, JUnitXml, TestSuite

from aiblsp.diagnostic import Diagnostic, Edit, Fix, Place, Related, Severity
from aiblsp.report import FORMATS, renderer
from aiblsp.report.cells import cells
from aiblsp.report.excerpt import excerpt
from aiblsp.report.model import Checked, Style
from aiblsp.text import Source
from tests.report.findings import checked

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {"text": "txt", "concise": "concise.txt", "json": "json", "jsonl": "jsonl", "sarif": "sarif"}
ENDINGS |= {"github": "github.txt", "azure": "azure.txt", "junit": "xml"}


def rendered(name: str, files: list[Checked] | None = None, style: Style | None = None) -> str:
    return "".join(renderer(name)(checked() if files is None else files, style or Style(width=100)))


@pytest.mark.parametrize("name", FORMATS)
def test_golden(name: str) -> None:
    path = GOLDEN / f"findings.{ENDINGS[name]}"
    text = rendered(name)
    if os.environ.get("UPDATE"):
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()


def test_every_module_of_the_room_is_a_format_or_shared() -> None:
    shared = {"__init__", "model", "cells", "excerpt", "objects", "page", "veil"}
    room = Path(__file__).parents[2] / "aiblsp" / "report"
    assert {path.stem for path in room.glob("*.py")} - shared == set(FORMATS)


def test_unknown_format() -> None:
    with pytest.raises(ValueError, match="yaml"):
        renderer("yaml")


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found(name: str) -> None:
    text = rendered(name, [Checked("a.json", (), 1)])
    expected = {"json": "[]\n", "sarif": None, "junit": None}
    if expected.get(name, "") is not None:
        assert text == expected.get(name, "")


def test_colors_are_only_added() -> None:
    import re

    plain, colored = rendered("text"), rendered("text", style=Style(width=100, color=True))
    assert "\033[" in colored
    assert re.sub("\033\\[[0-9;]*m", "", colored).split() == plain.split()


@pytest.mark.parametrize("name", ["text", "concise", "azure", "github"])
def test_a_template_cannot_steer_the_terminal(name: str) -> None:
    source = Source('{"a\x1b[2J\x9b": 1}', "a\x1b[31m\n::error::.json")
    text = rendered(
        name, [Checked("a.json", (Diagnostic("x", Severity.ERROR, Place(source, 0, 1), "\x1b]0;\x07\nb"),))]
    )
    steering = {char for char in text if unicodedata.category(char) == "Cc"} - {"\n"}
    if name != "github":  # its runner shows the text in a browser
        assert not steering
    assert not any(line.startswith("::error::") for line in text.splitlines())


@pytest.mark.parametrize("name", ["text", "concise", "azure"])
def test_a_template_cannot_give_commands_to_a_build_agent(name: str) -> None:
    source = Source('{"##vso[task.setvariable variable=x]1": 1}', "##VSO[a].json")
    found = (Diagnostic("x", Severity.HINT, Place(source, 0, 1), "`##vso[x]`"),)
    assert "##vso[" not in rendered(name, [Checked("a.json", found)]).lower()


@pytest.mark.parametrize("name", FORMATS)
def test_lone_surrogates_can_be_encoded(name: str) -> None:
    source = Source('{"\ud800": "\udfff"}', "caf\udce9.json")
    diagnostic = Diagnostic("x", Severity.ERROR, Place(source, 1, 4), "`\ud800`")
    rendered(name, [Checked("caf\udce9.json", (diagnostic,))]).encode("utf-8")


def test_secrets_are_starred() -> None:
    source = Source('{"a": "token", "b": "https://x/?sv=1&sig=hidden&se=2"}', "a.json")
    secret = Diagnostic("secret", Severity.ERROR, Place(source, 6, 13), "a secret", tags=frozenset({"secret"}))
    other = Diagnostic("other", Severity.ERROR, Place(source, 15, 18), "about something else")
    text = rendered("text", [Checked("a.json", (secret, other))])
    assert "token" not in text
    assert "hidden" not in text
    assert text.count('{"a": *******, "b": "https://x/?sv=1&sig=******&se=2"}') == 2


SECRET = "hunter" + "2222"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "written",
    [
        f"export PASSWORD={SECRET}",
        f'set password=\\"{SECRET} 1\\"',
        f"https://x.org/a?sv=1\\u0026sig={SECRET}",
        f"https://user:{SECRET}@x.org/a",
    ],
)
def test_no_format_prints_a_secret(name: str, written: str) -> None:
    source = Source(f'{{"a": "{written}", "b": 1}}', "a.json")
    end = source.text.index('", "b"') + 1
    fix = Fix(f"Put `{SECRET}` into an array", (Edit(6, end, f'["{written}"]'),))
    place = Place(source, 6, end)
    told = Diagnostic("x", Severity.ERROR, place, f"`{written}` is wrong", "", (Related(place, f"`{SECRET}`"),), fix)
    text = rendered(name, [Checked("a.json", (told,))])
    assert "hunter" not in text
    if name == "json":
        assert json.loads(text)[0]["fix"]["edits"] == []
        assert json.loads(text)[0]["message"].endswith("` is wrong")
    if name == "sarif":
        assert "fixes" not in json.loads(text)["runs"][0]["results"][0]


@pytest.mark.parametrize("name", ["json", "sarif"])
def test_edits_that_hold_no_secret_are_given(name: str) -> None:
    source = Source(f'{{"a": "PASSWORD={SECRET}", "b": 1}}', "a.json")
    fix = Fix("Two", (Edit(len(source.text) - 2, len(source.text) - 1, "22"),))
    found = (Diagnostic("x", Severity.ERROR, Place(source, 1, 4), "m", fix=fix),)
    assert '"text": "22"' in rendered(name, [Checked("a.json", found)])


def test_a_secret_that_starts_before_what_is_shown() -> None:
    source = Source('{"a": "https://x/?sig=' + "SECRET" * 20 + '", "b": 1' + ", 2" * 100, "a.json")
    start = source.text.index('"b"')
    text = rendered(
        "text", [Checked("a.json", (Diagnostic("x", Severity.ERROR, Place(source, start, start + 3), "m"),))]
    )
    assert "SECRET" not in text
    assert "***" in text


@pytest.mark.parametrize("width", [40, 60, 90])
@pytest.mark.parametrize("filler", ["a", "界", "\t", "é", "e\u0301"])
def test_marks_stand_below_what_they_mark(width: int, filler: str) -> None:
    for length in (0, 1, 5, 30, 31, 60, 80, 200):
        for rest in (0, 1, 40, 300):
            source = Source(filler * length + "XYZ" + filler * rest, "a.json")
            start = source.text.index("XYZ")
            (row,) = excerpt(source, start, start + 3, width)
            shown = cells(row.text)
            offsets = [sum(size for _, size in shown[:index]) for index in range(len(shown) + 1)]
            assert offsets[-1] <= width
            at = row.text.index("XYZ")
            assert (offsets[at], row.marks) == (row.before, 3)


def test_a_file_of_one_long_line_is_no_trap() -> None:
    source = Source('["' + "界" * 1_000_000 + '"]', "a.json")
    found = tuple(Diagnostic("x", Severity.ERROR, Place(source, at, at + 1), "m") for at in range(0, 1_000_000, 500))
    text = rendered("text", [Checked("a.json", found)])
    assert max(map(len, text.splitlines())) < 200


def test_junit_is_read_back() -> None:
    report = JUnitXml.fromstring(rendered("junit").encode())
    suites = [suite for suite in report if isinstance(suite, TestSuite)]
    assert [suite.name for suite in suites] == ["infra/windows.json", "infra/one-line.json", "infra/good.json"]
    results = [result for suite in suites for case in suite for result in case.result]
    assert sum(isinstance(result, Failure) for result in results) == report.failures == 10
    assert not any(isinstance(result, Error) for result in results)
    assert report.tests == 14
    assert "100% `构建组`: a, b; c] :: ##vso[x]" in {result.message for result in results}


def test_junit_counts_what_fails() -> None:
    report = JUnitXml.fromstring(rendered("junit", style=Style(fail_on=Severity.ERROR)).encode())
    assert report.failures == 3
    assert JUnitXml.fromstring(rendered("junit", style=Style(fail_on=None)).encode()).failures == 0


def test_json_and_json_lines_hold_the_same() -> None:
    whole: list[dict[str, Any]] = json.loads(rendered("json"))
    assert whole == [json.loads(line) for line in rendered("jsonl").splitlines()]
    assert {tuple(each) for each in whole} == {
        ("path", "line", "column", "end_line", "end_column", "severity", "rule", "message", "url", "related", "fix")
    }


def test_columns_count_characters_in_json_and_utf16_units_in_sarif() -> None:
    source = Source('{"💻": "x"}', "a.json")
    files = [Checked("a.json", (Diagnostic("x", Severity.ERROR, Place(source, 6, 9), "m"),))]
    assert json.loads(rendered("json", files))[0]["column"] == 7
    log = json.loads(rendered("sarif", files))
    assert log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"] == 8


@pytest.mark.parametrize(
    ("path", "style", "uri", "based"),
    [
        ("a b/ä.json", Style(), "a%20b/%C3%A4.json", True),
        ("../x.json", Style(root="/r", prefix="infra/lab"), "infra/x.json", True),
        ("/r/infra/x.json", Style(root="/r"), "infra/x.json", True),
        ("/elsewhere/x.json", Style(root="/r"), "file:///elsewhere/x.json", False),
        ("infra\\x.json", Style(), "infra/x.json", True),
        ("C:\\r\\x.json", Style(root="/C:/r"), "x.json", True),
        ("caf\udce9.json", Style(), "caf%E9.json", True),
    ],
)
def test_sarif_addresses(path: str, style: Style, uri: str, based: bool) -> None:
    files = [Checked(path, (Diagnostic("x", Severity.ERROR, Place(Source("{}", path), 0, 1), "m"),))]
    log = json.loads(rendered("sarif", files, style))
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == ({"uri": uri, "uriBaseId": "%SRCROOT%"} if based else {"uri": uri})


def test_sarif_fingerprints_outlive_lines_above() -> None:
    def fingerprints(text: str) -> list[str]:
        source = Source(text, "a.json")
        starts = [index for index, char in enumerate(text) if char == "1"]
        found = tuple(Diagnostic("x", Severity.ERROR, Place(source, at, at + 1), "m") for at in starts)
        log = json.loads(rendered("sarif", [Checked("a.json", found)]))
        return [result["partialFingerprints"]["primaryLocationLineHash"] for result in log["runs"][0]["results"]]

    before = fingerprints('[\n  1,\n  1,\n  "1"\n]')
    assert len(set(before)) == 3
    assert fingerprints('// a comment\n[\n    1,\n  1,\n  "1"\n]') == before
