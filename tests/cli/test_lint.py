"""`aiblsp lint`: exit codes, what goes to which stream, settings and options, standard input, processes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from aiblsp.report import FORMATS
from tests.cli.conftest import BAD, GOOD, RULE

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    from tests.cli.conftest import Call

    Spawn = Callable[..., CompletedProcess[bytes]]

ONLY = ("--select", RULE)


def test_findings_to_standard_output_and_the_rest_beside(folder: Path, call: Call) -> None:
    (folder / "bad.json").write_text(BAD)
    answer = call("lint", *ONLY, "--output-format", "concise")
    assert answer.code == 1
    assert answer.out.startswith(f"bad.json:4:62: warning {RULE} `no-such-rule`")
    assert answer.out.count("\n") == 1
    assert answer.err.startswith("1 file, 1 image template: 1 warning")


def test_text_is_the_default(folder: Path, call: Call) -> None:
    (folder / "bad.json").write_text(BAD)
    answer = call("lint", *ONLY, "bad.json")
    assert f"warning[{RULE}]" in answer.out
    assert "^^^^^^^^^^^^" in answer.out


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 1),
        (("--fail-on", "warning"), 1),
        (("--fail-on", "error"), 0),
        (("--fail-on", "never"), 0),
        (("--fail-on", "hint"), 1),
        (("--exit-zero",), 0),
        (("--severity", f"{RULE}=error", "--fail-on", "error"), 1),
        (("--severity", f"{RULE}=info"), 0),
        (("--severity", f"{RULE}=off"), 0),
        (("--ignore", RULE), 0),
        (("nope.json",), 2),
        (("--exit-zero", "nope.json"), 2),
        (("nope.json", "--exit-zero", "--quiet"), 2),
    ],
)
def test_exit_codes(folder: Path, call: Call, options: tuple[str, ...], code: int) -> None:
    (folder / "bad.json").write_text(BAD)
    answer = call("lint", *ONLY, "bad.json", *options)
    assert answer.code == code
    if code == 2:
        assert "error: nope.json: there is no such file or folder" in answer.err
        assert RULE in answer.out, "the others are still linted"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--select", "unused-supression"), "there is no rule `unused-supression`. Did you mean `unused-suppression`?"),
        (("--ignore", "nope-nope"), "there is no rule `nope-nope`"),
        (("--severity", "x=loud"), "`x=loud` must be RULE=LEVEL, with a level of error, warning, info, hint, off"),
        (("--severity", "x"), "`x` must be RULE=LEVEL"),
        (("--severity", "nope-nope=error"), "there is no rule `nope-nope`"),
        (("--api-version", "2024-02-02"), "there is no API version `2024-02-02`. Did you mean `2024-02-01`?"),
        (("--output-format", "yaml"), "invalid choice: 'yaml'"),
        (("--fail-on", "fatal"), "invalid choice: 'fatal'"),
        (("--jobs", "0"), "`0` is no number of processes"),
        (("--nonsense",), "unrecognized arguments: --nonsense"),
        (("--fail",), "unrecognized arguments: --fail"),
        (("--config", "nope.toml"), "nope.toml: cannot be read: No such file or directory"),
        (("-o", "no/such/folder.txt"), "no/such/folder.txt: cannot be written: No such file or directory"),
    ],
)
def test_wrong_usage(call: Call, options: tuple[str, ...], message: str) -> None:
    answer = call("lint", *options)
    assert answer.code == 2
    assert answer.out == ""
    assert message in answer.err
    assert "Traceback" not in answer.err


def test_a_folder_without_templates_is_no_failure(folder: Path, call: Call) -> None:
    (folder / "sub").mkdir()
    answer = call("lint", "sub")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "note: no files to lint in sub\n"
    (folder / "sub" / "package.json").write_text("{}")
    (folder / "sub" / "other.json").write_text("[1,")
    answer = call("lint", "sub")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "note: no image templates among them\n2 files, 0 image templates: nothing found\n"


def test_unreadable_files_do_not_stop_the_others(folder: Path, call: Call) -> None:
    (folder / "bad.json").write_text(BAD)
    (folder / "dir.json").mkdir()
    (folder / "pipe.json").symlink_to(folder / "nowhere")
    answer = call("lint", *ONLY, "pipe.json", "bad.json")
    assert answer.code == 2
    assert "error: pipe.json" in answer.err
    assert RULE in answer.out
    assert call("lint", *ONLY, ".").code == 1, "what was not named is not missed"


def test_quiet_says_findings_and_errors_only(folder: Path, call: Call) -> None:
    (folder / "bad.json").write_text(BAD)
    answer = call("lint", *ONLY, "-q", "bad.json", "nope")
    assert RULE in answer.out
    assert answer.err == "error: nope: there is no such file or folder\n"


def test_statistics(folder: Path, call: Call) -> None:
    (folder / "bad.json").write_text(BAD)
    assert f"     1  {RULE}\n" in call("lint", *ONLY, "--statistics").err


def test_output_file(folder: Path, call: Call) -> None:
    (folder / "bad.json").write_text(BAD)
    answer = call("lint", *ONLY, "bad.json", "--output-format", "json", "-o", "found.txt")
    assert (answer.code, answer.out) == (1, "")
    assert [each["rule"] for each in json.loads((folder / "found.txt").read_text("utf-8"))] == [RULE]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_on_a_real_run(folder: Path, call: Call, name: str) -> None:
    (folder / "bad.json").write_text(BAD)
    answer = call("lint", *ONLY, "--output-format", name)
    assert answer.code == 1
    assert RULE in answer.out


def test_settings_are_taken_from_the_nearest_file(folder: Path, call: Call) -> None:
    (folder / "a").mkdir()
    (folder / "b").mkdir()
    for name in ("a", "b"):
        (folder / name / "bad.json").write_text(BAD)
    (folder / "aiblsp.toml").write_text(f'select = ["{RULE}"]\noutput-format = "concise"\nfail-on = "error"')
    (folder / "a" / "aiblsp.toml").write_text(f'ignore = ["{RULE}"]\nselect = ["{RULE}"]')
    answer = call("lint")
    assert answer.code == 0
    assert answer.out.startswith(str(Path("b", "bad.json")))
    assert answer.out.count("\n") == 1
    assert call("lint", "--fail-on", "warning").code == 1
    assert call("lint", "--output-format", "json").out.startswith("[")
    both = call("lint", "--isolated", *ONLY, "--output-format", "concise")
    assert both.out.count(RULE) == 2
    chosen = call("lint", "--config", str(Path("a", "aiblsp.toml")))
    assert (chosen.code, chosen.out) == (0, "")


def test_per_file_ignores(folder: Path, call: Call) -> None:
    (folder / "old").mkdir()
    for name in ("old/bad.json", "bad.json"):
        (folder / name).write_text(BAD)
    (folder / "aiblsp.toml").write_text(f'select = ["{RULE}"]\n[per-file-ignores]\n"old/" = ["{RULE}"]')
    assert call("lint", "--output-format", "concise").out.startswith("bad.json:")


@pytest.mark.parametrize("content", ["nonsense = 1", 'ignore = ["nope-nope"]', "x = ["])
def test_a_wrong_configuration(folder: Path, call: Call, content: str) -> None:
    (folder / "a").mkdir()
    (folder / "a" / "aiblsp.toml").write_text(content)
    (folder / "a" / "bad.json").write_text(BAD)
    (folder / "bad.json").write_text(BAD)
    answer = call("lint", *ONLY, "--output-format", "concise")
    assert answer.code == 2
    assert answer.err.count("error: ") == 1
    assert str(Path("a", "aiblsp.toml")) in answer.err
    assert answer.out.startswith("bad.json:"), "the others are still linted"
    assert call("lint", "a", "--isolated").code == 1


def test_standard_input(spawn: Spawn) -> None:
    done = spawn("lint", *ONLY, "-", "--output-format", "concise", data=BAD.encode())
    assert done.returncode == 1
    assert done.stdout.startswith(b"<stdin>:4:62: warning")
    named = spawn(
        "lint", *ONLY, "-", "--stdin-filename", "sub/x.json", "--output-format", "concise", data=BAD.encode("utf-16")
    )
    assert named.stdout.startswith(b"sub/x.json:4:62: warning")


def test_a_file_over_the_limit(folder: Path, call: Call) -> None:
    (folder / "aiblsp.toml").write_text("max-file-size = 100")
    (folder / "bad.json").write_text(BAD)
    named = call("lint", "bad.json")
    assert named.code == 2
    assert "bytes are over the limit of 100 (max-file-size)" in named.err
    found = call("lint", ".")
    assert found.code == 0
    assert "note: bad.json: " in found.err


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no devices")  # noqa: PTH110
def test_what_never_ends_is_not_read_to_its_end(folder: Path, call: Call, spawn: Spawn) -> None:
    (folder / "aiblsp.toml").write_text("max-file-size = 2000")
    (folder / "bad.json").write_text(BAD)
    message = "2,001 bytes or more are over the limit of 2,000 (max-file-size)"
    answer = call("lint", "/dev/zero")
    assert (answer.code, answer.out) == (2, "")
    assert "error: /dev/zero: " in answer.err
    answer = call("lint", "bad.json", "--parameters", "/dev/zero")
    assert answer.code == 2
    assert f"error: /dev/zero: {message}" in answer.err
    for options in ((), ("--fix",)):
        piped = spawn("lint", "-", *options, data=b" " * 3000)
        assert (piped.returncode, piped.stdout) == (2, b"")
        assert message in piped.stderr.decode()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name")
def test_a_pipe_is_read_where_it_is_named(folder: Path, call: Call, spawn: Spawn) -> None:
    os.mkfifo(folder / "x.json")
    assert call("lint", ".").err == "note: no files to lint in .\n"
    assert call("lint", "*.json").err == "note: no files to lint in *.json\n"
    writer = Thread(target=(folder / "x.json").write_text, args=(BAD,))
    writer.start()
    assert RULE in call("lint", *ONLY, "x.json").out
    writer.join()


def test_policy_schemas(folder: Path, call: Call) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "x.json").write_text(GOOD)
    (folder / "aiblsp.toml").write_text('policy-schemas = ["policy/owner.json"]\nselect = ["policy-violation"]')
    answer = call("lint", "--output-format", "concise")
    assert answer.code == 2
    assert f"error: {Path('policy', 'owner.json')}: cannot be read" in answer.err
    (folder / "policy").mkdir()
    (folder / "policy" / "owner.json").write_text('{"required": ["tags"]}')
    answer = call("lint", "--output-format", "concise", "sub")
    assert answer.code == 1
    assert answer.out.startswith(f"{Path('sub', 'x.json')}:1:1: error policy-violation `tags` is missing")


def test_show_files(folder: Path, call: Call) -> None:
    (folder / "b.json").write_text(BAD)
    (folder / "a.json").write_text("{}")
    answer = call("lint", "--show-files")
    assert (answer.code, answer.out, answer.err) == (0, "a.json\nb.json\n", "")


def test_processes_give_the_same_in_the_same_order(folder: Path, spawn: Spawn) -> None:
    for number in range(40):
        (folder / f"{number:02}.json").write_text(BAD if number % 3 else GOOD)
    arguments = ("lint", *ONLY, "39.json", "-", ".", "nope", "--output-format", "jsonl")
    one = spawn(*arguments, "--jobs", "1", data=BAD.encode())
    two = spawn(*arguments, "--jobs", "2", data=BAD.encode())
    assert one.stdout.count(b"\n") == 27
    assert (one.returncode, one.stdout, one.stderr) == (two.returncode, two.stdout, two.stderr)


@pytest.mark.parametrize(
    ("options", "environment", "colored"),
    [
        ((), {}, False),
        (("--color", "always"), {}, True),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--color", "never"), {}, False),
    ],
)
def test_color(
    folder: Path, spawn: Spawn, options: tuple[str, ...], environment: dict[str, str], colored: bool
) -> None:
    (folder / "bad.json").write_text(BAD)
    done = spawn("lint", *ONLY, *options, **environment)
    assert (b"\x1b[" in done.stdout) is colored


@pytest.mark.skipif(os.name == "nt", reason="needs a terminal of its own")
@pytest.mark.parametrize(("no_color", "colored"), [("", True), ("1", False)])
def test_a_terminal_gets_colors(folder: Path, no_color: str, colored: bool) -> None:
    import pty
    import subprocess
    import sys

    (folder / "bad.json").write_text(BAD)
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "NO_COLOR": no_color, "TERM": "xterm"}
    command = [sys.executable, "-m", "aiblsp", "lint", *ONLY, "bad.json"]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.PIPE, env=environment):
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 4096):
                said += piece
        except OSError:  # how the end of a terminal is told
            pass
    os.close(ours)
    assert RULE.encode() in said
    assert (b"\x1b[" in said) is colored
