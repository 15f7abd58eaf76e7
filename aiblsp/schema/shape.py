"""What a compiled place of the contract is: its check and all that editors ask of it, for one API version."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from aiblsp.schema.mismatch import Mismatch

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node
    from aiblsp.schema.compile import Compiled
    from aiblsp.schema.mismatch import MismatchKind
    from aiblsp.template.model import Image, Trigger

ShapeKind: TypeAlias = Literal["object", "union", "array", "map", "string", "integer", "boolean", "any"]


class Report:
    """Collects the mismatches of one image template or trigger."""

    __slots__ = ("contract", "found", "image", "trigger")

    def __init__(self, contract: Compiled, image: Image | None, trigger: Trigger | None) -> None:
        self.contract = contract
        self.image = image
        self.trigger = trigger
        self.found: list[Mismatch] = []

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

    __slots__ = (
        "aliases",
        "check",
        "child_name",
        "discriminator",
        "elsewhen",
        "fields",
        "foreign",
        "gone",
        "items",
        "kind",
        "lenient",
        "lowered",
        "maximum",
        "merged",
        "minimum",
        "open",
        "path",
        "pattern",
        "properties",
        "read_only",
        "required",
        "types",
        "union",
        "values",
    )

    def __init__(self, path: str, kind: ShapeKind) -> None:
        self.path = path
        self.kind: ShapeKind = kind
        self.check: Check = accept
        self.lenient: Check = accept  # of a type: the same check without what is missing, for a guessed type
        self.fields: dict[str, Check] = {}
        self.properties: dict[str, Shape] = {}
        self.lowered: dict[str, str] = {}
        self.gone: dict[str, tuple[str, str, str, str | None]] = {}
        self.aliases: dict[str, str] = {}
        self.required: tuple[str, ...] = ()
        self.discriminator = ""
        self.types: dict[str, Shape] = {}
        self.foreign: dict[str, tuple[str, str, str]] = {}
        self.merged: Shape | None = None
        self.union: Shape | None = None
        self.items: Shape | None = None
        self.values: tuple[str, ...] = ()
        self.elsewhen: dict[str, tuple[str, str]] = {}
        self.open = False
        self.minimum: int | None = None
        self.maximum: int | None = None
        self.pattern: str | None = None
        self.child_name = False
        self.read_only = False

    def __repr__(self) -> str:
        return f"Shape({self.path!r}, {self.kind})"

    def member(self, name: str) -> Shape | None:
        """The property of that name, compared without case."""
        found = self.properties.get(name)
        if found is not None:
            return found
        right = self.lowered.get(name.lower())
        return None if right is None else self.properties[right]

    def type_of(self, node: Node) -> Shape | None:
        """Union: the type that the node's discriminator names, compared without case; None where it is not certain."""
        kind = node.get(self.discriminator)
        if kind is None or kind.kind != "string":
            return None
        found = self.types.get(kind.value)
        if found is not None:
            return found
        lowered = kind.value.lower()
        return next((shape for name, shape in self.types.items() if name.lower() == lowered), None)


SILENT: Final = frozenset(("unknown", "null"))  # not known is never wrong, and null means absent
