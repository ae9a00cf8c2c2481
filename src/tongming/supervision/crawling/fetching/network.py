"""Where a name leads, and whether we may go there.

A crawler that goes wherever a page points could be led inside the office's own network. So every
name is resolved here, every address it has must be a public one, and the connection is made to the
very address that was looked at: a name cannot answer otherwise the second time.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
_CARRIES_ANOTHER = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16",
                                          "2001::/32", "::/96")))  # fmt: skip
"""IPv6 networks whose addresses lead on to an IPv4 address written inside them."""


class NotPublic(Exception):
    """The name leads, or may lead, to an address that is nobody's business outside."""


class NoSuchName(Exception):
    """Nobody knows the name."""


def networks(text: str) -> tuple[Network, ...]:
    """Networks as a setting writes them: 10.0.0.0/8, 127.0.0.0/8.

    ValueError for what is none, or is so wide that it would open everything.
    """
    found = tuple(ip_network(one.strip()) for one in text.split(",") if one.strip())
    if any(net.prefixlen < (8 if net.version == 4 else 7) for net in found):
        raise ValueError(text)
    return found


@dataclass(frozen=True, slots=True)
class Guarded:
    """Resolving that answers with addresses anybody on the Internet may reach, and these nets."""

    private: Sequence[Network] = ()

    def resolve(self, name: str, port: int) -> str:
        """The address to connect to. All of a name's addresses must be allowed."""
        try:
            found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise NoSuchName(name) from None
        addresses = [str(one[4][0]).partition("%")[0] for one in found]
        if not addresses:
            raise NoSuchName(name)
        for address in addresses:
            if not self.allows(address):
                raise NotPublic(name)
        return next((one for one in addresses if ":" not in one), addresses[0])

    def allows(self, address: str) -> bool:
        """Whether a connection may be made to an address."""
        plain = _plain(ip_address(address))
        if any(plain.version == net.version and plain in net for net in self.private):
            return True
        if isinstance(plain, IPv6Address) and any(plain in net for net in _CARRIES_ANOTHER):
            return False
        return plain.is_global and not plain.is_multicast and not plain.is_reserved


def _plain(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address


def has_ipv6(name: str) -> tuple[str, ...]:
    """The IPv6 addresses of a name that anybody may reach."""
    try:
        found = socket.getaddrinfo(name, None, socket.AF_INET6, socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return tuple(_distinct(str(one[4][0]).partition("%")[0] for one in found))


def _distinct(addresses: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(addresses))
