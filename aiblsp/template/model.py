"""Image templates and their parts as data, and the template of a file as a whole. Made by `template.build`.

What deployment templates declare around them is in `template.declared`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from aiblsp.record import dataclass, field

if TYPE_CHECKING:
    from aiblsp.facts.ids import IdProblem
    from aiblsp.jsonc.node import Node
    from aiblsp.script.command import Assignment, Command, Redirect, Word
    from aiblsp.script.lines import Joined
    from aiblsp.template.declared import ParameterFile, Resource, Scope
    from aiblsp.template.symbols import Symbols
    from aiblsp.template.written import Written
    from aiblsp.text import Source

    Placed: TypeAlias = Command | Word | Assignment | Redirect | int

OsFamily = Literal["Windows", "Linux"]


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says about a document beyond its text.

    `parameters` are parameter files in order of precedence (a later one wins); `api_version` counts where the
    template names none that can be evaluated; `os_family` where it cannot be inferred. A text of more than `max_size`
    characters is not read. `extra_regions` are names of Azure regions that our tables do not have; `policy_schemas` are
    paths of JSON Schemas that every image template must satisfy besides.
    """

    parameters: tuple[Source, ...] = ()
    api_version: str | None = None
    os_family: OsFamily | None = None
    max_size: int = 8 * 1024 * 1024
    extra_regions: tuple[str, ...] = ()
    policy_schemas: tuple[str, ...] = ()


@dataclass(eq=False)
class Image:
    """One image template. `node` is as written, `body` has expressions evaluated.

    kind      bare (the whole file is the resource body), resource (in a deployment template), properties (the whole
              file is what belongs under `properties`)
    body      the resource object; for kind properties the properties object itself
    api_version  literal, else evaluated, else from the options, else None: unknown, any version
    template  what the file holds beside it; set in a deployment template
    """

    kind: Literal["bare", "resource", "properties"]
    node: Node
    body: Node
    api_version: str | None
    resource: Resource | None = None
    scope: Scope | None = None
    configured_os: OsFamily | None = None
    template: Template | None = field(default=None, repr=False)

    @cached_property
    def properties(self) -> Node | None:
        """The properties object; None where it is missing or not an object."""
        found = self.body if self.kind == "properties" else self.body.get("properties")
        return found if found is not None and found.kind == "object" else None

    def at(self, *path: str | int) -> Node | None:
        """A node below `properties` by names and indexes; None where the way ends."""
        return self.properties.at(*path) if self.properties is not None else None

    def root(self, name: str) -> Node | None:
        """A member of the resource itself (location, tags, identity …); None in a bare properties object."""
        return None if self.kind == "properties" else self.body.get(name)

    @cached_property
    def expressions(self) -> tuple[Written, ...]:
        """Every string and name of it that is an expression, as written."""
        from aiblsp.template.written import expressions  # here, because that room knows this one

        return expressions(self)

    @cached_property
    def resource_ids(self) -> tuple[Written, ...]:
        """Every known string and name that starts like a resource ID, evaluated."""
        from aiblsp.template.written import resource_ids

        return resource_ids(self)

    @cached_property
    def source(self) -> ImageSource | None:
        """The source section, where it is an object."""
        node = self.at("source")
        return ImageSource(self, node) if node is not None and node.kind == "object" else None

    @cached_property
    def customizers(self) -> tuple[Step, ...]:
        """The customizers that are objects, in order."""
        return _steps(self, self.at("customize"), "customize")

    @cached_property
    def validators(self) -> tuple[Step, ...]:
        """The validators that are objects, in order."""
        return _steps(self, self.at("validate", "inVMValidations"), "validate")

    @property
    def steps(self) -> tuple[Step, ...]:
        """Customizers, then validators."""
        return self.customizers + self.validators

    @cached_property
    def opaque_from(self) -> int:
        """The index of the first customizer that runs a downloaded script or is not known in full; else their number."""
        node = self.at("customize")
        if node is None or node.kind != "array" or node.incomplete:
            return 0
        steps = {step.index: step for step in self.customizers}
        for index in range(len(node.children)):
            if index not in steps or steps[index].opaque:
                return index
        return len(node.children)

    @cached_property
    def opened_paths(self) -> frozenset[str]:
        """The folders that a Shell step, whichever, hands over to the user that the steps run as."""
        from aiblsp.script.writes import opened_paths

        return frozenset(path for step in self.steps if step.type == "Shell" for path in opened_paths(step.commands))

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """The distribute entries that are objects, in order."""
        node = self.at("distribute")
        if node is None or node.kind != "array":
            return ()
        return tuple(Target(self, child, index) for index, child in enumerate(node.children) if child.kind == "object")

    @cached_property
    def os_family(self) -> OsFamily | None:
        """Windows or Linux from the source, the options or an image definition in the file; None where none tells.

        Customizers have no say.
        """
        from aiblsp.facts.images import os_family  # here, for a template without a source pays nothing

        source = self.source
        family = None
        if source is not None and source.type == "PlatformImage":
            family = os_family(source.value("publisher"), source.value("offer"), source.value("sku"))
        if family is None and self.configured_os is None and self.resource is not None:
            from aiblsp.template.related import declared_os

            return declared_os(self)
        return family or self.configured_os

    @property
    def head(self) -> tuple[int, int]:
        """The offsets to point at for the template as a whole: its type, else its opening brace."""
        kind = self.node.get("type")
        if kind is not None and kind.key is not None:
            return kind.key.start, kind.end
        return self.node.start, self.node.start + 1

    def since(self, version: str) -> bool:
        """Whether the API version is known and at least `version`. Versions compare as text: dates sort so."""
        return self.api_version is not None and self.api_version >= version

    def before(self, version: str) -> bool:
        """Whether the API version is known and earlier than `version`."""
        return self.api_version is not None and self.api_version < version

    @property
    def strict(self) -> bool:
        """Whether the service is known to reject unknown and wrongly cased fields (since 2024-02-01)."""
        return self.since("2024-02-01")


