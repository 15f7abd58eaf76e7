"""`--fix`, `--unsafe-fixes` and `--diff`: which bytes are written, which are not, and what is said."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from aiblsp.diagnostic import Diagnostic, Edit, Fix, Place, Severity
from tests.cli.conftest import GOOD

if TYPE_CHECKING:
    from pathlib import Path

    from aiblsp.document import Document
    from aiblsp.lint import Selection
    from tests.cli.conftest import Call

OLD = GOOD.replace('"source"', '"x": "OLD", "y": "ÄLT", "source"')
NEW = OLD.replace("OLD", "new")
BOTH = NEW.replace("ÄLT", "neu")


def found(document: Document, selection: Selection) -> list[Diagnostic]:
    """OLD has a safe fix, ÄLT an unsafe one, BAD a fix that breaks the JSON."""
    answers = []
    for word, text, safe in (("OLD", "new", True), ("ÄLT", "neu", False), ("BAD", '"', True)):
        for source in (document.source, *document.options.parameters):
            start = source.text.find(word)
            if start >= 0:
                fix = Fix(f"write {text}", (Edit(start, start + 3, text),), safe)
                place = Place(source, start, start + 3)
                answers.append(Diagnostic(f"rule-{word.lower()}", Severity.ERROR, place, "m", fix=fix))
    return answers


@pytest.fixture(autouse=True)
def _rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aiblsp.cli.work.lint", found)


def test_safe_fixes(folder: Path, call: Call) -> None:
    (folder / "a.json").write_text(OLD, "utf-8")
    plain = call("lint")
    assert plain.err.endswith(": 2 errors (1 can be mended by --fix, 1 more by --unsafe-fixes)\n")
    answer = call("lint", "--fix", "--output-format", "concise")
    assert answer.code == 1
    assert answer.out.count("\n") == 1
    assert "rule-ält" in answer.out
    assert answer.err.endswith(": 1 error; 1 mistake mended (1 can be mended by --unsafe-fixes)\n")
    assert (folder / "a.json").read_text("utf-8") == NEW
    assert [path.name for path in folder.iterdir()] == ["a.json"], "no draft is left"


def test_unsafe_fixes_include_the_safe_ones(folder: Path, call: Call) -> None:
    (folder / "a.json").write_text(OLD, "utf-8")
    answer = call("lint", "--unsafe-fixes")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.endswith(": nothing found; 2 mistakes mended\n")
    assert (folder / "a.json").read_text("utf-8") == BOTH


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_are_kept(folder: Path, call: Call, encoding: str, newline: str) -> None:
    (folder / "a.json").write_bytes(OLD.replace("\n", newline).encode(encoding))
    call("lint", "--fix")
    assert (folder / "a.json").read_bytes() == NEW.replace("\n", newline).encode(encoding)


def test_a_file_without_a_fix_is_not_touched(folder: Path, call: Call) -> None:
    path = folder / "a.json"
    path.write_text(NEW, "utf-8")
    os.utime(path, (1, 1))
    inode = path.stat().st_ino
    assert call("lint", "--fix").code == 1
    assert (path.stat().st_mtime, path.stat().st_ino) == (1, inode)


@pytest.mark.skipif(os.name == "nt", reason="rights and links are another matter there")
def test_rights_and_links_are_kept(folder: Path, call: Call) -> None:
    (folder / "real.json").write_text(OLD, "utf-8")
    (folder / "real.json").chmod(0o640)
    (folder / "a.json").symlink_to("real.json")
    call("lint", "--fix", "a.json")
    assert (folder / "a.json").is_symlink()
    assert (folder / "real.json").read_text("utf-8") == NEW
    assert (folder / "real.json").stat().st_mode & 0o777 == 0o640


def test_bytes_that_are_not_utf_8_are_never_written_back(folder: Path, call: Call) -> None:
    data = OLD.encode("latin-1")
    (folder / "a.json").write_bytes(data)
    answer = call("lint", "--fix", "a.json")
    assert answer.code == 2
    assert "error: a.json: not mended, since it is no valid utf-8" in answer.err
    assert (folder / "a.json").read_bytes() == data


def test_a_fix_that_breaks_the_file_is_told_and_not_written(folder: Path, call: Call) -> None:
    text = OLD.replace("OLD", "BAD")
    (folder / "a.json").write_text(text, "utf-8")
    answer = call("lint", "--fix")
    assert answer.code == 2
    assert "a fix broke it; please report: rule-bad" in answer.err
    assert (folder / "a.json").read_text("utf-8") == text


def test_parameter_files_are_mended_with_their_template(folder: Path, call: Call) -> None:
    (folder / "a.json").write_text(NEW, "utf-8")
    (folder / "a.parameters.json").write_text('{"parameters": {"x": {"value": "OLD"}}}')
    answer = call("lint", "--fix", "--output-format", "concise")
    assert "1 mistake mended" in answer.err
    assert (folder / "a.parameters.json").read_text() == '{"parameters": {"x": {"value": "new"}}}'


def test_a_shared_parameter_file_is_mended_once(folder: Path, call: Call) -> None:
    for name in ("a.json", "b.json"):
        (folder / name).write_text(NEW, "utf-8")
    (folder / "p.json").write_text('{"parameters": {"x": {"value": "OLD"}}}')
    answer = call("lint", "--fix", "--parameters", "p.json", "a.json", "b.json")
    assert "1 mistake mended" in answer.err


def test_diff_shows_and_writes_nothing(folder: Path, call: Call) -> None:
    (folder / "a.json").write_text(OLD, "utf-8")
    answer = call("lint", "--diff")
    assert answer.code == 1
    assert answer.out.startswith("--- a/a.json\n+++ b/a.json\n@@ ")
    assert (folder / "a.json").read_text("utf-8") == OLD
    assert call("lint", "--diff", "--exit-zero").code == 0
    (folder / "a.json").write_text(NEW, "utf-8")
    assert (call("lint", "--diff").code, call("lint", "--diff").out) == (0, "")
    assert call("lint", "--diff", "--unsafe-fixes").code == 1


@pytest.mark.parametrize("end", ["\n", "", "\r\n", "\u2028"])
def test_git_takes_the_diff(folder: Path, call: Call, end: str) -> None:
    (folder / "a.json").write_bytes((OLD.rstrip() + end).encode())
    shown = call("lint", "--diff").out
    done = subprocess.run(["git", "apply", "-"], cwd=folder, input=shown.encode(), capture_output=True, check=False)
    assert done.stderr == b""
    assert (folder / "a.json").read_bytes() == (NEW.rstrip() + end).encode()


@pytest.mark.parametrize("text", [OLD, BOTH])
def test_standard_input_comes_out_mended(call: Call, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-16"))))
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, "utf-8"))
    answer = call("lint", "--fix", "-", "--output-format", "concise")
    assert written.getvalue() == text.replace("OLD", "new").encode("utf-16")
    assert ("rule-ält" in answer.err) is (text == OLD)
