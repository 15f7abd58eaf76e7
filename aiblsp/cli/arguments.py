"""Reads a command line: at once where it is plain, else with argparse, which knows all forms and all words of blame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.cli.options import OPTIONS, Arguments, WrongValueError
from aiblsp.config import OS_FAMILIES
from aiblsp.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.config import Settings


def parse(argv: Sequence[str]) -> Arguments:
    """Read a command line. Exits where it is wrong (2), or where it asks for help or the version (0)."""
    if argv[:1] == ["lint"] and (given := read_plainly(argv[1:])) is not None:
        return given
    from aiblsp.cli.usage import parse as parse_all  # argparse, with a parser to build, is a tenth of a short run

    return parse_all(argv)


def read_plainly(argv: Sequence[str]) -> Arguments | None:
    """The arguments of `lint` where each is a path, an option by its whole name, or its value; None for all else."""
    options = {name: option for option in OPTIONS for name in option.names}
    values = {option.name: option.fresh() for option in OPTIONS}
    paths: list[str] = []
    words = iter(argv)
    for word in words:
        if not word.startswith("-") or word == "-":
            paths.append(word)
            continue
        if word == "--":
            paths += words
            break
        name, equals, text = word.partition("=")
        option = options.get(name)
        if option is None:
            return None
        if option.kind in ("on", "off"):
            if equals:
                return None
            values[option.name] = option.kind == "on"
            continue
        if not equals:
            text = next(words, "-")
            if text.startswith("-"):
                return None
        if option.choices and text not in option.choices:
            return None
        try:
            value = option.read(text) if option.read is not None else text
        except WrongValueError:
            return None
        if option.kind == "one":
            values[option.name] = value
        else:
            values[option.name] += value if option.kind == "words" else [value]
    given = Arguments()
    given.__dict__.update(values, command="lint", paths=paths or ["."])
    return given


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
