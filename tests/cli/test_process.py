"""The command as a process: what it imports, closed pipes, poor terminals, Ctrl-C, and its other commands."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aiblsp import __version__
from aiblsp.cli import main
from tests.cli.conftest import BAD, RULE

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    from tests.cli.conftest import Call

    Spawn = Callable[..., CompletedProcess[bytes]]

ROOT = Path(__file__).parents[2]
HEAVY = {"pygls", "lsprotocol", "jsonschema", "referencing", "asyncio", "rich", "attrs", "cattrs", "attr"}
# Not needed to lint one file without a configuration: they may come in when something asks for them.
LATE = {"tomllib", "pathspec", "multiprocessing", "importlib.metadata", "importlib.resources", "logging", "difflib"}
LATE |= {"glob", "tempfile", "shutil", "hashlib", "unicodedata", "xml", "subprocess", "pathlib", "argparse"}


def imported(code: str, folder: Path) -> set[str]:
    """The modules that a piece of code imports."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint('\\n'.join(sys.modules), file=sys.stderr)"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(done.stderr.split())


def test_importing_the_command_imports_next_to_nothing(folder: Path) -> None:
    modules = imported("import aiblsp.cli", folder)
    assert not modules & (HEAVY | LATE)
    assert {name for name in modules if name.startswith("aiblsp")} == {"aiblsp", "aiblsp.cli"}
    assert "argparse" not in modules


def test_linting_a_file_imports_nothing_heavy(folder: Path) -> None:
    (folder / "bad.json").write_text(BAD)
    code = f"from aiblsp.cli import main\nmain(['lint', '-q', '--select', '{RULE}', 'bad.json'])"
    modules = imported(code, folder)
    assert "aiblsp.lint" in modules
    assert not modules & HEAVY
    assert not modules & LATE


def test_a_closed_pipe_is_no_error(folder: Path) -> None:
    for number in range(300):
        (folder / f"{number}.json").write_text(BAD)
    command = [sys.executable, "-m", "aiblsp", "lint", "--select", RULE, "-q"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert said == b""
    assert process.returncode == 0


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_a_terminal_that_is_not_utf_8(folder: Path, spawn: Spawn, encoding: str) -> None:
    (folder / "团.json").write_text(BAD.replace("no-such-rule", "团-rule"), "utf-8")
    people = spawn("lint", "--select", RULE, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert people.returncode == 1
    assert b"\\u56e2.json" in people.stdout
    machines = spawn("lint", "--select", RULE, "--output-format", "github", PYTHONIOENCODING=encoding)
    assert "file=团.json" in machines.stdout.decode("utf-8")
    assert json.loads(spawn("lint", "--output-format", "json", "--select", RULE, PYTHONIOENCODING=encoding).stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="other file systems refuse such a name")
def test_a_name_that_is_not_utf_8(folder: Path, spawn: Spawn) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.json")).write_text(BAD)
    for name in ("text", "sarif", "junit", "jsonl"):
        done = spawn("lint", "--select", RULE, "--output-format", name)
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr


def _hear_interrupts() -> None:
    """A shell has what it runs in the background ignore interrupts, and a child inherits that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
def test_interrupted_by_the_keyboard(folder: Path) -> None:
    command = [sys.executable, "-m", "aiblsp", "lint", "-"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, preexec_fn=_hear_interrupts
    ) as process:
        ready = Path(f"/proc/{process.pid}/wchan")
        for _ in range(500):  # until it waits for its input
            if not ready.exists() or "read" in ready.read_text():
                break
            signal.sigtimedwait([], 0.01)
        process.send_signal(signal.SIGINT)
        stop = threading.Timer(30, process.kill)  # a test that hangs tells nothing
        stop.start()
        assert process.stderr is not None
        said = process.stderr.read()
        stop.cancel()
    assert b"Traceback" not in said
    assert process.returncode == 130


def test_ctrl_c_is_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(given: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("aiblsp.cli.lint.run", interrupted)
    assert main(["lint"]) == 130


def test_version(call: Call) -> None:
    answer = call("--version")
    assert (answer.code, answer.out) == (0, f"aiblsp {__version__}\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "the following arguments are required: COMMAND"),
        (("lnt",), "there is no command `lnt`. Did you mean `lint`?"),
        (("x.json",), "there is no command `x.json`. To lint it: aiblsp lint PATH"),
    ],
)
def test_wrong_commands(call: Call, arguments: tuple[str, ...], message: str) -> None:
    answer = call(*arguments)
    assert answer.code == 2
    assert answer.out == ""
    assert message in answer.err


def test_explain(call: Call) -> None:
    answer = call("explain", RULE)
    assert answer.code == 0
    assert answer.out.startswith(f"# {RULE}\n")
    wrong = call("explain", "unused-supression")
    assert (wrong.code, wrong.out) == (2, "")
    assert "Did you mean `unused-suppression`?" in wrong.err
    assert "`aiblsp rules` lists them" in call("explain", "xyzxyzxyz").err


def test_rules(call: Call) -> None:
    listed = call("rules").out.splitlines()
    rules = json.loads(call("rules", "--output-format", "json").out)
    assert [line.split()[0] for line in listed] == [rule["name"] for rule in rules]
    assert {"name", "section", "title", "severity", "default", "fixes", "since", "until", "url"} == set(rules[0])
    assert RULE in {rule["name"] for rule in rules}


def test_config_shows_what_is_in_force(folder: Path, call: Call) -> None:
    assert call("config").out.startswith("# no configuration file: the defaults\n")
    text = (
        f'select = ["{RULE}"]\nos = "windows"\nseverity = {{ {RULE} = "off" }}\nparameters = {{ "*.json" = ["p"] }}\n'
    )
    (folder / "aiblsp.toml").write_text(text)
    (folder / "sub").mkdir()
    shown = call("config", "sub").out
    assert shown.startswith(f"# {folder / 'aiblsp.toml'}\n")

    from aiblsp.config import parse

    assert parse(shown.encode(), "aiblsp.toml") == parse(text.encode(), "aiblsp.toml")
    (folder / "aiblsp.toml").write_text("nonsense = 1")
    assert call("config").code == 2


def test_help_names_every_option(call: Call) -> None:
    answer = call("lint", "--help")
    assert answer.code == 0
    assert "--fail-on" in answer.out
