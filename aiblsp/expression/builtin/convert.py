"""Functions that turn one kind of value into another: text, numbers, JSON, base64, URIs, times."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from aiblsp.expression.builtin.numbers import integer
from aiblsp.expression.value import MAX_CHARACTERS, UNKNOWN, certain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aiblsp.expression.value import Value

# Texts, for compiling what is seldom needed would cost every start; `re` remembers what it compiled.
_INTEGER: Final = r"[-+]?[0-9]{1,19}"
_DECIMAL: Final = r"[-+]?[0-9]{1,15}(\.[0-9]{1,15})?"
_UNRESERVED: Final = r"[^A-Za-z0-9_.~-]"
_ESCAPED: Final = r"(?:%[0-9A-Fa-f]{2})+"
_STRING: Final = r'(?s)"(?:[^"\\]|\\.)*+"'
_BRACKETS: Final = r"[\[\]{}]"
_MAX_NESTING: Final = 60  # of a JSON text: the reader of the standard library recurses
_DATA_URI: Final = r"(?i)data:(?:text/plain)?(?:;charset=utf-?8)?;base64,([A-Za-z0-9+/=]*)"
_SAFE_URI: Final = r"[A-Za-z0-9._~/?&=%+-]*"
_BASE_URI: Final = r"(https?://[a-z0-9.-]+(?::[0-9]+)?)((?:/[A-Za-z0-9._~-]*)*)"


def to_string(value: Value) -> Value:
    """Texts stay; arrays and objects become compact JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, list | dict) or not certain(value) or _has_float(value):
        return UNKNOWN
    from json import dumps  # here, for few expressions need it

    text = dumps(value, ensure_ascii=False, separators=(",", ":"))
    if any(char in text for char in "\x7f\x85\u2028\u2029"):
        return UNKNOWN  # escaped by some writers
    return text


def _has_float(value: Value) -> bool:
    stack: list[Any] = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, float):
            return True
        if isinstance(item, dict):
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)
    return False


def to_int(value: Value) -> Value:
    if type(value) is int:
        return value
    return integer(int(value)) if isinstance(value, str) and re.fullmatch(_INTEGER, value) else UNKNOWN


def to_float(value: Value) -> Value:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return float(value) if isinstance(value, str) and re.fullmatch(_DECIMAL, value) else UNKNOWN


def to_bool(value: Value) -> Value:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.lower(), UNKNOWN)
    return {1: True, 0: False}.get(value, UNKNOWN) if type(value) is int else UNKNOWN


def from_json(text: Value) -> Value:
    """Strict JSON only; what ARM might read beyond that is UNKNOWN."""
    if not isinstance(text, str):
        return UNKNOWN
    nesting = 0
    for bracket in re.findall(_BRACKETS, re.sub(_STRING, "", text)):
        nesting += 1 if bracket in "[{" else -1
        if nesting > _MAX_NESTING:
            return UNKNOWN
    from json import loads

    try:
        value: Value = loads(text, parse_int=_parse_int, parse_float=_parse_float, parse_constant=_refuse)
    except ValueError:
        return UNKNOWN
    return value


def _parse_int(text: str) -> int:
    if len(text) > 19:
        raise ValueError
    return int(text)


def _parse_float(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError
    return value


def _refuse(text: str) -> Any:
    raise ValueError(text)


def _encode(text: str) -> str | None:
    from base64 import b64encode

    try:
        return b64encode(text.encode()).decode()
    except UnicodeEncodeError:  # a lone surrogate
        return None


def to_base64(text: Value) -> Value:
    encoded = _encode(text) if isinstance(text, str) else None
    return UNKNOWN if encoded is None else encoded


def from_base64(text: Value) -> Value:
    if not isinstance(text, str):
        return UNKNOWN
    from base64 import b64decode

    try:
        return b64decode(text, validate=True).decode()
    except ValueError:
        return UNKNOWN


def json_from_base64(text: Value) -> Value:
    return from_json(from_base64(text))


def to_data_uri(text: Value) -> Value:
    encoded = _encode(text) if isinstance(text, str) else None
    return UNKNOWN if encoded is None else f"data:text/plain;charset=utf8;base64,{encoded}"


def from_data_uri(text: Value) -> Value:
    match = re.fullmatch(_DATA_URI, text) if isinstance(text, str) else None
    return UNKNOWN if match is None else from_base64(match[1])


def escape_uri(text: Value) -> Value:
    if not isinstance(text, str) or len(text) > MAX_CHARACTERS // 9:
        return UNKNOWN
    try:
        return re.sub(_UNRESERVED, lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), text)
    except UnicodeEncodeError:  # a lone surrogate
        return UNKNOWN


def unescape_uri(text: Value) -> Value:
    if not isinstance(text, str):
        return UNKNOWN
    try:
        return re.sub(_ESCAPED, lambda match: bytes.fromhex(match[0].replace("%", "")).decode(), text)
    except UnicodeDecodeError:
        return UNKNOWN


def combine_uri(base: Value, relative: Value) -> Value:
    """What comes after the last slash of the base gives way to the relative part; plain http addresses only."""
    if not isinstance(base, str) or not isinstance(relative, str) or not re.fullmatch(_SAFE_URI, relative):
        return UNKNOWN
    match = re.fullmatch(_BASE_URI, base)
    if match is None or ".." in relative or "./" in relative or "//" in relative or not relative:
        return UNKNOWN
    folder = match[2][: match[2].rfind("/") + 1] or "/"
    return match[1] + folder + relative.removeprefix("/")


def from_epoch(seconds: Value) -> Value:
    if type(seconds) is not int or not 0 <= seconds < 253_402_300_800:
        return UNKNOWN
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def to_epoch(text: Value) -> Value:
    if not isinstance(text, str) or not re.fullmatch(r"[1-9]\d{3}-\d\d-\d\d[T ]\d\d:\d\d:\d\dZ", text, re.ASCII):
        return UNKNOWN
    from datetime import datetime

    try:
        return int(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())
    except ValueError:
        return UNKNOWN


CONVERSIONS: Final[Mapping[str, Callable[..., Value]]] = {
    "base64": to_base64,
    "base64tojson": json_from_base64,
    "base64tostring": from_base64,
    "bool": to_bool,
    "datauri": to_data_uri,
    "datauritostring": from_data_uri,
    "datetimefromepoch": from_epoch,
    "datetimetoepoch": to_epoch,
    "float": to_float,
    "int": to_int,
    "json": from_json,
    "string": to_string,
    "uri": combine_uri,
    "uricomponent": escape_uri,
    "uricomponenttostring": unescape_uri,
}
