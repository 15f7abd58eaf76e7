"""What deployment templates and parameter files declare, as data: parameters, variables, functions, resources.

Made by `template.scopes`, `template.find` and `template.parameter_file`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.record import cached_property, dataclass, field
from aiblsp.template.held import held

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node, Tree
    from aiblsp.template.context import Context
    from aiblsp.template.held import ref
    from aiblsp.text import Source


@dataclass(frozen=True, slots=True)
class Parameter:
    """A declared parameter. `node` is its declaration; `given` the value from a parameter file, where there is one.

    In an inner-scope nested template `given` is what the deployment hands over, as written in the outer one. A Key
    Vault reference is given, but its value is unknown.
    """

    name: str
    node: Node
    type: str | None  # lower case; None where it is missing or not a string
    default: Node | None
    allowed: tuple[Node, ...]
    given: Node | None
    nullable: bool = False

    @property
    def secure(self) -> bool:
        """Whether the type keeps the value out of logs and histories."""
        return self.type in ("securestring", "secureobject")

    @property
    def required(self) -> bool:
        """Whether a deployment must give a value."""
        return self.default is None and not self.nullable


@dataclass(frozen=True, slots=True)
class UserFunction:
    """A user-defined function: its namespace and name, parameter names, and what it returns, as written."""

    namespace: str
    name: str
    node: Node
    parameters: tuple[str, ...]
    output: Node | None


@dataclass(eq=False)
class Scope:
    """Names that expressions can see: one deployment template, or an inner-scope nested one. Keys are lower case.

    Resources of an outer-scope nested template belong to the scope around it, as its expressions do. `open` is set
    where parts could not be read (recovered text, linked templates): an undeclared name proves nothing.
    """

    node: Node
    level: str = "resourceGroup"  # resourceGroup, subscription, managementGroup, tenant
    language_version: str | None = None
    parameters: dict[str, Parameter] = field(default_factory=dict)
    variables: dict[str, Node] = field(default_factory=dict)  # the value as written; for a copy loop its whole entry
    functions: dict[str, UserFunction] = field(default_factory=dict)  # "namespace.name"
    resources: list[Resource] = field(default_factory=list)
    parent: Scope | None = None
    open: bool = False
    context: Context | None = field(default=None, repr=False)  # evaluates what stands in it


@dataclass(eq=False)
class Resource:
    """A resource of a deployment template. `node` is as written.

    holder      the scope that it belongs to, see `template.held`
    type        the full type of a child too (`…/imageTemplates/triggers`), as written; None where it is unknown
    context     evaluates what stands in it, within its own copy loop
    parent      the resource it is nested in, of which it is a child
    deployment  the nested deployment that it belongs to; None for the file's own template
    """

    node: Node
    holder: ref[Scope]
    type: str | None
    context: Context = field(repr=False)
    symbolic_name: str | None = None
    parent: Resource | None = None
    deployment: Resource | None = None
    existing: bool = False

    @property
    def scope(self) -> Scope:
        """The names that its expressions see."""
        return held(self.holder)

    def resolve(self, node: Node) -> Node:
        """A node of this resource with expressions evaluated, but for child resources and nested templates."""
        return self.context.resolve(node, self._apart)

    @cached_property
    def _apart(self) -> tuple[Node, ...]:
        below = self.node.get("resources"), self.node.at("properties", "template")
        return tuple(node for node in below if node is not None)

    @cached_property
    def body(self) -> Node:
        """The object with expressions evaluated; child resources and nested templates are resources of their own."""
        return self.resolve(self.node)

    @cached_property
    def name(self) -> str | None:
        """The name where it is known: of a nested child the last segment only, as written."""
        return self._text("name")

    @cached_property
    def api_version(self) -> str | None:
        """The API version where it is known, whatever it is."""
        return self._text("apiVersion")

    @cached_property
    def condition(self) -> Node | None:
        """The condition, evaluated; None where there is none."""
        found = self.node.get("condition")
        return self.resolve(found) if found is not None else None

    @cached_property
    def is_made(self) -> bool:
        """Whether the file makes it: it does not only refer to it, and no condition is known to be false."""
        if self.existing:
            return False
        condition = self.condition
        return condition is None or condition.value is not False

    @cached_property
    def location(self) -> Node | None:
        """The location, evaluated; None where there is none."""
        found = self.node.get("location")
        return self.resolve(found) if found is not None else None

    def _text(self, name: str) -> str | None:
        found = self.node.get(name)
        return self.resolve(found).text() if found is not None else None


@dataclass(frozen=True, slots=True)
class Given:
    """One entry of a parameter file. `value` is None where it is a Key Vault reference or comes from outside."""

    name: str
    node: Node
    value: Node | None


@dataclass(frozen=True, slots=True)
class ParameterFile:
    """A parameter file: the entries by lower-case name. Every node in it knows its source.

    `incomplete` is set where a part could not be read: nothing may be said to be missing from it.
    """

    source: Source
    tree: Tree
    entries: dict[str, Given]
    incomplete: bool
