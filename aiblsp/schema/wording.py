"""Words for what a policy schema does not allow. Only words: where it is and what becomes of it is for others."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema import ValidationError

_LONGEST: Final = 80  # of a quoted value
_BOUNDS: Final = {
    "minimum": "must be at least {}",
    "maximum": "must be at most {}",
    "exclusiveMinimum": "must be more than {}",
    "exclusiveMaximum": "must be less than {}",
    "multipleOf": "must be a multiple of {}",
    "minLength": "must be at least {} characters long",
    "maxLength": "must be at most {} characters long",
    "minItems": "must have at least {} elements",
    "maxItems": "must have at most {} elements",
    "minProperties": "must have at least {} members",
    "maxProperties": "must have at most {} members",
    "pattern": "must match `{}`",
    "format": "must be in the format `{}`",
}
_FIXED: Final = {
    "uniqueItems": "must not have an element twice",
    "not": "is not allowed here",
    "oneOf": "must match exactly one of the alternatives",
    "anyOf": "must match one of the alternatives",
    "contains": "does not contain what it must, as often as it must",
}


def worded(error: ValidationError) -> Iterator[tuple[str | None, str]]:
    """Messages for an error; each with the name of the member that it is about, or None for the whole value.

    A schema may bring its own words: `errorMessage`, a text or an object of texts by keyword; else its description is
    added to ours.
    """
    schema = error.schema if isinstance(error.schema, dict) else {}
    own = schema.get("errorMessage")
    if isinstance(own, dict):
        own = own.get(str(error.validator))
    description = schema.get("description")
    for name, text in _plain(error, schema):
        if isinstance(own, str):
            yield name, own.rstrip(".")
        elif isinstance(description, str) and description:
            yield name, f"{text}: {description.rstrip('.')}"
        else:
            yield name, text


def _plain(error: ValidationError, schema: dict[str, Any]) -> Iterator[tuple[str | None, str]]:
    keyword, value = str(error.validator), cast("Any", error.validator_value)
    if keyword in ("additionalProperties", "unevaluatedProperties") and isinstance(error.instance, dict):
        known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
        extra = [
            name
            for name in error.instance
            if name not in known and not any(re.search(pattern, name) for pattern in patterns)
        ]
        for name in extra:
            yield name, f"`{name}` is not allowed here"
        if not extra:
            yield None, "has a member that is not allowed"
    elif keyword == "required":
        missing = [name for name in value if isinstance(error.instance, dict) and name not in error.instance]
        names = [name for name in missing if error.message.startswith(repr(name))] or missing
        yield None, f"`{names[0] if names else value}` is missing"
    elif keyword == "enum":
        yield None, f"must be {'one of ' if len(value) > 1 else ''}{', '.join(_quoted(item) for item in value)}"
    elif keyword == "const":
        yield None, f"must be {_quoted(value)}"
    elif keyword == "type":
        kinds = [value] if isinstance(value, str) else list(value)
        yield None, f"must be of type {' or '.join(str(kind) for kind in kinds)}"
    elif error.validator is None or value is False:
        yield None, "is not allowed here"
    elif keyword in _BOUNDS:
        yield None, _BOUNDS[keyword].format(value)
    else:
        yield None, _FIXED.get(keyword, f"does not satisfy `{keyword}` of the policy")


def _quoted(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"`{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}`"
