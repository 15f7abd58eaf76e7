"""Naming rules of Azure resources that image templates mention: why a name is refused, as a clause for the user.

Sources: the table of resource name rules, the patterns of the REST specification, and the reference. A gallery's name
may hold an underscore: not in the table, accepted in practice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_QUOTED: Final = 60  # a longer text is no help in a message


def short(text: str) -> str:
    """The text, cut where it is too long for a message."""
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"


def unused(name: str, taken: Collection[str]) -> str:
    """The name with the lowest number behind it that is not taken; those that are, in lower case."""
    number = 2
    while f"{name}-{number}".lower() in taken:
        number += 1
    return f"{name}-{number}"


def group_name_problem(name: str) -> str | None:
    """Why Azure refuses a resource group's name; None for a good one. Letters of every script are allowed."""
    if not 1 <= len(name) <= 90:
        return f"the resource group name has {len(name)} characters, allowed are 1 to 90"
    bad = next((letter for letter in name if not (letter.isalnum() or letter in "_().-")), None)
    if bad is not None:
        return f"the resource group name `{name}` contains `{bad}`; use letters, digits and `_ ( ) - .`"
    return f"the resource group name `{name}` must not end with a period" if name.endswith(".") else None


def version_problem(text: str) -> str | None:
    """Why a gallery image version is not Major.Minor.Patch with 32-bit numbers; None for a good one."""
    numbers = text.split(".")
    if len(numbers) != 3 or not all(part.isascii() and part.isdigit() for part in numbers):
        return f"the version `{short(text)}` is not three numbers such as `1.0.0`"
    if any(len(part) > 10 or int(part) > 2147483647 for part in numbers):
        return f"a number of the version `{short(text)}` is greater than 2147483647"
    return None


def _rule(what: str, least: int, most: int, inner: str, last: str) -> Callable[[str], str | None]:
    """A check of a name: its length, a letter or digit first, `inner` signs within, `last` signs at the end."""

    def check(name: str) -> str | None:
        if not least <= len(name) <= most:
            signs = "1 character" if len(name) == 1 else f"{len(name)} characters"
            return f"the {what} `{short(name)}` has {signs}, allowed are {least} to {most}"
        bad = next((letter for letter in name if not (_plain(letter) or letter in inner)), None)
        if bad is not None:
            signs = " ".join(inner)
            return f"the {what} `{short(name)}` contains `{bad}`; use letters, digits and `{signs}`"
        if not _plain(name[0]):
            return f"the {what} `{short(name)}` must start with a letter or digit"
        if not (_plain(name[-1]) or name[-1] in last):
            return f"the {what} `{short(name)}` must not end with `{name[-1]}`"
        return None

    return check


def _plain(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


identity_name_problem: Final = _rule("identity name", 3, 128, "_-", "_-")
network_name_problem: Final = _rule("virtual network name", 2, 64, "_.-", "_")
subnet_name_problem: Final = _rule("subnet name", 1, 80, "_.-", "_")
image_name_problem: Final = _rule("image name", 1, 80, "_.-", "_")
gallery_name_problem: Final = _rule("gallery name", 1, 80, "_.", "")
definition_name_problem: Final = _rule("image definition name", 1, 80, "_.-", "")
