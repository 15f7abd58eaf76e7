"""The command `aiblsp`: arguments in, findings and an exit code out. The only room that prints and exits.

Importing it imports next to nothing: each command imports what it needs when it runs.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

OK: Final = 0
FOUND: Final = 1
FAULT: Final = 2  # wrong usage, a wrong configuration, a file that cannot be read
INTERRUPTED: Final = 130  # as a shell says of Ctrl-C
# Objects; the usual 700 mean dozens of vain collections while modules load. What is made of a file has no cycles.
COLLECT_AFTER: Final = 50_000


def process() -> None:
    """The installed command: `main` for this process, and its end.

    The end is at once. To take apart all that was loaded takes as long as to lint a small file.
    """
    from aiblsp.cli.loading import shorten

    gc.set_threshold(COLLECT_AFTER)
    shorten()
    code = main()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):  # nobody reads it any more
            continue
    os._exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with these arguments (those of the process by default) and answer with the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        _forget_stdout()
        return OK
    return code


def _run(arguments: list[str]) -> int:
    if arguments[:1] == ["server"]:  # it has arguments of its own
        return _serve(arguments[1:])
    from aiblsp.cli.arguments import parse

    given = parse(arguments)
    if given.command == "lint":
        from aiblsp.cli.lint import run

        return run(given)
    from aiblsp.cli.about import run as tell

    return tell(given)


def _serve(arguments: list[str]) -> int:
    from importlib import import_module

    try:
        code: int = import_module("aiblsp.server.app").main(arguments)
    except ModuleNotFoundError as error:
        print(f"error: the language server needs the package `{error.name}`", file=sys.stderr)
        return FAULT
    return code


def _forget_stdout() -> None:
    """Point standard output at nothing, so that closing it at exit does not fail once more."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
