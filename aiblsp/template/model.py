"""Image templates and their parts as data, and the template of a file as a whole. Made by `template.build`.

What deployment templates declare around them is in `template.declared`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from aiblsp.record import cached_property, dataclass, field
from aiblsp.template.held import held, ref
from aiblsp.template.parts import SOURCE_TYPES, STEP_TYPES, TARGET_TYPES, ImageSource, Part, Step, Target, read_steps

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node
    from aiblsp.template.declared import ParameterFile, Resource, Scope
    from aiblsp.template.downloads import Download
    from aiblsp.template.override import Override
    from aiblsp.template.reference import Siblings
    from aiblsp.template.symbols import Symbols
    from aiblsp.template.written import Written
    from aiblsp.text import Source

__all__ = [
    "SOURCE_TYPES",
    "STEP_TYPES",
    "TARGET_TYPES",
    "Image",
    "ImageSource",
    "Options",
    "OsFamily",
    "Part",
    "Step",
    "Target",
    "Template",
    "Trigger",
]

OsFamily = Literal["Windows", "Linux"]


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says about a document beyond its text.

    `parameters` are parameter files in order of precedence (a later one wins); `alternatives` says that they were only
    found beside the template, so that each may be for a deployment of its own; `api_version` counts where the
    template names none that can be evaluated; `os_family` where it cannot be inferred. A text of more than `max_size`
    characters is not read. `extra_regions` are names of Azure regions that our tables do not have; `policy_schemas` are
    paths of JSON Schemas that every image template must satisfy besides. `today` is the date, as `2030-12-31`, that
    others are compared with; None is the real one.
    """

    parameters: tuple[Source, ...] = ()
    api_version: str | None = None
    os_family: OsFamily | None = None
    max_size: int = 8 * 1024 * 1024
    extra_regions: tuple[str, ...] = ()
    policy_schemas: tuple[str, ...] = ()
    today: str | None = None
    alternatives: bool = False


@dataclass(eq=False)
class Image:
    """One image template. `node` is as written, `body` has expressions evaluated.

    kind      bare (the whole file is the resource body), resource (in a deployment template), properties (the whole
              file is what belongs under `properties`)
    body      the resource object; for kind properties the properties object itself
    api_version  literal, else evaluated, else from the options, else None: unknown, any version
    holder    what the file holds beside it; set in a deployment template; see `template.held`
    """

    kind: Literal["bare", "resource", "properties"]
    node: Node
    body: Node
    api_version: str | None
    resource: Resource | None = None
    scope: Scope | None = None
    configured_os: OsFamily | None = None
    holder: ref[Template] | None = field(default=None, repr=False)

    @property
    def template(self) -> Template | None:
        """What the file holds beside it; None where it is no deployment template."""
        return held(self.holder) if self.holder is not None else None

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
    def identities(self) -> tuple[tuple[str, Node], ...]:
        """The members of `identity.userAssignedIdentities` by their names, where these are known, in order."""
        identity = self.root("identity")
        listed = identity.get("userAssignedIdentities") if identity is not None else None
        if listed is None or listed.kind != "object":
            return ()
        return tuple((child.key.text, child) for child in listed.children if child.key is not None and child.key.known)

    @cached_property
    def vm_size(self) -> Node | None:
        """The size of the build VM, where one is given."""
        return self.at("vmProfile", "vmSize")

    @cached_property
    def tag_sets(self) -> tuple[Node, ...]:
        """The objects that hold tags: of the template itself, of what a build makes, and of each target."""
        found = (
            self.root("tags"),
            self.at("managedResourceTags"),
            *(each.get("artifactTags") for each in self.targets),
        )
        return tuple(tags for tags in found if tags is not None and tags.kind == "object")

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
        return ImageSource(ref(self), node) if node is not None and node.kind == "object" else None

    @cached_property
    def customizers(self) -> tuple[Step, ...]:
        """The customizers that are objects, in order."""
        return read_steps(self, self.at("customize"), "customize")

    @cached_property
    def validators(self) -> tuple[Step, ...]:
        """The validators that are objects, in order."""
        return read_steps(self, self.at("validate", "inVMValidations"), "validate")

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Customizers, then validators."""
        return self.customizers + self.validators

    @cached_property
    def opaque_from(self) -> int:
        """The index of the first customizer that runs a download or is not known in full; else their number."""
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
        holder = ref(self)
        return tuple(
            Target(holder, child, index) for index, child in enumerate(node.children) if child.kind == "object"
        )

    @cached_property
    def downloads(self) -> tuple[Download, ...]:
        """What Image Builder itself downloads: scripts and files of steps, and the script of `optimize.workload`."""
        from aiblsp.template.downloads import downloads  # here, because that room knows this one

        return tuple(downloads(self))

    @cached_property
    def overrides(self) -> tuple[Override, ...]:
        """Files that steps put in the place of the script that generalizes the build VM, or almost there."""
        from aiblsp.template.override import overrides

        return tuple(overrides(self))

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


@dataclass(eq=False)
class Trigger:
    """An image template trigger resource, and the image template it belongs to where that is in the same file."""

    resource: Resource
    image: Image | None

    @property
    def node(self) -> Node:
        return self.resource.body

    def before(self, version: str) -> bool:
        """Whether its API version is known and earlier than `version`."""
        return self.resource.api_version is not None and self.resource.api_version < version


@dataclass(eq=False)
class Template:
    """What a file is and what was found in it.

    kind   deployment, bare, properties, parameters; None for any other JSON, of which nothing is said
    parameter_files  those that count for it, in order of precedence (a later one wins)
    siblings  what `template.reference` has found, by the identity of a scope and of a nested deployment
    may_hold_placeholders  whether a cheap look at the text found what may be one
    """

    kind: Literal["deployment", "bare", "properties", "parameters"] | None
    root: Node | None
    scopes: list[Scope] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    parameter_files: tuple[ParameterFile, ...] = ()
    siblings: dict[tuple[int, int], Siblings] = field(default_factory=dict, repr=False)
    may_hold_placeholders: bool = False

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
