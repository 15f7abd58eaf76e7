"""The command line for argparse: every form of every option, help, and what to say of a wrong one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, Final

from aiblsp import __version__
from aiblsp.cli.options import OPTIONS, Arguments, WrongValueError
from aiblsp.config import hint

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aiblsp.cli.options import Option

COMMANDS: Final = ("lint", "explain", "rules", "config", "server")
_ACTIONS: Final = {"on": "store_true", "off": "store_false", "one": "store", "list": "append", "words": "extend"}


def parse(argv: Sequence[str]) -> Arguments:
    """Read a command line. Exits where it is wrong (2), or where it asks for help or the version (0)."""
    given = Arguments()
    if argv[:1] == ["lint"]:
        end = argv.index("--") if "--" in argv else len(argv)
        _lint_parser().parse_intermixed_args(argv[1:end], given)  # paths and options in any order; it forgets `--`
        given.command = "lint"
        given.paths = [*given.paths, *argv[end + 1 :]] or ["."]
        return given
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
    explain = commands.add_parser("explain", help="explain a rule or a service error", formatter_class=_help)
    explain.add_argument("words", metavar="TEXT", nargs="+", help="a rule, or what the service or its build log said")
    explain.add_argument("--template", metavar="FILE", help="a template to look for the cause in")
    rules = commands.add_parser("rules", help="list the rules", formatter_class=_help)
    rules.add_argument("--output-format", choices=("text", "json"), default="text", help="default: text")
    config = commands.add_parser("config", help="show the configuration in force", formatter_class=_help)
    config.add_argument("path", metavar="PATH", nargs="?", default=".", help="for this file or folder (default: .)")
    commands.add_parser("server", help="run the language server")
    return parser


def _lint_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="aiblsp lint",
        description="Find mistakes in Azure Image Builder templates (JSON). Other JSON files are left alone.",
        allow_abbrev=False,
        formatter_class=_help,
    )
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        default=[],
        help="files, folders, globs, or - for standard input (default: the current folder)",
    )
    groups: dict[str, Any] = {"": parser}
    for option in OPTIONS:
        if option.group not in groups:
            groups[option.group] = parser.add_argument_group(option.group)
        more: dict[str, Any] = {"dest": option.name, "default": option.fresh(), "help": option.help}
        if option.kind not in ("on", "off"):
            more |= {"metavar": option.metavar, "choices": option.choices or None, "type": _type(option)}
        groups[option.group].add_argument(*option.names, action=_ACTIONS[option.kind], **more)
    return parser


def _type(option: Option) -> Callable[[str], Any]:
    """How argparse reads a value: it wants its own exception for a message that is to be shown."""

    def read(text: str) -> Any:
        try:
            return option.read(text) if option.read is not None else text
        except WrongValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return read


def _help(prog: str) -> argparse.HelpFormatter:
    """Help of a fixed width, the same in every terminal and in the documentation."""
    return argparse.HelpFormatter(prog, max_help_position=30, width=100)
