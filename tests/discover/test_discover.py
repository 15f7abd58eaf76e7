"""From paths to files: folders, globs, ignore files, `exclude`, `include`, and what is said of paths that are not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aiblsp.config import Cache, Settings, settings_for
from aiblsp.discover import Asked, Discovery, discover
from aiblsp.discover.ignore import matches


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "b.json",
        "a.jsonc",
        "notes.txt",
        "sub/c.json",
        "sub/deep/d.json",
        "build/e.json",
        "node_modules/x/package.json",
        ".git/config.json",
        "other/x.template",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def look(*paths: str, **options: object) -> Discovery:
    cache: Cache = {}
    return discover(paths, Asked(lambda folder: settings_for(folder, cache), **options))  # type: ignore[arg-type]


def names(*paths: str, **options: object) -> list[str]:
    found = look(*paths, **options)
    assert found.troubles == []
    return [file.path.replace(os.sep, "/") for file in found.files]


@pytest.mark.usefixtures("tree")
def test_a_folder_gives_its_templates_first_and_sorted() -> None:
    assert names(".") == ["a.jsonc", "b.json", "build/e.json", "sub/c.json", "sub/deep/d.json"]
    assert names("./sub") == ["./sub/c.json", "./sub/deep/d.json"]
    assert names("sub/../sub") == ["sub/../sub/c.json", "sub/../sub/deep/d.json"]


def test_a_named_file_is_taken_as_it_is(tree: Path) -> None:
    (tree / ".gitignore").write_text("*\n")
    assert names("notes.txt", "node_modules/x/package.json") == ["notes.txt", "node_modules/x/package.json"]
    assert [file.named for file in look("notes.txt").files] == [True]


@pytest.mark.usefixtures("tree")
def test_each_file_once() -> None:
    assert names("b.json", ".", "./b.json", str(Path("b.json").absolute())) == names("b.json", ".")


@pytest.mark.usefixtures("tree")
def test_standard_input_is_no_file() -> None:
    assert names("-", "b.json") == ["-", "b.json"]


@pytest.mark.usefixtures("tree")
def test_globs() -> None:
    assert names("*.json") == ["b.json"]
    assert names("**/*.json") == ["b.json", "build/e.json", "sub/c.json", "sub/deep/d.json"]
    assert names("s*") == ["sub/c.json", "sub/deep/d.json"]
    assert names("other/*") == ["other/x.template"]
    assert look("*.yaml").troubles == ["*.yaml: matches no file or folder"]


def test_a_file_whose_name_looks_like_a_glob(tree: Path) -> None:
    (tree / "[b].json").write_text("{}")
    assert names("[b].json") == ["[b].json"]


@pytest.mark.usefixtures("tree")
def test_paths_that_are_not_there() -> None:
    found = look("nope.json", "b.json", "nope.json")
    assert found.troubles == ["nope.json: there is no such file or folder"]
    assert [file.path for file in found.files] == ["b.json"]


def test_ignore_files_count_from_the_root_of_the_repository(tree: Path) -> None:
    (tree / ".gitignore").write_text("# comment\nbuild/\n/sub/deep/*.json\n")
    (tree / "sub" / ".gitignore").write_text("!d.json\n")
    assert names(".") == ["a.jsonc", "b.json", "sub/c.json", "sub/deep/d.json"]
    (tree / "sub" / ".gitignore").write_text("c.json\n")
    assert names("sub") == []
    assert names("sub", gitignore=False) == ["sub/c.json", "sub/deep/d.json"]
    assert names("**/*.json") == ["b.json"]


def test_what_the_repository_excludes_privately(tree: Path) -> None:
    (tree / ".git" / "info").mkdir()
    (tree / ".git" / "info" / "exclude").write_text("b.json\n")
    assert "b.json" not in names(".")


def test_an_ignored_folder_is_walked_where_it_is_named(tree: Path) -> None:
    (tree / ".gitignore").write_text("build/\ne.json\n")
    (tree / "build" / "f.json").write_text("{}")
    assert names("build") == ["build/f.json"]
    assert names("node_modules") == ["node_modules/x/package.json"]


def test_ignore_files_above_do_not_count_outside_a_repository(tree: Path) -> None:
    (tree / ".git" / "config.json").unlink()
    (tree / ".git").rmdir()
    (tree / ".gitignore").write_text("*\n")
    assert names("sub") == ["sub/c.json", "sub/deep/d.json"]
    assert names(".") == []


def test_exclude_counts_from_the_configuration(tree: Path) -> None:
    (tree / "aiblsp.toml").write_text('exclude = ["sub/deep", "/b.json"]')
    assert names(".") == ["a.jsonc", "build/e.json", "sub/c.json"]
    assert names("b.json") == ["b.json"]
    assert names("b.json", "a.jsonc", force_exclude=True) == ["a.jsonc"]
    assert names("*.json") == []
    assert names("sub/deep") == ["sub/deep/d.json"]


@pytest.mark.usefixtures("tree")
def test_exclude_of_the_command_line_counts_from_the_current_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("sub")
    assert names(".", exclude=("/c.json",)) == ["deep/d.json"]
    assert names("c.json", exclude=("/c.json",), force_exclude=True) == []


def test_exclude_of_standard_input_goes_by_its_name(tree: Path) -> None:
    (tree / "aiblsp.toml").write_text('exclude = ["sub/"]')
    assert names("-", stdin="sub/x.json", force_exclude=True) == []
    assert names("-", stdin="x.json", force_exclude=True) == ["-"]


def test_include(tree: Path) -> None:
    (tree / "other" / "aiblsp.toml").write_text('include = ["*.template"]')
    assert names("other") == ["other/x.template"]


def test_settings_go_by_folder_and_a_mistake_leaves_out_that_folder_only(tree: Path) -> None:
    (tree / "sub" / "aiblsp.toml").write_text('os = "linux"')
    found = {file.path: file.settings.os_family for file in look(".").files}
    assert found["b.json"] is None
    assert found[str(Path("sub/deep/d.json"))] == "Linux"
    (tree / "sub" / "aiblsp.toml").write_text("nonsense = 1")
    broken = look(".", "sub/c.json")
    assert len(broken.troubles) == 1
    assert "nonsense" in broken.troubles[0]
    assert [file.path for file in broken.files] == ["a.jsonc", "b.json", str(Path("build/e.json"))]


def test_links_to_folders_are_left_and_links_to_files_followed(tree: Path) -> None:
    try:
        (tree / "sub" / "loop").symlink_to(tree, target_is_directory=True)
        (tree / "sub" / "link.json").symlink_to(tree / "b.json")
        (tree / "sub" / "dead.json").symlink_to(tree / "nowhere.json")
    except OSError:
        pytest.skip("this system has no links")
    assert names("sub") == ["sub/c.json", "sub/link.json", "sub/deep/d.json"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not count for the superuser")
def test_a_folder_that_cannot_be_read(tree: Path) -> None:
    (tree / "sub").chmod(0)
    try:
        assert look(".").troubles == ["sub: cannot be read: Permission denied"]
    finally:
        (tree / "sub").chmod(0o755)


def test_a_deep_tree_is_no_trap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / "/".join(["d"] * 400)
    deep.mkdir(parents=True)
    (deep / "x.json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    assert len(names(".")) == 1


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*.json", "/r/a/b.json", True),
        ("/*.json", "/r/a/b.json", False),
        ("a/", "/r/a/b.json", True),
        ("a/**", "/r/a/b.json", True),
        ("A/", "/r/a/b.json", False),
        ("*", "/elsewhere/b.json", False),
    ],
)
def test_matches(pattern: str, path: str, expected: bool) -> None:
    assert matches(pattern, "/r", path) is expected


def test_settings_are_handed_through() -> None:
    settings = Settings(api_version="2024-02-01")
    found = discover(["-"], Asked(lambda folder: settings))
    assert found.files[0].settings is settings
