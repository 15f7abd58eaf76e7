"""Holds the habits that no linter knows: short files that say what they are, no dumping grounds, one that prints."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
LONGEST = 350  # lines; about 300 is the aim
LONGEST_TEST = 450
LONGER = {"aiblsp/schema/compact.py": "generated"}  # path -> why it may be longer

# What a reader elsewhere cannot use: places on one machine, hosts of package registries, and how the work was done.
# Written so that this file does not match itself.
FOREIGN = re.compile(
    r"/wor[k]/(main|shared|\.library)|/roo[t]/\.|/tm[p]/(venv|brief)|\.pyen[v]/versions/\d"
    r"|https?://(pypi\.or[g]|files\.pythonhosted\.or[g]|registry\.npmj[s]|deb\.debia[n]\.org)"
    r"|\b(cl[a]ude|chatgp[t]|anthropi[c]|opena[i]|copilo[t]|sub-?agen[t]s?|LL[M]s?|a[i] agents?|coding agen[t]s?)\b",
    re.IGNORECASE,
)
VAGUE = {"util", "utils", "helper", "helpers", "common", "misc", "base", "shared", "core", "manager"}
MAY_PRINT = re.compile(r"aiblsp/cli/|aiblsp/(.+/)?__main__\.py$")  # the command, and generators that developers run


def tracked() -> list[Path]:
    """The files of the project: what git knows, or in an unpacked source distribution all there is."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        paths = [ROOT / name for name in listed.decode().split("\0") if name]
        return [path for path in paths if path.is_file()]
    return [path for path in ROOT.rglob("*") if path.is_file() and not path.relative_to(ROOT).parts[0].startswith(".")]


FILES = tracked()
PYTHON = [path for path in FILES if path.suffix == ".py"]
PACKAGE = [path for path in PYTHON if path.is_relative_to(ROOT / "aiblsp")]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_a_file_is_short_and_opens_with_what_it_does(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = text.count("\n")
    longest = LONGEST_TEST if name_of(path).startswith("tests/") else LONGEST
    assert lines <= longest or name_of(path) in LONGER, f"{lines} lines: split it by what each part knows"
    if text.strip():
        said = ast.get_docstring(ast.parse(text))
        assert said, "the first line says what the file does"


def test_the_list_of_longer_files_is_not_longer_than_needed() -> None:
    assert [path for path in LONGER if (ROOT / path).read_text("utf-8").count("\n") <= LONGEST] == []


def test_no_file_is_named_after_nothing() -> None:
    named = {path: {*path.relative_to(ROOT).parent.parts, path.stem} for path in PYTHON}
    assert [name_of(path) for path, words in named.items() if VAGUE & words] == []


def test_nothing_says_where_or_by_whom_it_was_made() -> None:
    found = []
    for path in FILES:
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # pictures and files that are broken on purpose
        found += [f"{name_of(path)}: {match.group()}" for match in FOREIGN.finditer(text)]
    assert found == []


def calls(tree: ast.Module) -> Iterator[str]:
    """The names of all that is called when the module is imported or used, not where it is run by `python -m`."""
    for node in (inner for statement in tree.body if not is_start(statement) for inner in ast.walk(statement)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def is_start(statement: ast.stmt) -> bool:
    """Whether it is what `python -m` runs: the last lines of a generator, or its `main`."""
    if isinstance(statement, ast.FunctionDef):
        return statement.name == "main"
    return isinstance(statement, ast.If) and ast.unparse(statement.test) == "__name__ == '__main__'"


@pytest.mark.parametrize("path", PACKAGE, ids=name_of)
def test_only_the_command_prints_and_exits(path: Path) -> None:
    if MAY_PRINT.match(name_of(path)):
        return
    wrong = {"print", "input", "exit", "quit", "sys.exit", "sys.stdout.write", "sys.stderr.write", "breakpoint"}
    assert wrong & set(calls(ast.parse(path.read_text("utf-8")))) == set()


@pytest.mark.parametrize("path", PACKAGE, ids=name_of)
def test_nothing_is_fetched_run_or_unpickled(path: Path) -> None:
    """A template is data from a stranger: no code of ours can reach the network or run what it says."""
    imported = set()
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            paths_only = all(alias.name in ("url2pathname", "pathname2url") for alias in node.names)
            imported |= set() if paths_only else {node.module, node.module.split(".")[0]}
    if name_of(path) == "aiblsp/cli/loading.py":
        imported.discard("marshal")  # the compiled files of this package are what it loads
    assert imported & {"urllib.request", "http", "requests", "httpx", "pickle", "marshal", "shelve", "ftplib"} == set()
    risky = {"eval", "exec", "os.system", "os.popen", "__import__"}
    if name_of(path) == "aiblsp/record.py":
        risky.remove("exec")  # of constructors made from the names of fields
    assert risky & set(calls(tree)) == set()


def test_changes_are_noted_for_users() -> None:
    """The version that is built has its paragraph in the change log."""
    version = re.search(r"^__version__ = \"(.+)\"", (ROOT / "aiblsp" / "__init__.py").read_text("utf-8"), re.MULTILINE)
    assert version
    assert re.search(rf"^## {re.escape(version.group(1))}\b", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)


def test_a_source_distribution_has_all_pages_and_what_its_tests_import() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    shipped = set(project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"])
    assert {f"/{path.name}" for path in ROOT.glob("*.md")} | {"/aiblsp", "/benchmarks", "/tests"} <= shipped
