"""What a compiled place of the contract is: its check and all that editors ask of it, for one API version."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from aiblsp.schema.nearest import nearest

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node
    from aiblsp.schema.compile import Compiled
    from aiblsp.schema.mismatch import Mismatch, MismatchKind
    from aiblsp.template.model import Image, Trigger

ShapeKind: TypeAlias = Literal["object", "union", "array", "map", "string", "integer", "boolean", "any"]


MAX_GUESSES: Final = 200


class Report:
    """Collects the mismatches of one image template or trigger."""

    __slots__ = ("_guesses", "_names", "contract", "found", "image", "trigger")

    def __init__(self, contract: Compiled, image: Image | None, trigger: Trigger | None) -> None:
        self.contract = contract
        self.image = image
        self.trigger = trigger
        self.found: list[Mismatch] = []
        self._names: dict[int, frozenset[str]] = {}
        self._guesses = MAX_GUESSES

    def names(self, holder: Node) -> frozenset[str]:
        """The lower-case names of an object's members; collected once, however many of them are wrong."""
        names = self._names.get(id(holder))
        if names is None:
            names = frozenset(child.key.text.lower() for child in holder.children if child.key is not None)
            self._names[id(holder)] = names
        return names

    def nearest(self, word: str, choices: Iterable[str]) -> str | None:
        """What was meant by a word; after many wrong words, no more guesses: they take time and help nobody."""
        if self._guesses <= 0:
            return None
        self._guesses -= 1
        return nearest(word, choices)

    def add(
        self,
        kind: MismatchKind,
        path: str,
        node: Node,
        parent: Node | None,
        *,
        name: str | None = None,
        expected: tuple[str, ...] = (),
        found: str = "",
        suggestion: str | None = None,
        since: str | None = None,
        until: str | None = None,
        open: bool = False,
    ) -> None:
        """Note one mismatch; without `name` it is the one that `node` is written under."""
        from aiblsp.schema.mismatch import Mismatch  # here, for a template that is right does not pay for it

        if name is None:
            name = node.key.text if node.key is not None else ""
        self.found.append(
            Mismatch(
                kind,
                self.image,
                path,
                node,
                parent,
                name,
                expected,
                found,
                suggestion,
                since,
                until,
                open,
                self.trigger,
            )
        )


Check: TypeAlias = Callable[["Node", "Node | None", Report], None]  # node, what holds it, where findings go


def accept(node: Node, parent: Node | None, report: Report) -> None:
    """The check of a place that rules of their own look after."""


class Shape:
    """A place of the contract in one API version. Data; `schema.compile` fills it.

    path          as in a Mismatch
    check         finds what is wrong with a node at this place
    properties    object and union: the members of this version (of a union: the shared ones)
    lowered       their names in lower case → as they are
    gone          lower-case names that other versions have here → (name, since, until, what replaced it)
    aliases       lower-case names seen in the wild → the right one
    required      names that must be there
    discriminator, types  union: the member that tells its types apart, and the types of this version
    foreign       union: lower-case names of types of other versions → (name, since, until)
    merged        union: an object with the members of all types, for where the type is not known
    union         of a type: the union that it belongs to
    items         array and map: what is in it
    values        the values of an enumeration, in this version; `elsewhen` those of other versions → (since, until)
    child_name    the pattern is about the last part of a name such as `parent/child`
    """

    # Defaults stand in the class: most shapes set only a few of them, and all are built at start-up.
    check: Check = staticmethod(accept)
    lenient: Check = staticmethod(accept)  # of a type: the same check without what is missing, for a guessed type
    properties: Mapping[str, Shape] = {}
    lowered: Mapping[str, str] = {}
    gone: Mapping[str, tuple[str, str, str, str | None]] = {}
    aliases: Mapping[str, str] = {}
    required: tuple[str, ...] = ()
    discriminator = ""
    types: Mapping[str, Shape] = {}
    foreign: Mapping[str, tuple[str, str, str]] = {}
    merged: Shape | None = None
    union: Shape | None = None
    items: Shape | None = None
    values: tuple[str, ...] = ()
    elsewhen: Mapping[str, tuple[str, str]] = {}
    open = False
    minimum: int | None = None
    maximum: int | None = None
    pattern: str | None = None
    child_name = False
    read_only = False

    def __init__(self, path: str, kind: ShapeKind) -> None:
        self.path = path
        self.kind: ShapeKind = kind

    def __repr__(self) -> str:
        return f"Shape({self.path!r}, {self.kind})"

    def member(self, name: str) -> Shape | None:
        """The property of that name, compared without case."""
        found = self.properties.get(name)
        if found is not None:
            return found
        right = self.lowered.get(name.lower())
        return None if right is None else self.properties[right]


SILENT: Final = frozenset(("unknown", "null"))  # not known is never wrong, and null means absent
