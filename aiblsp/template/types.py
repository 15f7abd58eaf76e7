"""Which JSON value fits which parameter type (source: the data types of template parameters). Unknown fits them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node
    from aiblsp.template.declared import Parameter

TYPES: Final = {
    "string": "string",
    "securestring": "string",
    "int": "number",
    "bool": "boolean",
    "object": "object",
    "secureobject": "object",
    "array": "array",
}


def fits(node: Node, parameter: Parameter) -> bool:
    """Whether a resolved value may be given to a parameter, as far as its type tells."""
    kind = TYPES.get(parameter.type or "")
    if kind is None or node.kind == "unknown":
        return True
    if node.kind == "null":
        return parameter.nullable
    if kind == "number":
        return node.kind == "number" and (not isinstance(node.value, float) or node.value.is_integer())
    return node.kind == kind
