"""Turns the annotated contract into plain JSON Schema 2020-12 for one API version, for other tools to use. Pure data.

Two dialects: a bare body has literal values; in a deployment template any value may be an expression or null, names may
be expressions, and a property copy loop may supply what is required. Unions choose their type first (`if`/`then`), so
that one defect gives one message in tools that report every failing branch.
"""

from __future__ import annotations

from typing import Any, Final, Literal, TypeAlias

from aiblsp.facts.versions import NEWEST
from aiblsp.schema.place import keyword
from aiblsp.schema.source import OLDEST, Spec, tree

Schema: TypeAlias = dict[str, Any]
Dialect: TypeAlias = Literal["bare", "resource"]

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
TYPE: Final = "Microsoft.VirtualMachineImages/"
_EXPRESSION: Final[Schema] = {
    "description": "An ARM expression, or null, which means absent.",
    "type": ["string", "null"],
    "pattern": "^\\[(?!\\[)[\\s\\S]*\\]$",
}
_IS_EXPRESSION: Final[Schema] = {"$ref": "#/$defs/expression"}


def body(version: str) -> Schema:
    """The schema of a bare image template: what a file for the REST API or `az resource create` holds."""
    spec = tree()
    schema = Writer(version, "bare").root(spec)
    schema["required"] = [name for name in schema["required"] if name != "name"]
    return schema


def resource(version: str, kind: str = "imageTemplates") -> Schema:
    """The schema of a resource in a deployment template."""
    schema = Writer(version, "resource").root(tree(kind))
    schema["required"] = ["type", "apiVersion", *schema["required"]]
    if "/" in kind:  # a child resource may carry the name of its parent
        rules = schema["properties"]["name"]["else"]
        rules["pattern"] = rules["pattern"].replace("^", "^(?:[^/]+/)?", 1)
    schema["$defs"] = {"expression": _EXPRESSION}
    return schema


def exists(version: str, kind: str) -> bool:
    """Whether an API version has a resource type."""
    return bool(tree(kind)["since"] <= version)


def deployment(versions: dict[str, list[str]]) -> Schema:
    """The schema of a deployment template: each resource type of ours by its API version, everything else passes.

    `versions` are the API versions of each resource type, `imageTemplates` and so on.
    """
    routes = [
        {"if": _is(f"{TYPE}{kind}", version), "then": {"$ref": f"{version}/{file_name(kind, 'resource')}"}}
        for kind, found in versions.items()
        for version in found
    ]
    nested = {
        "if": {"properties": {"type": {"const": "Microsoft.Resources/deployments"}}, "required": ["type"]},
        "then": {"properties": {"properties": {"properties": {"template": {"$ref": "#"}}}}},
    }
    return {
        "$schema": DRAFT,
        "title": "Deployment template with image templates",
        "description": "Checks the Azure Image Builder resources of a deployment template; says nothing of others.",
        "properties": {
            "resources": {
                "if": {"type": "array"},
                "then": {"items": {"$ref": "#/$defs/resource"}},
                "else": {"additionalProperties": {"$ref": "#/$defs/resource"}},
            }
        },
        "$defs": {"resource": {"allOf": [*routes, nested]}},
    }


def file_name(kind: str, dialect: Dialect) -> str:
    """The name of a published schema within the folder of its API version."""
    return f"{kind.replace('/', '.')}{'.resource' if dialect == 'resource' else ''}.schema.json"


def _is(name: str, version: str) -> Schema:
    """Holds for a resource of that type and version that is to be deployed."""
    wanted: Schema = {"type": {"const": name}, "apiVersion": {"const": version}, "existing": {"const": False}}
    return {"properties": wanted, "required": ["type", "apiVersion"]}


