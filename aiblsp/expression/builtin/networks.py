"""Functions over networks in CIDR notation: IPv4 with room for hosts; IPv6 is UNKNOWN."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp.expression.value import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aiblsp.expression.value import Value

_CIDR: Final = r"([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})/([0-9]{1,2})"
_ALL: Final = 2**32 - 1


def _read(network: Value) -> tuple[int, int] | None:
    """The first address as an integer, and the length of the prefix."""
    match = re.fullmatch(_CIDR, network) if isinstance(network, str) else None
    if match is None:
        return None
    *parts, prefix = map(int, match.groups())
    if max(parts) > 255 or prefix > 30:
        return None
    address = int.from_bytes(bytes(parts))
    return address & _mask(prefix), prefix


def _mask(prefix: int) -> int:
    return _ALL << (32 - prefix) & _ALL


def _write(address: int) -> str:
    return ".".join(map(str, address.to_bytes(4)))


def parse_cidr(network: Value) -> Value:
    read = _read(network)
    if read is None:
        return UNKNOWN
    address, prefix = read
    broadcast = address | (_ALL ^ _mask(prefix))
    return {
        "network": _write(address),
        "netmask": _write(_mask(prefix)),
        "broadcast": _write(broadcast),
        "firstUsable": _write(address + 1),
        "lastUsable": _write(broadcast - 1),
        "cidr": prefix,
    }


def cidr_subnet(network: Value, length: Value, index: Value) -> Value:
    read = _read(network)
    if read is None or type(length) is not int or type(index) is not int:
        return UNKNOWN
    address, prefix = read
    if not prefix <= length <= 32 or not 0 <= index < 2 ** (length - prefix):
        return UNKNOWN
    return f"{_write(address + (index << (32 - length)))}/{length}"


def cidr_host(network: Value, index: Value) -> Value:
    """Index 0 is the first address that a host can have."""
    read = _read(network)
    if read is None or type(index) is not int or not 0 <= index < 2 ** (32 - read[1]) - 2:
        return UNKNOWN
    return _write(read[0] + 1 + index)


NETWORKS: Final[Mapping[str, Callable[..., Value]]] = {
    "cidrhost": cidr_host,
    "cidrsubnet": cidr_subnet,
    "parsecidr": parse_cidr,
}
