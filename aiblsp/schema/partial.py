"""JSON Schema over values of which parts are unknown: an error is only what is wrong whatever the unknown parts are.

Plain validation asks "is it valid?". Here a schema has two answers for a value: it may be valid (for some content of
the unknown parts), and it must be valid (for any). An error is reported where it cannot be valid. Under `not`, and
where keywords choose (`if`, `oneOf`, `contains`), each answer needs the other one, so the keywords have two moods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jsonschema import ValidationError
from jsonschema.validators import extend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.jsonc.node import Node

MAX_DEPTH: Final = 50  # deeper than any template that means something; keeps validation off the recursion limit

NEVER: Final[dict[str, Any]] = {"not": {}}

Keyword = Any  # a keyword's function: (validator, keyword's value, instance, schema) → errors


class Unknown:
    """A value that is not known. Two of them are not equal."""

    __slots__ = ()


class Members(dict[str, Any]):
    """An object. `incomplete`: it may have more members; `partial`: something in it is unknown."""

    incomplete = False
    partial = False


class Elements(list[Any]):
    """An array; see Members."""

    incomplete = False
    partial = False


def instance_of(node: Node) -> Any:
    """A node as a value for validation. Members that are null count as absent; what lies very deep as unknown."""
    made: dict[int, Any] = {}
    order: list[tuple[Node, int]] = []
    stack = [(node, 0)]
    while stack:
        current, depth = stack.pop()
        order.append((current, depth))
        if depth < MAX_DEPTH:
            stack += [(child, depth + 1) for child in current.children]
    for current, depth in reversed(order):  # children before the nodes that hold them
        made[id(current)] = _value(current, depth, made)
    return made[id(node)]


def _value(node: Node, depth: int, made: dict[int, Any]) -> Any:
    if node.kind == "unknown" or (node.children and depth >= MAX_DEPTH):
        return Unknown()
    if node.kind == "array":
        elements = Elements(made[id(child)] for child in node.children)
        elements.incomplete = node.incomplete
        elements.partial = node.incomplete or any(_is_partial(element) for element in elements)
        return elements
    if node.kind != "object":
        return node.value
    members, incomplete = Members(), node.incomplete
    for child in node.children:
        if child.key is None or not child.key.known:
            incomplete = True
        elif child.kind != "null":
            members[child.key.text] = made[id(child)]
    members.incomplete = incomplete
    members.partial = incomplete or any(_is_partial(member) for member in members.values())
    return members


def _is_partial(value: Any) -> bool:
    return isinstance(value, Unknown) or getattr(value, "partial", False)


class _Mood:
    """Which question the keywords answer at the moment."""

    __slots__ = ("must",)

    def __init__(self) -> None:
        self.must = False  # may it be valid, or must it be?


# What the members or elements that are not there can change from wrong to right …
_HEALED: Final = frozenset(("required", "minProperties", "minItems", "dependentRequired", "dependencies"))
# … and keywords that compare whole values or depend on which branch was taken.
_WHOLE: Final = frozenset(("const", "enum", "uniqueItems", "unevaluatedProperties", "unevaluatedItems"))
_OF_MEMBERS: Final = frozenset(("properties", "patternProperties"))
_CERTAIN: Final = frozenset(("type", "required"))  # not changed by members that may come


def partial_validator(base: Any) -> Any:
    """A validator class like `base` whose errors are certain."""
    mood = _Mood()
    keywords: dict[str, Keyword] = {name: _asked(name, keyword, mood) for name, keyword in base.VALIDATORS.items()}
    choosing = {"not": _not, "oneOf": _one_of, "if": _if, "contains": _contains}
    for name, keyword in choosing.items():
        if name in keywords:
            keywords[name] = keyword(mood)
    return extend(base, validators=keywords)  # type: ignore[no-untyped-call]


def _asked(name: str, keyword: Keyword, mood: _Mood) -> Keyword:
    def asked(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        if name in _OF_MEMBERS:  # jsonschema forgets the member's name where its schema is false
            value = {member: NEVER if part is False else part for member, part in value.items()}
        if isinstance(instance, Unknown):
            if mood.must:
                yield _doubt()
            return
        if getattr(instance, "incomplete", False):
            if mood.must and name not in _CERTAIN:
                yield _doubt()
            if name in _HEALED and not mood.must:
                return
        if name in _WHOLE and getattr(instance, "partial", False):
            if mood.must:
                yield _doubt()
            return
        yield from keyword(validator, value, instance, schema) or ()

    return asked


def _doubt() -> ValidationError:
    return ValidationError("not certain")


def _answers(validator: Any, instance: Any, schema: Any, mood: _Mood) -> tuple[bool, bool]:
    """Whether the instance may be valid, and whether it must be."""
    before, answers = mood.must, []
    try:
        for mood.must in (False, True):
            answers.append(next(validator.descend(instance, schema), None) is None)
    finally:
        mood.must = before
    return answers[0], answers[1]


def _not(mood: _Mood) -> Keyword:
    def keyword(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        may, must = _answers(validator, instance, value, mood)
        if may if mood.must else must:
            yield ValidationError("matches what is not allowed")

    return keyword


def _one_of(mood: _Mood) -> Keyword:
    def keyword(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        answers = [_answers(validator, instance, part, mood) for part in value]
        may, must = sum(answer[0] for answer in answers), sum(answer[1] for answer in answers)
        if mood.must:
            if (may, must) != (1, 1):
                yield _doubt()
        elif may == 0:
            inner: list[ValidationError] = []
            for index, part in enumerate(value):
                inner += validator.descend(instance, part, schema_path=index)
            yield ValidationError("matches none of the alternatives", context=inner)
        elif must > 1:
            yield ValidationError("matches more than one of the alternatives")

    return keyword


def _if(mood: _Mood) -> Keyword:
    def keyword(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        may, must = _answers(validator, instance, value, mood)
        branches = {"then": may, "else": not must}
        open_ = [name for name, taken in branches.items() if taken]
        found = {
            name: list(validator.descend(instance, schema[name], schema_path=name)) if name in schema else []
            for name in open_
        }
        # Where both branches are open, one that passes may be the one taken; to be certain, both must pass.
        if mood.must or all(found.values()):
            for errors in found.values():
                yield from errors

    return keyword


def _contains(mood: _Mood) -> Keyword:
    def keyword(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        if isinstance(instance, Unknown):
            if mood.must:
                yield _doubt()
            return
        if not validator.is_type(instance, "array"):
            return
        answers = [_answers(validator, element, value, mood) for element in instance]
        may, must = sum(answer[0] for answer in answers), sum(answer[1] for answer in answers)
        least, most = schema.get("minContains", 1), schema.get("maxContains")
        incomplete = getattr(instance, "incomplete", False)
        if (must if mood.must else may) < least and (mood.must or not incomplete):
            yield ValidationError("contains too few elements of the required kind")
        if most is not None and ((may if mood.must else must) > most or (mood.must and incomplete)):
            yield ValidationError("contains too many elements of the limited kind")

    return keyword