SOURCE_TYPES = ("PlatformImage", "ManagedImage", "SharedImageVersion", "ISO")
STEP_TYPES = ("Shell", "PowerShell", "WindowsRestart", "WindowsUpdate", "File")
TARGET_TYPES = ("ManagedImage", "SharedImage", "VHD")


def _canonical(node: Node | None, types: tuple[str, ...]) -> str | None:
    """The type in its canonical casing: a wrong casing is a finding of its own and must not silence the others."""
    if node is None or node.kind != "string":
        return None
    lowered = node.value.lower()
    return next((name for name in types if name.lower() == lowered), None)


@dataclass(eq=False)
class Part:
    """An object of an image template that its `type` member tells apart."""

    image: Image
    node: Node

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
        return _canonical(self.node.get("type"), SOURCE_TYPES)

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
        return _canonical(self.node.get("type"), STEP_TYPES)

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
        return join([line.text() for line in self.lines], complete=inline is None or not inline.incomplete)

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
        return _canonical(self.node.get("type"), TARGET_TYPES)

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


@dataclass(eq=False)
class Trigger:
    """An image template trigger resource, and the image template it belongs to where that is in the same file."""

    resource: Resource
    image: Image | None

    @property
    def node(self) -> Node:
        return self.resource.body


@dataclass(eq=False)
class Template:
    """What a file is and what was found in it.

    kind   deployment, bare, properties, parameters; None for any other JSON, of which nothing is said
    parameter_files  those that count for it, in order of precedence (a later one wins)
    """

    kind: Literal["deployment", "bare", "properties", "parameters"] | None
    root: Node | None
    scopes: list[Scope] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    parameter_files: tuple[ParameterFile, ...] = ()

    def resources_of(self, type_: str) -> list[Resource]:
        """The resources of a type (lower case) that the file makes, those of nested templates included."""
        return [resource for resource in self._by_type.get(type_, ()) if resource.is_made]

    @cached_property
    def _by_type(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = {}
        for scope in self.scopes:
            for resource in scope.resources:
                if resource.type is not None:
                    found.setdefault(resource.type.lower(), []).append(resource)
        return found

    @cached_property
    def symbols(self) -> Symbols:
        """Reads texts of the file that only the deployment knows in full; see `template.related`."""
        from aiblsp.template.symbols import Symbols  # here, for few files have resources to compare

        return Symbols(self.scopes)


def _steps(image: Image, node: Node | None, where: Literal["customize", "validate"]) -> tuple[Step, ...]:
    if node is None or node.kind != "array":
        return ()
    return tuple(
        Step(image, child, index, where) for index, child in enumerate(node.children) if child.kind == "object"
    )
