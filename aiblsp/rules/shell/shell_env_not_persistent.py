"""Variables that one step sets and a later one uses, as if the shell were the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.pattern import later
from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command
    from aiblsp.template.model import Image, Step

_VARIABLE = later(r"\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))")
_NAME = later(r"([A-Za-z_]\w*)=")
_SETS = frozenset(("export", "readonly", "local", "declare", "typeset"))
_READS = frozenset(("read", "getopts", "for", "printf", "mapfile"))
# The login gives these to every step.
_GIVEN = frozenset(
    ("PATH", "HOME", "USER", "SHELL", "PWD", "LANG", "LOGNAME", "HOSTNAME", "TERM", "UID", "EUID", "IFS", "RANDOM")
)


@rule(HINT, has="properties.customize", words=("$",))
def shell_env_not_persistent(image: Image, document: Document) -> Findings:
    """A variable of an earlier step

    Each Shell customizer is a shell of its own. A variable that is set, exported or not, in one step is gone in the next:
    there it expands to nothing, and the command does something else than meant. Set it in the step that uses it, or
    write it to `/etc/environment`.

    ## Bad

    ```json
    "customize": [
      {"type": "Shell", "name": "version", "inline": ["export APP_VERSION=1.2"]},
      {"type": "Shell", "name": "get", "inline": ["wget https://example.org/app-$APP_VERSION.tgz"]}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "Shell", "name": "get", "inline": ["export APP_VERSION=1.2", "wget https://example.org/app-$APP_VERSION.tgz"]}
    ]
    ```

    Source: how inline commands are run, https://developer.hashicorp.com/packer/docs/provisioners/shell#inline
    """
    shells = [step for step in image.customizers if step.type == "Shell" and step.lines]
    if not any("$" in (line.text() or "") for step in shells[1:] for line in step.lines):
        return  # nothing is used that an earlier step may have set
    set_in: dict[str, tuple[Step, Command]] = {}
    lasting: set[str] = set()
    for step in shells:
        if set_in and not step.opaque:
            yield from _uses(step, set_in, lasting)
        for command in step.commands:
            for name in _set_by(command):
                set_in[name] = (step, command)
        for line in step.lines:
            text = line.text() or ""
            if "/etc/environment" in text or "/etc/profile" in text or ".bashrc" in text:
                lasting.update(_NAME.findall(text))


def _set_by(command: Command) -> Iterator[str]:
    """The variables that a command leaves set for the commands after it."""
    if not command.words:
        yield from (assignment.name for assignment in command.assignments)
    elif command.name in _SETS:
        for word in command.args:
            found = _NAME.match(word.text)
            if found is not None:
                yield found[1]


def _uses(step: Step, set_in: dict[str, tuple[Step, Command]], lasting: set[str]) -> Findings:
    """The uses of variables that only earlier steps set; each variable once."""
    own = lasting | _GIVEN
    text = step.script.text
    for command in step.commands:
        own |= {assignment.name for assignment in command.assignments} | set(_set_by(command))
        if command.name in _READS:
            own |= {word.text for word in command.args}
        for start, end, name in _used_by(command):
            if name in own or name not in set_in or f"for {name} in" in text:
                continue
            own.add(name)
            earlier, setter = set_in[name]
            node, part = step.locate(start, end)
            where, _ = earlier.locate(setter)
            yield Finding(
                node,
                f"`${name}` was set in an earlier step: each step is a shell of its own, and here it is empty. Set it here",
                part=part,
                related=((where, "set here"),),
            )


def _used_by(command: Command) -> Iterator[tuple[int, int, str]]:
    """Where the script uses variables, and which."""
    for word in command.words:
        if word.value is None and "$" in word.text:
            for chunk in word.chunks:
                found = None if chunk.known else _VARIABLE.fullmatch(chunk.text)
                if found is not None:
                    yield chunk.start, chunk.start + chunk.length, found[1] or found[2]
