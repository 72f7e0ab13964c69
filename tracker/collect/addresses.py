"""Which network addresses may be spoken to: a feed may name any host, also the machines around us.

A name is resolved once, every address it has is checked, and the connection goes to a checked address, so that a
name that changes its address between check and use leads nowhere else.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

Resolve = Callable[[str, int], list[str]]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class AddressRefusedError(Exception):
    """The host has an address that must not be spoken to."""


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, in the order of the system. Raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(host: str, port: int, *, allow_private: bool, look_up: Resolve = resolve) -> list[str]:
    """The addresses to connect to. Raises AddressRefusedError if any is private, unless allowed."""
    addresses = look_up(host, port)
    if not addresses:
        raise OSError(f"{host} has no address")
    for text in addresses:
        if not allow_private and not is_public(text):
            raise AddressRefusedError(f"{host} leads to {text}, which is not a public address")
    return addresses


def is_public(text: str) -> bool:
    """True for an address of the public internet; also looks at IPv4 addresses inside IPv6 ones."""
    address = ipaddress.ip_address(text.split("%", 1)[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast and not address.is_reserved
