"""The short way to load modules of the package loads what Python would load."""

from __future__ import annotations

import os
import py_compile
import subprocess
import sys
from importlib.util import module_from_spec
from pathlib import Path
from typing import Any

import pytest

from aiblsp.cli.loading import _Finder


def load(folder: Path, name: str = "part") -> Any:
    spec = _Finder.find_spec(f"aiblsp.{name}", [str(folder)])
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_compiled_file_is_taken_while_it_is_of_its_source(tmp_path: Path) -> None:
    source = tmp_path / "part.py"
    source.write_text("where = 'source one'\n", "utf-8")
    assert load(tmp_path).where == "source one", "there is no compiled file yet"
    py_compile.compile(str(source), doraise=True)
    kept = source.stat()
    source.write_text("where = 'source two'\n", "utf-8")
    os.utime(source, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    assert load(tmp_path).where == "source one", "time and size are those of the compiled file"
    os.utime(source, (kept.st_atime + 10, kept.st_mtime + 10))
    assert load(tmp_path).where == "source two", "the source is newer"


@pytest.mark.parametrize("content", [b"", b"no compiled file at all", b"\0" * 70_000])
def test_a_broken_compiled_file_is_no_hindrance(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "part.py"
    source.write_text("where = 'source'\n", "utf-8")
    compiled = Path(py_compile.compile(str(source), doraise=True) or "")
    compiled.write_bytes(content)
    assert load(tmp_path).where == "source"


def test_a_large_module_is_loaded_whole(tmp_path: Path) -> None:
    source = tmp_path / "part.py"
    source.write_text("words = " + repr([f"word {number}" for number in range(10_000)]), "utf-8")
    py_compile.compile(str(source), doraise=True)
    assert load(tmp_path).words[-1] == "word 9999"


def test_packages_are_found_and_what_is_not_ours_is_left_to_others(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "__init__.py").write_text("", "utf-8")
    module = load(tmp_path, "room")
    assert module.__path__ == [f"{tmp_path}/room"]
    assert (module.__name__, module.__package__) == ("aiblsp.room", "aiblsp.room")
    assert _Finder.find_spec("aiblsp.missing", [str(tmp_path)]) is None
    assert _Finder.find_spec("json.decoder", [str(tmp_path)]) is None
    assert _Finder.find_spec("aiblsp", None) is None


def test_the_command_loads_its_modules_by_it() -> None:
    script = (
        "import os, sys\n"
        "from aiblsp import cli\n"
        "sys.argv = ['aiblsp', 'rules']\n"
        "os._exit = lambda code: print(code, sys.modules['aiblsp.rules.catalog'].__loader__, file=sys.stderr)\n"
        "cli.process()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.startswith("0 <aiblsp.cli.loading."), done.stderr
