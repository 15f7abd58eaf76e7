"""Applies the users' own JSON Schemas to image templates: any draft, `$ref`s across local files, never the network.

The only file that pays for jsonschema at run time; import it only where policies are configured.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from jsonschema.exceptions import SchemaError, best_match
from jsonschema.validators import Draft202012Validator, validator_for
from jsonschema_specifications import REGISTRY as SPECIFICATIONS  # type: ignore[import-untyped]
from referencing import Registry
from referencing.exceptions import NoSuchResource, Unresolvable
from referencing.jsonschema import DRAFT202012, SchemaResource, specification_with

from aiblsp.schema.partial import NEVER, Members, Unknown, instance_of, partial_validator
from aiblsp.schema.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jsonschema import ValidationError

    from aiblsp.jsonc.node import Node
    from aiblsp.template.model import Image


@dataclass(frozen=True, slots=True, eq=False)
class PolicyMismatch:
    """Something that a policy does not allow.

    node     what is wrong; with `on` "key" it is about the member's name
    message  what is wrong with it, without its name and without a period at the end
    schema   the policy file, as it was named
    pointer  the keyword within it, as a JSON pointer that leads through `$ref`s
    """

    node: Node
    message: str
    schema: str
    pointer: str
    on: Literal["key", "value"] = "value"


@dataclass(frozen=True, slots=True)
class PolicyProblem:
    """A policy that cannot be used: the file as it was named, why, and what was read until that was clear."""

    schema: str
    message: str
    files: tuple[Path, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, eq=False)
class _Policy:
    name: str
    validator: Any
    files: tuple[tuple[Path, tuple[int, int] | None], ...]  # what it was read from, and a stamp of each


def policy_mismatches(image: Image, schemas: Sequence[str]) -> list[PolicyMismatch]:
    """What the policies do not allow in an image template: what is wrong whatever its unknown parts are.

    Policies that cannot be used are skipped: `policy_problems` tells of them.
    """
    if image.resource is not None and image.resource.existing:
        return []
    instance = instance_of(image.body)
    if image.kind == "properties" and not isinstance(instance, Unknown):
        instance = Members(properties=instance)
        instance.incomplete = instance.partial = True
    found: list[PolicyMismatch] = []
    for name in schemas:
        policy = _load(name)
        if isinstance(policy, _Policy):
            found += _apply(policy, image, instance)
    return found


def policy_problems(schemas: Sequence[str]) -> list[PolicyProblem]:
    """Which policies cannot be used, and why: unreadable files, no JSON, no schemas, references that lead nowhere."""
    return [problem for name in schemas if isinstance(problem := _load(name), PolicyProblem)]


def policy_files(schemas: Iterable[str]) -> frozenset[str]:
    """The files that policies are made of, with those that they refer to, as real paths. A missing one counts too."""
    found: set[Path] = set()
    for name in schemas:
        policy = _load(name)
        found.add(Path(name).resolve())
        found.update(policy.files if isinstance(policy, PolicyProblem) else (path for path, _ in policy.files))
    return frozenset(map(str, found))


def _apply(policy: _Policy, image: Image, instance: Any) -> Iterator[PolicyMismatch]:
    try:
        for error in policy.validator.iter_errors(instance):
            yield from _mismatches(policy, image, error)
    except RecursionError:
        yield PolicyMismatch(image.node, "the policy refers to itself without end", policy.name, "")
    except Unresolvable as error:  # a dynamic reference: only validation shows where it leads
        yield PolicyMismatch(image.node, f"the policy refers to `{error.ref}`, which is not there", policy.name, "")


def _mismatches(policy: _Policy, image: Image, error: ValidationError) -> Iterator[PolicyMismatch]:
    leaf = best_match([error]) or error
    pointer = "/" + "/".join(str(step) for step in leaf.absolute_schema_path)
    node = _node(image, list(leaf.absolute_path))
    for name, message in worded(leaf):
        member = node.get(name) if name is not None else None
        if member is not None:
            yield PolicyMismatch(member, message, policy.name, pointer, "key")
        else:
            on: Literal["key", "value"] = "key" if leaf.schema == NEVER and node.key is not None else "value"
            yield PolicyMismatch(node, message, policy.name, pointer, on)


def _node(image: Image, path: list[str | int]) -> Node:
    if image.kind == "properties":
        path = path[1:]
    return image.body.at(*path) or image.body


# Policies by name; a stale one is read again. Editors ask after every change of a document.
_loaded: dict[str, _Policy | PolicyProblem] = {}


def _load(name: str) -> _Policy | PolicyProblem:
    known = _loaded.get(name)
    if isinstance(known, _Policy) and all(_stamp(path) == stamp for path, stamp in known.files):
        return known
    _loaded[name] = loaded = _read(name)
    return loaded


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


class _Files:
    """Reads schema files for references and remembers which: the one thing here that changes while it is used."""

    def __init__(self) -> None:
        self.read: list[Path] = []

    def retrieve(self, uri: str) -> SchemaResource:
        """The schema at a URI: a local file, or a metaschema that everybody has. Raises NoSuchResource."""
        if uri.rstrip("#") in SPECIFICATIONS:
            known: SchemaResource = SPECIFICATIONS[uri.rstrip("#")]
            return known
        parts = urlsplit(uri)
        if parts.scheme != "file":
            raise NoSuchResource(uri)
        try:
            return self.resource(Path(url2pathname(unquote(parts.path))))
        except (OSError, ValueError) as error:
            raise NoSuchResource(uri) from error

    def resource(self, path: Path) -> SchemaResource:
        """A schema file. Its `$schema` says how to read references, then goes: it would bring back plain validation."""
        self.read.append(path)
        contents = json.loads(path.read_bytes())
        if not isinstance(contents, (dict, bool)):
            raise ValueError("a schema is an object")
        dialect = contents.get("$schema") if isinstance(contents, dict) else None
        specification = specification_with(dialect, default=DRAFT202012) if isinstance(dialect, str) else DRAFT202012
        if isinstance(contents, dict):
            contents = {key: value for key, value in contents.items() if key != "$schema"}
        return specification.create_resource(contents)


def _read(name: str) -> _Policy | PolicyProblem:
    path = Path(name).resolve()
    files = _Files()
    try:
        whole = json.loads(path.read_bytes())
        base: Any = validator_for(whole, default=Draft202012Validator)
        base.check_schema(whole)
        resource = files.resource(path)
    except OSError as error:
        return PolicyProblem(name, f"cannot be read: {error.strerror or error}")
    except SchemaError as error:
        return PolicyProblem(name, f"is no JSON Schema: {error.json_path}: {error.message}")
    except (ValueError, RecursionError) as error:
        return PolicyProblem(name, f"is no JSON: {error}")
    registry: Registry[Any] = Registry(retrieve=files.retrieve)  # type: ignore[call-arg]
    registry = registry.with_resource(path.as_uri(), resource)
    lost = _lost_reference(registry, path.as_uri(), resource)
    if lost is not None:
        message = f"refers to `{lost}`, which is not there; only local files are read"
        return PolicyProblem(name, message, tuple(files.read))
    validator = partial_validator(base)({"$ref": path.as_uri()}, registry=registry)
    return _Policy(name, validator, tuple((file, _stamp(file)) for file in dict.fromkeys(files.read)))


def _lost_reference(registry: Registry[Any], uri: str, resource: SchemaResource) -> str | None:
    """The first reference that leads nowhere, in this schema or one that it refers to."""
    stack = [(resource, registry.resolver(uri))]
    seen: set[int] = set()
    while stack:
        current, resolver = stack.pop()
        if id(current.contents) in seen or not isinstance(current.contents, dict):
            continue
        seen.add(id(current.contents))
        reference = current.contents.get("$ref")
        if isinstance(reference, str):
            try:
                resolved = resolver.lookup(reference)
            except Unresolvable:
                return reference
            stack.append((DRAFT202012.create_resource(resolved.contents), resolved.resolver))
        stack += [(part, resolver.in_subresource(part)) for part in current.subresources()]
    return None
