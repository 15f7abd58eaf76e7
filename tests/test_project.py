"""What goes with a file: its parameter files, its rules, its options."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aiblsp.config import DEFAULTS, ConfigError, Settings
from aiblsp.project import (
    are_alternatives,
    checked_settings,
    forget_folders,
    options,
    parameter_paths,
    selection,
    template_of,
)
from aiblsp.record import replace
from aiblsp.template.parameter_file import parameter_files_beside
from aiblsp.text import Source

FOLDERS = {
    "no parameter file": ["x.json", "y.json"],
    "one": ["x.json", "y.json", "x.parameters.json", "y.parameters.json"],
    "one for each place": ["x.json", "x.parameters.prod.json", "x.parameters.dev.json", "x.parameters.json"],
    "a plain one beside one template": ["x.json", "parameters.json"],
    "a plain one beside two": ["x.json", "y.json", "parameters.json"],
    "the portal's": ["template.json", "y.json", "parameters.json"],
    "letter case and comments": ["X.json", "x.Parameters.JSON", "x.parameters.jsonc", "PARAMETERS.jsonc"],
    "dots in the name": ["a.b.json", "a.b.parameters.json", "a.parameters.json", "a.parameters.b.parameters.json"],
    "nothing but parameter files": ["x.parameters.json", "parameters.json"],
    "other files": ["x.json", "x.parameters.bicepparam", "x.parameters.json.bak", "parameters.yaml"],
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    forget_folders()
    return tmp_path


@pytest.mark.parametrize("names", FOLDERS.values(), ids=FOLDERS)
def test_the_short_way_finds_what_listing_the_folder_finds(here: Path, names: list[str]) -> None:
    for name in names:
        (here / name).write_text("{}")
    for name in names:
        found = parameter_paths(name, DEFAULTS)
        assert [Path(path).name for path in reversed(found)] == [
            path.name for path in parameter_files_beside(here / name)
        ]


def test_paths_are_told_as_the_template_was_named(here: Path) -> None:
    (here / "sub").mkdir()
    for name in ("x.json", "x.parameters.json"):
        (here / "sub" / name).write_text("{}")
    assert parameter_paths("sub/x.json", DEFAULTS) == (os.path.join("sub", "x.parameters.json"),)  # noqa: PTH118
    assert parameter_paths("./sub/x.json", DEFAULTS) == (os.path.join("./sub", "x.parameters.json"),)  # noqa: PTH118


def test_only_what_is_found_beside_are_alternatives(here: Path) -> None:
    names = ("x.parameters.prod.json", "x.parameters.dev.json")
    for name in ("x.json", *names):
        (here / name).write_text("{}")
    assert parameter_paths("x.json", DEFAULTS) == names
    assert are_alternatives("x.json", names, DEFAULTS)
    assert not are_alternatives("x.json", names[:1], DEFAULTS)
    assert not are_alternatives("x.json", names[::-1], DEFAULTS)
    assert not are_alternatives("x.json", names, Settings(file=str(here / "aiblsp.toml"), parameters={"*": names}))


def test_configured_files_replace_those_beside(here: Path) -> None:
    (here / "x.parameters.json").write_text("{}")
    given = {"x.json": ("conf/a.json",), "*": ("b.json", "conf/a.json"), "y.json": ("c.json",)}
    settings = Settings(file=str(here / "aiblsp.toml"), parameters=given)
    assert parameter_paths("x.json", settings) == (str(Path("conf/a.json")), "b.json")
    elsewhere = replace(settings, file="/elsewhere/aiblsp.toml", parameters={"*": ("b.json",)})
    assert parameter_paths("x.json", elsewhere) == (os.path.normpath("/elsewhere/b.json"),)
    other = replace(settings, parameters={"y.json": ("c.json",)})
    assert parameter_paths("x.json", other) == ("x.parameters.json",)


@pytest.mark.parametrize(
    ("path", "template"),
    [
        ("x.parameters.json", "x.json"),
        ("X.Parameters.dev.json", "x.json"),
        ("./x.parameters.json", "./x.json"),
        ("y.parameters.json", "y.jsonc"),
        ("z.parameters.json", None),
        ("parameters.json", "template.json"),
        ("x.json", None),
        ("nowhere/x.parameters.json", None),
    ],
)
def test_the_template_of_a_parameter_file(here: Path, path: str, template: str | None) -> None:
    for name in ("x.json", "y.jsonc", "template.json", "x.parameters.json"):
        (here / name).write_text("{}")
    assert template_of(path) == template


def test_selection(here: Path) -> None:
    settings = Settings(
        file=str(here / "aiblsp.toml"),
        ignore=("a",),
        per_file_ignores={"old/": ("b",), "*.json": ("c",)},
        select=("d",),
    )
    assert selection("old/x.json", settings).ignore == ("a", "b", "c")
    assert selection("x.json", settings).ignore == ("a", "c")
    assert selection(None, settings).ignore == ("a",)
    assert selection(None, settings).select == ("d",)


def test_options() -> None:
    source = Source("{}", "p.json")
    made = options(Settings(api_version="2024-02-01", os_family="Linux", extra_regions=("mars",)), [source])
    assert (made.api_version, made.os_family, made.parameters) == ("2024-02-01", "Linux", (source,))
    assert made.extra_regions == ("mars",)
    assert made.max_size == DEFAULTS.max_file_size


def test_rules_that_there_are_not_are_a_mistake_of_the_configuration(here: Path) -> None:
    (here / "aiblsp.toml").write_text('[per-file-ignores]\n"x" = ["unused-supression"]')
    cache: dict[str, Settings | ConfigError] = {}
    for _ in range(2):
        with pytest.raises(ConfigError, match="Did you mean `unused-suppression`"):
            checked_settings(str(here), cache)
