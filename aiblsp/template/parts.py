"""The parts of an image template that their `type` tells apart: source, steps and targets, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from aiblsp.record import cached_property, dataclass
from aiblsp.template.held import held, ref

if TYPE_CHECKING:
    from aiblsp.facts.ids import IdProblem
    from aiblsp.jsonc.node import Node
    from aiblsp.script.command import Assignment, Command, Redirect, Word
    from aiblsp.script.lines import Joined
    from aiblsp.template.model import Image
    from aiblsp.template.replicas import Replica

    Placed: TypeAlias = Command | Word | Assignment | Redirect | int

SOURCE_TYPES = ("PlatformImage", "ManagedImage", "SharedImageVersion", "ISO")
STEP_TYPES = ("Shell", "PowerShell", "WindowsRestart", "WindowsUpdate", "File")
TARGET_TYPES = ("ManagedImage", "SharedImage", "VHD")
_SOURCES, _STEPS, _TARGETS = (
    {name.lower(): name for name in each} for each in (SOURCE_TYPES, STEP_TYPES, TARGET_TYPES)
)


def _canonical(node: Node | None, types: dict[str, str]) -> str | None:
    """The type in its canonical casing: a wrong casing is a finding of its own and must not silence the others."""
    return types.get(node.value.lower()) if node is not None and node.kind == "string" else None


@dataclass(eq=False)
class Part:
    """An object of an image template that its `type` member tells apart.

    holder  its image template, see `template.held`
    """

    holder: ref[Image]
    node: Node

    @property
    def image(self) -> Image:
        """The image template that it is a part of."""
        return held(self.holder)

    def get(self, name: str) -> Node | None:
        """A member, by name without case."""
        return self.node.get(name)

    def value(self, name: str) -> str | None:
        """The known string under `name`, else None."""
        member = self.node.get(name)
        return member.value if member is not None and member.kind == "string" else None


@dataclass(eq=False)
class ImageSource(Part):
    """The source section. `type` is canonical; None where it is missing, unknown or no type there is."""

    @cached_property
    def type(self) -> str | None:
        return _canonical(self.node.get("type"), _SOURCES)

    @cached_property
    def windows_kind(self) -> Literal["client", "server"] | None:
        """Whether it is a marketplace image of a Windows client or a Windows Server; None where that cannot be told."""
        from aiblsp.facts.windows import windows_kind

        if self.type != "PlatformImage":
            return None
        return windows_kind(self.value("publisher"), self.value("offer"), self.value("sku"))

    @cached_property
    def is_server_2016(self) -> bool:
        """Whether it surely is a marketplace image of Windows Server 2016."""
        from aiblsp.facts.windows import is_server_2016

        if self.type != "PlatformImage":
            return False
        return is_server_2016(self.value("publisher"), self.value("offer"), self.value("sku"))


@dataclass(eq=False)
class Step(Part):
    """A customizer or a validator, at `index` of its array. `type` is canonical or None."""

    index: int
    where: Literal["customize", "validate"]

    @cached_property
    def type(self) -> str | None:
        return _canonical(self.node.get("type"), _STEPS)

    @cached_property
    def lines(self) -> tuple[Node, ...]:
        """The elements of `inline`, unknown ones included; a single string counts as one element."""
        inline = self.node.get("inline")
        if inline is None:
            return ()
        return tuple(inline.children) if inline.kind == "array" else (inline,)

    @cached_property
    def opaque(self) -> bool:
        """Whether it may do what cannot be seen here: it runs a downloaded script, or a part of it is not known."""
        download, inline = self.node.get("scriptUri"), self.node.get("inline")
        if self.type is None or self.node.incomplete or (inline is not None and inline.incomplete):
            return True
        if download is not None and (download.kind != "string" or download.value):
            return True
        return any(line.kind == "unknown" for line in self.lines)

    @cached_property
    def script(self) -> Joined:
        """The lines as the one script that they are for the build, and the way back to each of them."""
        from aiblsp.script.lines import join  # here, for a template without inline scripts pays nothing

        inline = self.node.get("inline")
        texts = [line.value if line.kind == "string" else None for line in self.lines]
        return join(texts, complete=inline is None or not inline.incomplete)

    @cached_property
    def commands(self) -> tuple[Command, ...]:
        """The commands of the inline script, those of scripts within it included; none for other steps."""
        if self.type not in ("Shell", "PowerShell") or not self.lines:
            return ()
        from aiblsp.script.read import read_powershell, read_shell

        return (read_shell if self.type == "Shell" else read_powershell)(self.script.text)

    def locate(self, part: Placed, end: int | None = None) -> tuple[Node, tuple[int, int]]:
        """The line that a command, word or other part of the script is in, and its indexes in that line's text.

        They fit `Finding(node, …, part=…)`. What goes on in the next line is cut off. `part` may also be an index of
        `script.text`, with `end`. Raises IndexError where there are no lines.
        """
        start, stop = (part, part if end is None else end) if isinstance(part, int) else (part.start, part.end)
        index, span = self.script.locate(start, stop)
        return self.lines[index], span


@dataclass(eq=False)
class Target(Part):
    """A distribute entry, at `index`. `type` is canonical or None."""

    index: int

    @cached_property
    def type(self) -> str | None:
        return _canonical(self.node.get("type"), _TARGETS)

    @cached_property
    def replicas(self) -> tuple[Replica, ...]:
        """The regions that the image is copied to, however they are listed, in order."""
        from aiblsp.template.replicas import read_replicas  # here, because that room knows this one

        return tuple(read_replicas(self))

    @cached_property
    def id_problems(self) -> tuple[tuple[Node, IdProblem], ...]:
        """What is wrong with the ID of the image that it makes; with several allowed values, with each of them."""
        from aiblsp.facts.ids import check_id

        gallery = self.type == "SharedImage"
        node = self.node.get("galleryImageId" if gallery else "imageId")
        if node is None or self.type == "VHD":
            return ()
        found = []
        for each in (node, *node.alternatives):
            if each.kind == "string":
                problem = check_id("gallery-target" if gallery else "managed-image", each.value)
                if problem is not None:
                    found.append((each, problem))
        return tuple(found)


def read_steps(image: Image, node: Node | None, where: Literal["customize", "validate"]) -> tuple[Step, ...]:
    """The objects of an array of customizers or validators."""
    if node is None or node.kind != "array":
        return ()
    holder = ref(image)
    return tuple(
        Step(holder, child, index, where) for index, child in enumerate(node.children) if child.kind == "object"
    )
