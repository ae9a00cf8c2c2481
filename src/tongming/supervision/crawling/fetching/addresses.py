"""Addresses: written one way, and told apart by whether they belong to the section."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from tongming.law.words import N_, Refused, say

LONGEST = 1000
_PORTS = {"http": 80, "https": 443}
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.I)
_SAFE = "/%:@!$&'()*+,;=~-._"


def normal(address: str, base: str = "") -> str | None:
    """An address in the one way it is kept, or None where it is no page of the Web."""
    try:
        parts = urlsplit(urljoin(base, address.strip()) if base else address.strip())
        host = (parts.hostname or "").rstrip(".").encode("idna").decode().lower()
        port = parts.port
    except (ValueError, UnicodeError):
        return None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host or parts.username is not None:
        return None
    where = f"[{host}]" if ":" in host else host
    if port is not None and port != _PORTS[scheme]:
        where += f":{port}"
    if base and (own := urlsplit(base)).netloc.lower() == where:
        scheme = own.scheme  # the same page by http and by https is one page
    path = quote(_SESSION.sub("", parts.path) or "/", safe=_SAFE)
    made = urlunsplit((scheme, where, path, quote(parts.query, safe=_SAFE + "?/"), ""))
    return made if len(made) <= LONGEST else None


def host_of(address: str) -> str:
    """The host with its port, small letters."""
    return urlsplit(address).netloc


def name_of(address: str) -> str:
    """The host without a port."""
    return urlsplit(address).hostname or ""


def folder_of(address: str) -> str:
    """The path up to its last slash."""
    return urlsplit(address).path.rpartition("/")[0] + "/"


def shape_of(address: str) -> str:
    """An address with its numbers taken out: what pages of one mould have in common."""
    parts = urlsplit(address)
    keys = sorted(pair.partition("=")[0] for pair in parts.query.split("&") if pair)
    return re.sub(r"\d+", "#", f"{parts.path}?{'&'.join(keys)}")


def endless(address: str) -> bool:
    """Whether a path runs in circles: the same folder three times over."""
    pieces = [piece for piece in urlsplit(address).path.split("/") if piece]
    return any(pieces.count(piece) > 2 for piece in set(pieces) if not piece.isdigit())


@dataclass(frozen=True, slots=True)
class Scope:
    """What belongs to a section: one host, and the folders on it."""

    root: str
    folders: tuple[str, ...]

    @classmethod
    def of(cls, root: str, also: tuple[str, ...] = ()) -> Self:
        """The folder of an address, and further folders of the same host."""
        address = normal(root)
        if address is None:
            raise Refused(
                say(N_("“{address}”不是网址。请写成 https://…… 的样子。"), address=root[:80])
            )
        folders = [folder_of(address)]
        for one in also:
            other = normal(one, address)
            if other is None or host_of(other) != host_of(address):
                raise Refused(
                    say(N_("“{address}”不在同一个网站上。请只写这个网站的路径。"), address=one[:80])
                )
            folders.append(folder_of(other if other.endswith("/") else f"{other}/"))
        return cls(address, tuple(folders))

    def holds(self, address: str) -> bool:
        """Whether an address is a page of the section, by either scheme."""
        if not self.same_host(address):
            return False
        path = urlsplit(address).path
        return any(path.startswith(folder) for folder in self.folders)

    def same_host(self, address: str) -> bool:
        """Whether an address stands on the section's host."""
        return host_of(address) == host_of(self.root)

    def is_root(self, address: str) -> bool:
        """Whether an address is the section's first page, by whichever name."""
        mine, other = (re.sub(r"(index|default)\.\w+$", "", urlsplit(one).path)
                       for one in (self.root, address))  # fmt: skip
        return self.same_host(address) and mine == other and not urlsplit(address).query
