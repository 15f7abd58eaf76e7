"""Where an image template departs from Azure's contract, as data. `schema.check` finds them, rules word them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from aiblsp.facts.versions import STRICT_SINCE
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node
    from aiblsp.template.model import Image, Trigger

MismatchKind = Literal[
    "missing",  # a required property is absent: node is the object, name the property
    "unknown-property",  # no version and no type has it here: node is the member, suggestion the nearest name
    "property-casing",  # node is the member, expected[0] the right spelling
    "misplaced",  # node is the member, expected the paths where this property belongs
    "other-type",  # a property of another type of the same union: expected names the types that have it
    "not-in-version",  # came later: since says with which version
    "removed-in-version",  # is gone: until names the last version that had it, suggestion what replaced it
    "wrong-container",  # array or object expected, something else found: expected, found
    "wrong-type",  # expected, found are JSON type names
    "enum",  # expected the allowed values, suggestion the nearest
    "enum-casing",  # expected[0] the right spelling
    "type-missing",  # a union without its discriminator: node is the object, expected the allowed types
    "type-unknown",  # node is the discriminator's value
    "type-casing",
    "type-not-in-version",  # since or until
    "range",  # expected holds the bounds as text, such as "0", "960"
    "pattern",  # expected[0] is the regular expression
    "read-only",  # node is the member
]


@dataclass(frozen=True, slots=True, eq=False)
class Mismatch:
    """One departure from the contract.

    image      the image template, or None where it is about a trigger
    path       where, as in the version matrix: `properties.customize[]<Shell>.inline`
    node       what is wrong (see the kinds); for member findings `node.key` is the name
    parent     the object or array that holds it
    name       the property's name (the missing or found one); the discriminator for `type-…`
    expected, found, suggestion, since, until   see the kinds; empty where they do not apply. An open range has "" for
               the bound that is not there
    open       for enum and enum-casing: the service may accept other values, the contract only lists the known ones
    trigger    the trigger, where it is about one
    """

    kind: MismatchKind
    image: Image | None
    path: str
    node: Node
    parent: Node | None
    name: str
    expected: tuple[str, ...] = ()
    found: str = ""
    suggestion: str | None = None
    since: str | None = None
    until: str | None = None
    open: bool = False
    trigger: Trigger | None = None

    @property
    def api_version(self) -> str | None:
        """The API version of the image template or trigger; None where it is not known."""
        if self.image is not None:
            return self.image.api_version
        return self.trigger.resource.api_version if self.trigger is not None else None

    @property
    def strict(self) -> bool:
        """Whether the service is known to reject unknown and wrongly cased fields (since 2024-02-01)."""
        version = self.api_version
        return version is not None and version >= STRICT_SINCE

    @property
    def fate(self) -> str:
        """What the service does with a field that does not fit exactly, as the end of a sentence."""
        if self.api_version is None:
            return "the service rejects it since API version 2024-02-01 and ignores it before"
        if self.strict:
            return f"API version {self.api_version} rejects it"
        return f"API version {self.api_version} ignores it without a word"

    @property
    def holder(self) -> str:
        """The object that has or lacks the property, as a user would call it, with an article or in backticks."""
        return place_in_words(self.path.rpartition(".")[0])


_PARTS: Final = (
    ("properties.customize[]", "customizer"),
    ("properties.validate.inVMValidations[]", "validator"),
    ("properties.distribute[]", "target"),
    ("properties.source", "source"),
)


def place_in_words(path: str) -> str:
    """A path of the contract as a user would call it: `` a `Shell` customizer ``, `` `vmProfile` ``, the resource."""
    if not path:
        return "the resource"
    for start, noun in _PARTS:
        if path.startswith(start):
            rest = path[len(start) :]
            kind, _, below = rest.partition(">")
            if not below and kind.startswith("<"):
                return f"a `{kind[1:]}` {noun}"
            if not rest:
                return f"a {noun}" if path.endswith("[]") else f"`{noun}`"
    last = path.rpartition(".")[2].partition("<")[0]
    if last.endswith("[]"):
        return f"an element of `{last[:-2]}`"
    if last == "{key}":
        return f"an entry of `{path.split('.')[-2]}`"
    return f"`{last}`"