class Writer:
    """Writes schemas for one API version and dialect."""

    __slots__ = ("arm", "dialect", "version")

    def __init__(self, version: str, dialect: Dialect) -> None:
        self.version = version
        self.dialect = dialect
        self.arm = dialect == "resource"

    def root(self, spec: Spec) -> Schema:
        around = spec["envelope"][self.dialect]["properties"]
        head = {
            "$schema": DRAFT,
            "title": f"{spec['title']}, API version {self.version}",
            "description": spec["description"],
        }
        return {**head, **self.object({**spec, "properties": {**spec["properties"], **around}}, loops=False)}

    def alive(self, spec: Any) -> bool:
        if not isinstance(spec, dict):
            return True
        return bool(spec.get("since", OLDEST) <= self.version <= spec.get("until", NEWEST))

    def value(self, spec: Spec) -> Schema:
        """A place where a value stands. In a deployment template that may be an expression: outside are the words, so
        that editors show them for expressions, too."""
        words = _words(spec, self.version)
        if spec.get("readOnly") and not spec.get("free"):
            return words
        if spec.get("free"):
            return words if "values" not in spec or self.arm else {**words, "examples": list(spec["values"])}
        rules = self.rules(spec)
        if not self.arm:
            return {**words, **rules}
        if rules == {"type": "string"}:
            return {**words, "type": ["string", "null"]}
        return {**words, "if": _IS_EXPRESSION, "else": rules}

    def rules(self, spec: Spec) -> Schema:
        if "types" in spec:
            return self.union(spec)
        if isinstance(spec.get("additionalProperties"), dict):
            return {"type": "object", "additionalProperties": self.value(spec["additionalProperties"])}
        if "properties" in spec:
            return self.object(spec)
        if "items" in spec:
            return {"type": "array", "items": self.value(spec["items"])}
        schema: Schema = {"type": spec["type"]}
        if (pattern := keyword(spec, "pattern", self.version)) is not None:
            schema["pattern"] = pattern
        schema.update({key: spec[key] for key in ("minimum", "maximum") if key in spec})
        return self.enumeration(schema, spec) if "values" in spec else schema

    def enumeration(self, schema: Schema, spec: Spec) -> Schema:
        values = {value: said for value, said in spec["values"].items() if self.alive(said)}
        said = [text if isinstance(text, str) else text["description"] for text in values.values()]
        listed = {"enum": list(values), "enumDescriptions": said}
        if keyword(spec, "open", self.version):
            return {**schema, "anyOf": [listed, {"type": "string"}]}
        return {**schema, **listed}

    def object(self, spec: Spec, loops: bool = True) -> Schema:
        """An object with nothing but its properties; `loops`: a copy loop may supply some of them."""
        members = {name: self.value(part) for name, part in spec.get("properties", {}).items() if self.alive(part)}
        schema: Schema = {"type": "object", "properties": members}
        needed = [name for name in members if self.required(spec, name)]
        if self.arm:
            schema["patternProperties"] = {"^\\[[\\s\\S]*\\]$": True}
        if self.arm and loops:
            members["copy"] = {"description": "A property copy loop.", "type": "array"}
            if needed:
                schema["allOf"] = [{"if": {"required": ["copy"]}, "else": {"required": needed}}]
        elif needed:
            schema["required"] = needed
        schema["additionalProperties"] = False
        return schema

    def required(self, spec: Spec, name: str) -> bool:
        part = spec["properties"][name]
        sometimes = "requiredSince" in part or "requiredUntil" in part
        within = part.get("requiredSince", OLDEST) <= self.version <= part.get("requiredUntil", NEWEST)
        return name in spec.get("required", ()) or (sometimes and within)

    def union(self, spec: Spec) -> Schema:
        """The discriminator by itself, then for each type what else belongs to it."""
        kind, types = spec["discriminator"], {name: part for name, part in spec["types"].items() if self.alive(part)}
        choice = {"enum": list(types), "enumDescriptions": [part["title"] for part in types.values()]}
        words = _words(spec["properties"][kind], self.version)
        named = {**words, "if": _IS_EXPRESSION, "else": choice} if self.arm else {**words, **choice}
        branches = [
            {"if": {"properties": {kind: {"const": name}}, "required": [kind]}, "then": self.type(part, kind)}
            for name, part in types.items()
        ]
        return {"type": "object", "properties": {kind: named}, "required": [kind], "allOf": branches}

    def type(self, spec: Spec, kind: str) -> Schema:
        words = _words(spec, self.version)
        schema = self.object({**spec, "required": [name for name in spec["required"] if name != kind]})
        schema["properties"][kind] = True  # judged before
        return {**words, **schema}


def _words(spec: Spec, version: str) -> Schema:
    """Title, description and the other annotations that tools show."""
    words: Schema = {"title": spec["title"]} if "title" in spec else {}
    text = [spec["description"]] if "description" in spec else []
    text += [f"- {note}" for note in spec.get("notes", ())]
    if text:
        words["description"] = "\n".join(text)
    if "default" in spec:
        words["default"] = spec["default"]
    if spec.get("readOnly") and not spec.get("free"):
        words["readOnly"] = True
    if version >= spec.get("deprecatedSince", "9999"):
        words["deprecated"] = True
    if "examples" in spec and "types" not in spec:
        words["examples"] = spec["examples"]
    return words
