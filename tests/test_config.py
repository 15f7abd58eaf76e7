"""The configuration: which file is in force, what each key takes, what is said of mistakes, and its JSON Schema."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from aiblsp.config import (
    DEFAULTS,
    OUTPUT_FORMATS,
    READERS,
    Cache,
    ConfigError,
    Settings,
    load,
    parse,
    settings_for,
)
from aiblsp.diagnostic import Severity
from aiblsp.record import fields
from aiblsp.report import FORMATS

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "schemas" / "aiblsp-config.schema.json").read_text("utf-8")
)

GOOD = {
    'select = ["default", "security"]': {"select": ("default", "security")},
    'ignore = ["a-b"]': {"ignore": ("a-b",)},
    'severity = { a-b = "hint", "c-*" = "off" }': {"severity": {"a-b": Severity.HINT, "c-*": None}},
    '[per-file-ignores]\n"old/**" = ["a"]': {"per_file_ignores": {"old/**": ("a",)}},
    'include = ["*.template"]': {"include": ("*.template",)},
    'exclude = ["generated/"]': {"exclude": ("generated/",)},
    'parameters = ["p.json"]': {"parameters": {"*": ("p.json",)}},
    'parameters = { "a/*.json" = ["p.json"] }': {"parameters": {"a/*.json": ("p.json",)}},
    'api-version = "2024-02-01"': {"api_version": "2024-02-01"},
    'os = "windows"': {"os_family": "Windows"},
    'extra-regions = ["mars"]': {"extra_regions": ("mars",)},
    'policy-schemas = ["policy.json"]': {"policy_schemas": ("policy.json",)},
    "max-file-size = 1000": {"max_file_size": 1000},
    'max-file-size = "2 MB"': {"max_file_size": 2_000_000},
    'max-file-size = "64kb"': {"max_file_size": 64_000},
    'output-format = "sarif"': {"output_format": "sarif"},
    'fail-on = "never"': {"fail_on": "never"},
    "": {},
}
BAD = {
    'selct = ["a"]': "1: there is no setting `selct`. Did you mean `select`?",
    "verbose = true": "1: there is no setting `verbose`",
    'api_version = "2024-02-01"': "1: there is no setting `api_version`. Did you mean `api-version`?",
    '\nselect = "a"': "2: `select` must be an array of strings, not a string",
    "ignore = [1]": "1: `ignore` must hold strings only, not an integer",
    'severity = "error"': "1: `severity` must be a table of rules and levels, not a string",
    '[severity]\na = "error"\nb = "eror"': "3: `b` cannot be `eror`: it is one of `error`, `warning`, `info`, `hint`, "
    "`off`. Did you mean `error`?",
    "severity.rule = 3": "1: `rule` must be a string, not an integer",
    "[[severity]]": "1: `severity` must be a table of rules and levels, not an array",
    '[per-file-ignores]\n"a*" = "b"': "2: `a*` must be an array of strings, not a string",
    "parameters = 1.5": "1: `parameters` must be a table of arrays, not a number",
    'api-version = "2024-02-02"': "1: `api-version` cannot be `2024-02-02`",
    "api-version = 2024-02-01": "1: `api-version` must be a string, not a date or time",
    'os = "macos"': "1: `os` cannot be `macos`: it is one of `linux`, `windows`",
    "max-file-size = 0": "1: `max-file-size` must be a number of bytes, or a string such as `8 MB`",
    "max-file-size = true": "1: `max-file-size` must be a number of bytes",
    'max-file-size = "big"': "1: `max-file-size` must be a number of bytes",
    'max-file-size = "1 GB"': "1: `max-file-size` must be a number of bytes",
    'fail-on = "fatal"': "1: `fail-on` cannot be `fatal`",
    'output-format = "yaml"': "1: `output-format` cannot be `yaml`",
}


@pytest.mark.parametrize("text", GOOD)
def test_good(text: str, tmp_path: Path) -> None:
    path = tmp_path / "aiblsp.toml"
    path.write_text(text, "utf-8")
    assert load(str(path)) == Settings(file=str(path), **GOOD[text])  # type: ignore[arg-type]


@pytest.mark.parametrize("text", BAD)
def test_bad(text: str) -> None:
    with pytest.raises(ConfigError) as raised:
        parse(text.encode(), "aiblsp.toml")
    assert str(raised.value).startswith(f"aiblsp.toml:{BAD[text]}")


@pytest.mark.parametrize("text", GOOD)
def test_the_schema_takes_what_the_loader_takes(text: str) -> None:
    jsonschema.validate(tomllib.loads(text), SCHEMA)


@pytest.mark.parametrize("text", [text for text in BAD if text != "api-version = 2024-02-01"])
def test_the_schema_refuses_what_the_loader_refuses(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(text), SCHEMA)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_schema_loader_and_settings_have_the_same_keys() -> None:
    assert set(SCHEMA["properties"]) == set(READERS)
    assert len(READERS) == len(fields(Settings)) - 1


def test_every_key_has_a_good_and_a_bad_case() -> None:
    assert {key for text in GOOD for key in tomllib.loads(text)} == set(READERS)


def test_output_formats_are_those_of_the_report_room() -> None:
    assert tuple(FORMATS) == OUTPUT_FORMATS


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"select = [", "is not valid TOML"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"a = " + b"[" * 100_000, "is not valid TOML"),
        (b"a = " + b"{b=" * 100_000, "is not valid TOML"),
    ],
)
def test_unreadable(data: bytes, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        parse(data, "aiblsp.toml")


def test_a_byte_order_mark_is_no_mistake() -> None:
    settings = parse(b'\xef\xbb\xbfos = "linux"', "aiblsp.toml")
    assert settings is not None
    assert settings.os_family == "Linux"


def test_nearest_file_wins_and_nothing_is_merged(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "aiblsp.toml").write_text('ignore = ["x"]\nos = "linux"')
    (tmp_path / "a" / "aiblsp.toml").write_text('ignore = ["y"]')
    cache: Cache = {}
    assert settings_for(str(below), cache).ignore == ("y",)
    assert settings_for(str(below), cache).os_family is None
    assert settings_for(str(tmp_path), cache).ignore == ("x",)
    assert settings_for(str(tmp_path / "not-there"), cache).ignore == ("x",)


def test_order_in_one_folder(tmp_path: Path) -> None:
    for name, text in {
        "pyproject.toml": '[tool.aiblsp]\nignore = ["3"]',
        "aiblsp.toml": 'ignore = ["2"]',
        ".aiblsp.toml": 'ignore = ["1"]',
    }.items():
        (tmp_path / name).write_text(text)
    assert settings_for(str(tmp_path), {}).ignore == ("1",)
    (tmp_path / ".aiblsp.toml").unlink()
    assert settings_for(str(tmp_path), {}).ignore == ("2",)
    (tmp_path / "aiblsp.toml").unlink()
    assert settings_for(str(tmp_path), {}).ignore == ("3",)


def test_a_project_file_without_our_section_is_passed_over(tmp_path: Path) -> None:
    below = tmp_path / "a"
    below.mkdir()
    (tmp_path / "aiblsp.toml").write_text('ignore = ["x"]')
    (below / "pyproject.toml").write_text("this is [not TOML")
    assert settings_for(str(below), {}).ignore == ("x",)
    (below / "pyproject.toml").write_text('[project]\ndependencies = ["aiblsp"]')
    assert settings_for(str(below), {}).ignore == ("x",)
    with pytest.raises(ConfigError, match="no section"):
        load(str(below / "pyproject.toml"))
    (below / "pyproject.toml").write_text("[tool]\naiblsp = 1")
    with pytest.raises(ConfigError, match=r"2: `tool.aiblsp` must be a table"):
        settings_for(str(below), {})


def test_a_mistake_is_told_for_each_folder_below_and_mends_with_a_new_cache(tmp_path: Path) -> None:
    (tmp_path / "aiblsp.toml").write_text("nonsense = 1")
    cache: Cache = {}
    for folder in (tmp_path / "a", tmp_path, tmp_path / "a"):
        with pytest.raises(ConfigError, match="nonsense"):
            settings_for(str(folder), cache)
    (tmp_path / "aiblsp.toml").write_text("")
    assert settings_for(str(tmp_path), {}) == Settings(file=str(tmp_path / "aiblsp.toml"))


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load("nowhere.toml")


def test_defaults_where_there_is_nothing() -> None:
    assert settings_for(Path.cwd().anchor, {}) == DEFAULTS
