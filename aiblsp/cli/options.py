"""The options of `aiblsp lint` as a table, and the types of all that can be given on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from aiblsp.config import LEVELS, NEVER, OFF, OS_FAMILIES, hint, level_of
from aiblsp.facts.versions import VERSIONS
from aiblsp.record import dataclass
from aiblsp.report import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiblsp.diagnostic import Severity


class Arguments:
    """What was given. What belongs to another command is not set."""

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
    words: list[str]
    template: str | None
    path: str


class WrongValueError(ValueError):
    """A value that an option does not take, and why."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option.

    kind     "on" and "off" take no value; "one" takes one; "list" may be repeated, and "words" too, with commas
    read     from text to value; raises WrongValueError
    dest     the name in Arguments, where it is not that of the option
    """

    group: str
    names: tuple[str, ...]
    help: str
    kind: Literal["on", "off", "one", "list", "words"] = "on"
    metavar: str | None = None
    choices: tuple[str, ...] = ()
    read: Callable[[str], Any] | None = None
    default: str | None = None
    dest: str = ""

    @property
    def name(self) -> str:
        """The name of its value in Arguments."""
        return self.dest or self.names[-1].lstrip("-").replace("-", "_")

    def fresh(self) -> Any:
        """The value where the option is not given."""
        if self.kind in ("on", "off"):
            return self.kind == "off"
        return self.default if self.kind == "one" else []


def _words(text: str) -> list[str]:
    return [word for word in (part.strip() for part in text.split(",")) if word]


def _severity(text: str) -> tuple[str, Severity | None]:
    rule, _, level = text.partition("=")
    if not rule or level not in (*LEVELS, OFF):
        told = ", ".join((*LEVELS, OFF))
        raise WrongValueError(f"`{text}` must be RULE=LEVEL, with a level of {told}")
    return rule, None if level == OFF else level_of(level)


def _version(text: str) -> str:
    if text not in VERSIONS:
        raise WrongValueError(f"there is no API version `{text}`{hint(text, VERSIONS)}")
    return text


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 256:
        raise WrongValueError(f"`{text}` is no number of processes")
    return int(text)


_WORDS: Final = "RULE[,RULE]: names, sections, globs, `default` or `all`"
_LEVELS: Final = f"how loud a rule speaks: {', '.join((*LEVELS, OFF))}"
_RULES: Final = "rules"
_FILES: Final = "configuration and files"
_OUTPUT: Final = "output"
_FIXES: Final = "fixes"

OPTIONS: Final = (
    Option("", ("--stdin-filename",), "the name of what comes by standard input", "one", "PATH"),
    Option(_RULES, ("--select",), f"run these only; {_WORDS}", "words", "RULES", read=_words),
    Option(_RULES, ("--ignore",), "do not run these", "words", "RULES", read=_words),
    Option(_RULES, ("--severity",), _LEVELS, "list", "RULE=LEVEL", read=_severity),
    Option(_RULES, ("--parameters",), "a parameter file; a later one wins", "list", "FILE"),
    Option(_RULES, ("--api-version",), "the API version where none is named", "one", "VERSION", read=_version),
    Option(_RULES, ("--os",), "the system where the source does not tell it", "one", choices=tuple(OS_FAMILIES)),
    Option(_FILES, ("--config",), "use this configuration for all files", "one", "FILE"),
    Option(_FILES, ("--isolated",), "use no configuration"),
    Option(_FILES, ("--exclude",), "leave out what matches, besides `exclude`", "list", "PATTERN"),
    Option(_FILES, ("--force-exclude",), "leave it out even where it is named"),
    Option(_FILES, ("--no-gitignore",), "look at files that git ignores too", "off", dest="gitignore"),
    Option(_FILES, ("--show-files",), "list the files that would be read, and stop"),
    Option(_OUTPUT, ("--output-format",), f"{', '.join(FORMATS)} (default: text)", "one", "FORMAT", tuple(FORMATS)),
    Option(_OUTPUT, ("-o", "--output-file"), "write the findings to a file", "one", "FILE"),
    Option(_OUTPUT, ("--fail-on",), "the mildest level to exit with 1 (warning)", "one", "LEVEL", (*LEVELS, NEVER)),
    Option(_OUTPUT, ("--exit-zero",), "exit with 0 whatever is found"),
    Option(_OUTPUT, ("--statistics",), "count the findings of each rule"),
    Option(_OUTPUT, ("-q", "--quiet"), "print findings and errors only"),
    Option(
        _OUTPUT,
        ("--color",),
        "default: auto; NO_COLOR counts",
        "one",
        choices=("auto", "always", "never"),
        default="auto",
    ),
    Option(_OUTPUT, ("--jobs",), "processes to use (default: by the number of files)", "one", "N", read=_jobs),
    Option(_FIXES, ("--fix",), "mend what can be mended without a doubt"),
    Option(_FIXES, ("--unsafe-fixes",), "mend what rests on an assumption too"),
    Option(_FIXES, ("--diff",), "show what would be mended, and write nothing"),
)
