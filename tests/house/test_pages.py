"""Holds the Markdown pages to the truth: links lead somewhere, settings and options that are named exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from aiblsp.config import OUTPUT_FORMATS, READERS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [*ROOT.glob("*.md"), ROOT / "examples" / "README.md", *(ROOT / "docs").rglob("*.md")]
LINK = re.compile(r"\]\((?!https?:|#)([^)\s#]+)")


def section(title: str) -> str:
    """The text of the README under a heading."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, title
    return found.group(1)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    links = LINK.findall(page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_names_every_setting_and_no_other() -> None:
    named = set()
    for row in re.findall(r"^\| (`.*?) \|", section("Configure"), re.MULTILINE):
        named |= set(re.findall(r"`([\w-]+)`", row))
    assert named == set(READERS)


def test_the_readme_names_every_output_format() -> None:
    assert set(OUTPUT_FORMATS) <= set(re.findall(r"`(?:--output-format )?(\w+)`", section("Use")))


def test_the_readme_names_only_options_that_exist() -> None:
    start = "import sys; from aiblsp.cli import main; sys.exit(main(['lint', '--help']))"
    told = subprocess.run([sys.executable, "-c", start], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    ours = "\n".join(section(title) for title in ("Try it", "Use", "In CI"))
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", ours)) - {"--help", "--spec"}
    assert [option for option in sorted(named) if option not in told.stdout] == []


def test_the_two_promised_commands_are_there_to_be_found() -> None:
    """CI takes them from the README word for word."""
    assert len(re.findall(r"^python3 -m venv \.venv && ", README, re.MULTILINE)) == 2
