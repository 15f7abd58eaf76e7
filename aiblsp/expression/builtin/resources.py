"""Functions that compose resource ids, as far as all parts are given; what the deployment would add is UNKNOWN."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp.expression.value import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aiblsp.expression.value import Value

_GUID: Final = r"(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def _texts(values: Sequence[Value]) -> list[str] | None:
    texts = [value for value in values if isinstance(value, str)]
    return texts if len(texts) == len(values) else None


def _providers(parts: Sequence[str]) -> str | None:
    """`/providers/Namespace/type/name/…` of a full type and its names; None where they do not match."""
    namespace, *types = parts[0].split("/")
    names = parts[1:]
    if not types or len(types) != len(names) or not all((namespace, *types, *names)):
        return None
    pairs = [f"{kind}/{name}" for kind, name in zip(types, names, strict=True)]
    return f"/providers/{namespace}/{'/'.join(pairs)}"


def _compose(prefix: str, parts: Sequence[str]) -> Value:
    found = _providers(parts) if len(parts) > 1 else None
    return UNKNOWN if found is None else prefix + found


def tenant_resource_id(*values: Value) -> Value:
    parts = _texts(values)
    return UNKNOWN if parts is None else _compose("", parts)


def extension_resource_id(*values: Value) -> Value:
    parts = _texts(values)
    if parts is None or not parts[0].startswith("/"):
        return UNKNOWN
    return _compose(parts[0].rstrip("/"), parts[1:])


def subscription_resource_id(*values: Value) -> Value:
    """Known where the subscription is given."""
    parts = _texts(values)
    if parts is None or not re.fullmatch(_GUID, parts[0]):
        return UNKNOWN
    return _compose(f"/subscriptions/{parts[0]}", parts[1:])


def resource_id(*values: Value) -> Value:
    """Known where the subscription and the resource group are given."""
    parts = _texts(values)
    if parts is None or len(parts) < 4 or not re.fullmatch(_GUID, parts[0]) or "/" in parts[1] or "/" not in parts[2]:
        return UNKNOWN
    return _compose(f"/subscriptions/{parts[0]}/resourceGroups/{parts[1]}", parts[2:])


RESOURCES: Final[Mapping[str, Callable[..., Value]]] = {
    "extensionresourceid": extension_resource_id,
    "resourceid": resource_id,
    "subscriptionresourceid": subscription_resource_id,
    "tenantresourceid": tenant_resource_id,
}
