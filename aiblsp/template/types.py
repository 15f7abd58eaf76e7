"""Which JSON value a declared parameter takes: by type, `allowedValues`, lengths and bounds. It takes what is unknown.

Source: parameters in templates, https://learn.microsoft.com/azure/azure-resource-manager/templates/parameters
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiblsp.text import utf16_length

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

_SCALARS: Final = ("string", "number", "boolean")


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


def is_allowed(node: Node, parameter: Parameter) -> bool:
    """Whether a value is among the `allowedValues`. Only scalars are compared, and letter case does not count.

    Resource Manager takes other letter case than the template lists (https://github.com/Azure/bicep/issues/2489).
    """
    allowed = parameter.allowed
    if not allowed or any(each.kind not in _SCALARS for each in (node, *allowed)):
        return True
    return any(each.kind == node.kind and _folded(each.value) == _folded(node.value) for each in allowed)


def _folded(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def limit_broken(node: Node, parameter: Parameter) -> str | None:
    """How a value departs from a parameter's lengths or bounds, as the end of a sentence; None where it keeps them."""
    if node.kind == "number":
        size, least, most, words = node.value, "minValue", "maxValue", ("less", "more")
    elif node.kind == "string":
        size, least, most, words = utf16_length(node.value), "minLength", "maxLength", ("shorter", "longer")
    elif node.kind == "array" and not node.incomplete:
        size, least, most, words = len(node.children), "minLength", "maxLength", ("shorter", "longer")
    else:
        return None
    low, high = _limit(parameter, least), _limit(parameter, most)
    if low is not None and size < low:
        return f"is {words[0]} than its `{least}` of {low}"
    if high is not None and size > high:
        return f"is {words[1]} than its `{most}` of {high}"
    return None


def _limit(parameter: Parameter, name: str) -> int | None:
    found = parameter.node.get(name)
    value = found.value if found is not None and found.kind == "number" else None
    return value if isinstance(value, int) else None
