"""What can be written on the command line: commands, options, their help, and how they override the configuration."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from aiblsp import __version__
from aiblsp.config import LEVELS, NEVER, OFF, OS_FAMILIES, hint, level_of
from aiblsp.facts.versions import VERSIONS
from aiblsp.record import replace
from aiblsp.report import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.config import Settings
    from aiblsp.diagnostic import Severity


class Arguments(argparse.Namespace):
    """What was given, with types. Options of other commands are not there."""

    command: str
    # lint
    paths: list[str]
    output_format: str | None
    output_file: str | None
    select: list[str]
    ignore: list[str]
    severity: list[tuple[str, Severity | None]]
    fail_on: str | None
    exit_zero: bool
    parameters: list[str]
    api_version: str | None
    os: str | None
    config: str | None
    isolated: bool
    exclude: list[str]
    force_exclude: bool
    gitignore: bool
    stdin_filename: str | None
    fix: bool
    unsafe_fixes: bool
    diff: bool
    show_files: bool
    statistics: bool
    jobs: int | None
    quiet: bool
    color: str
    # explain, rules, config
    word: str
    path: str


COMMANDS: Final = ("lint", "explain", "rules", "config", "server")


def parse(argv: Sequence[str]) -> Arguments:
    """Read a command line. Exits where it is wrong (2), or where it asks for help or the version (0)."""
    given = Arguments()
    if argv[:1] == ["lint"]:
        parser = argparse.ArgumentParser("aiblsp lint", allow_abbrev=False, formatter_class=_help)
        _add_lint(parser)
        given.command = "lint"
        return parser.parse_intermixed_args(argv[1:], given)  # paths and options in any order
    return _main_parser(argv).parse_args(argv, given)


def _main_parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="aiblsp",
        description="Linter and language server for Azure Image Builder templates.",
        epilog="Exit codes: 0 nothing found, 1 findings, 2 wrong usage or configuration, or an unreadable file.",
        allow_abbrev=False,
        formatter_class=_help,
    )
    parser.add_argument("--version", action="version", version=f"aiblsp {__version__}")
    if argv and not argv[0].startswith("-") and argv[0] not in COMMANDS:
        parser.error(f"there is no command `{argv[0]}`{hint(argv[0], COMMANDS) or '. To lint it: aiblsp lint PATH'}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", prog="aiblsp")
    commands.add_parser("lint", help="find mistakes in templates")
    explain = commands.add_parser("explain", help="print the page of a rule", formatter_class=_help)
    explain.add_argument("word", metavar="RULE", help="the name of a rule")
    rules = commands.add_parser("rules", help="list the rules", formatter_class=_help)
    rules.add_argument("--output-format", choices=("text", "json"), default="text", help="default: text")
    config = commands.add_parser("config", help="show the configuration in force", formatter_class=_help)
    config.add_argument("path", metavar="PATH", nargs="?", default=".", help="for this file or folder (default: .)")
    commands.add_parser("server", help="run the language server")
    return parser


def _add_lint(parser: argparse.ArgumentParser) -> None:
    parser.description = "Find mistakes in Azure Image Builder templates (JSON). Other JSON files are left alone."
    add = parser.add_argument
    add(
        "paths",
        nargs="*",
        metavar="PATH",
        default=["."],
        help="files, folders, globs, or - for standard input (default: the current folder)",
    )
    add("--stdin-filename", metavar="PATH", help="the name of what comes by standard input")

    group = parser.add_argument_group("rules")
    add = group.add_argument
    words = "RULE[,RULE]: names, sections, globs, `default` or `all`"
    add("--select", metavar="RULES", type=_words, action="extend", default=[], help=f"run these only; {words}")
    add("--ignore", metavar="RULES", type=_words, action="extend", default=[], help="do not run these")
    add(
        "--severity",
        metavar="RULE=LEVEL",
        type=_severity,
        action="append",
        default=[],
        help=f"how loud a rule speaks: {', '.join((*LEVELS, OFF))}",
    )
    add("--parameters", metavar="FILE", action="append", default=[], help="a parameter file; a later one wins")
    add("--api-version", metavar="VERSION", type=_version, help="the API version where a template names none")
    add("--os", choices=tuple(OS_FAMILIES), help="the operating system where the source does not tell it")

    group = parser.add_argument_group("configuration and files")
    add = group.add_argument
    add("--config", metavar="FILE", help="use this configuration for all files")
    add("--isolated", action="store_true", help="use no configuration")
    add("--exclude", metavar="PATTERN", action="append", default=[], help="leave out what matches, besides exclude")
    add("--force-exclude", action="store_true", help="leave it out even where it is named")
    add("--no-gitignore", dest="gitignore", action="store_false", help="look at files that git ignores too")
    add("--show-files", action="store_true", help="list the files that would be read, and stop")

    group = parser.add_argument_group("output")
    add = group.add_argument
    add("--output-format", choices=tuple(FORMATS), metavar="FORMAT", help=f"{', '.join(FORMATS)} (default: text)")
    add("-o", "--output-file", metavar="FILE", help="write the findings to a file")
    add("--fail-on", choices=(*LEVELS, NEVER), metavar="LEVEL", help="the mildest level to exit with 1 (warning)")
    add("--exit-zero", action="store_true", help="exit with 0 whatever is found")
    add("--statistics", action="store_true", help="count the findings of each rule")
    add("-q", "--quiet", action="store_true", help="print findings and errors only")
    add("--color", choices=("auto", "always", "never"), default="auto", help="default: auto; NO_COLOR counts")
    add("--jobs", metavar="N", type=_jobs, help="processes to use (default: by the number of files)")

    group = parser.add_argument_group("fixes")
    add = group.add_argument
    add("--fix", action="store_true", help="mend what can be mended without a doubt")
    add("--unsafe-fixes", action="store_true", help="mend what rests on an assumption too")
    add("--diff", action="store_true", help="show what would be mended, and write nothing")


def _help(prog: str) -> argparse.HelpFormatter:
    """Help of a fixed width: asking the terminal would cost each run an import, even where no help is shown."""
    return argparse.HelpFormatter(prog, max_help_position=30, width=100)


def _words(text: str) -> list[str]:
    return [word for word in (part.strip() for part in text.split(",")) if word]


def _severity(text: str) -> tuple[str, Severity | None]:
    rule, _, level = text.partition("=")
    if not rule or level not in (*LEVELS, OFF):
        told = ", ".join((*LEVELS, OFF))
        raise argparse.ArgumentTypeError(f"`{text}` must be RULE=LEVEL, with a level of {told}")
    return rule, None if level == OFF else level_of(level)


def _version(text: str) -> str:
    if text not in VERSIONS:
        raise argparse.ArgumentTypeError(f"there is no API version `{text}`{hint(text, VERSIONS)}")
    return text


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 256:
        raise argparse.ArgumentTypeError(f"`{text}` is no number of processes")
    return int(text)


def overridden(settings: Settings, given: Arguments) -> Settings:
    """The settings with what the command line says: `--ignore` and `--severity` add to them, the others replace."""
    louder = dict(given.severity)
    kept = {rule: level for rule, level in settings.severity.items() if rule not in louder}
    return replace(
        settings,
        select=tuple(given.select) or settings.select,
        ignore=(*settings.ignore, *given.ignore),
        severity={**kept, **louder},
        api_version=given.api_version or settings.api_version,
        os_family=OS_FAMILIES[given.os] if given.os else settings.os_family,
    )
