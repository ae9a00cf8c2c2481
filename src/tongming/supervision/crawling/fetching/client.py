"""One request at a time, bounded in time and size at every step."""

from __future__ import annotations

import hashlib
import re
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx

from tongming.law.words import N_
from tongming.supervision.crawling.fetching.addresses import normal
from tongming.supervision.crawling.fetching.network import Guarded, NoSuchName, NotPublic

FAULTS = {
    "private": N_("地址在内部网络，公众打不开"),
    "dns": N_("域名不存在"),
    "unreachable": N_("服务器连不上"),
    "tls": N_("安全证书有问题"),
    "timeout": N_("超过规定时间没有打开"),
    "redirects": N_("来回跳转，打不开"),
    "bad_redirect": N_("跳转到的地址有误"),
    "damaged": N_("服务器的回答不完整"),
    "bomb": N_("解压后过大，没有读完"),
    "too_large": N_("内容过大，没有读完"),
}
"""Why there is no content, in the reader's words."""

_HOPS = 5
_PIECE = 1 << 16
_MOST_FOLD = 50
"""How many times larger a packed page may become."""


@dataclass(frozen=True, slots=True)
class Got:
    """What came of a request."""

    address: str
    final: str
    """The address that answered, after redirects."""
    status: int | None = None
    fault: str = ""
    """A key of FAULTS, or nothing."""
    chain: tuple[tuple[int, str], ...] = ()
    """Every redirect: its status and where it led."""
    media: str = ""
    """The content type the server gives, without parameters."""
    body: bytes = b""
    size: int = 0
    """Bytes as they came over the line."""
    retry_after: int | None = None
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def sha256(self) -> str:
        """Of the content."""
        return hashlib.sha256(self.body).hexdigest() if self.body else ""

    @property
    def works(self) -> bool:
        """Whether a visitor gets to see something."""
        return not self.fault and self.status is not None and self.status < 400

    @property
    def asks_to_wait(self) -> bool:
        """Whether the server is busy and says so: we come back later."""
        return self.status in (429, 503)


class Fetcher:
    """Asks servers as the crawler, who says who it is."""

    def __init__(self, *, agent: str, guard: Guarded, seconds: int = 15, longest: int = 60) -> None:
        self._guard, self._longest = guard, longest
        # No connection is kept: each is made to the address that was looked at for it.
        self._client = httpx.Client(
            follow_redirects=False,
            trust_env=False,
            timeout=httpx.Timeout(seconds, connect=min(seconds, 10)),
            limits=httpx.Limits(max_keepalive_connections=0),
            headers={
                "User-Agent": agent,
                "Accept-Language": "zh-CN,zh;q=0.9",
                "Accept-Encoding": "gzip, deflate",
                "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            },
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._client.close()

    def get(self, address: str, *, most: int) -> Got:
        """The content at an address, at most so many bytes of it, packed or unpacked."""
        return self._follow("GET", address, most)

    def look(self, address: str) -> Got:
        """Whether an address answers; the content is not fetched.

        Servers that do not know HEAD, or forbid it, are asked again with GET.
        """
        got = self._follow("HEAD", address, 0)
        if got.status is not None and got.status >= 400 and not got.asks_to_wait:
            got = self._follow("GET", address, 0)
        elif got.fault in ("damaged", "unreachable", "timeout"):
            again = self._follow("GET", address, 0)
            got = again if again.status is not None else got
        return got

    def _follow(self, method: str, address: str, most: int) -> Got:
        chain: list[tuple[int, str]] = []
        here = address
        until = time.monotonic() + self._longest
        while True:
            got, onward = self._once(method, here, most, until)
            if onward is None:
                return _with_history(got, address, chain)
            assert got.status is not None
            target = normal(onward, here)
            if target is None:
                fault = "bad_redirect"
            elif len(chain) >= _HOPS or any(target == one for _, one in chain):
                fault = "redirects"
            else:
                chain.append((got.status, target))
                here = target
                continue
            return Got(address, here, got.status, fault, tuple(chain))

    def _once(self, method: str, address: str, most: int, until: float) -> tuple[Got, str | None]:
        """One hop: what came, and where it leads on."""
        parts = urlsplit(address)
        name = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        try:
            there = self._guard.resolve(name, port)
        except NotPublic:
            return Got(address, address, fault="private"), None
        except NoSuchName:
            return Got(address, address, fault="dns"), None
        where = httpx.URL(address).copy_with(host=there, port=port)
        request = self._client.build_request(
            method, where, headers={"Host": parts.netloc}, extensions={"sni_hostname": name}
        )
        try:
            response = self._client.send(request, stream=True)
            try:
                return self._read(response, address, most, until)
            finally:
                response.close()
        except httpx.TimeoutException:
            fault = "timeout"
        except httpx.ConnectError as error:
            fault = "tls" if re.search("SSL|CERTIFICATE|TLS", str(error)) else "unreachable"
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, zlib.error):
            fault = "damaged"
        return Got(address, address, fault=fault), None

    def _read(
        self, response: httpx.Response, address: str, most: int, until: float
    ) -> tuple[Got, str | None]:
        status = response.status_code
        if status in (301, 302, 303, 307, 308) and "location" in response.headers:
            return Got(address, address, status), response.headers["location"]
        media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        size, fault, body = 0, "", bytearray()
        if most:
            packed = response.headers.get("content-encoding", "").strip().lower()
            unpack = _Unpacker(packed)
            for piece in response.iter_raw(_PIECE):
                size += len(piece)
                fault = unpack.add(piece, body, most)
                if size > most:
                    fault = fault or "too_large"
                if time.monotonic() > until:
                    fault = "timeout"
                if fault:
                    break
        got = Got(
            address, address, status, fault, media=media, body=b"" if fault else bytes(body),
            size=size, retry_after=_seconds(response.headers.get("retry-after", "")),
        )  # fmt: skip
        return got, None


class _Unpacker:
    """Unpacks what a server packed, no further than is allowed."""

    def __init__(self, packed: str) -> None:
        self._stages = [_Stage(one.strip()) for one in packed.split(",") if one.strip()][::-1]
        self._came = 0

    def add(self, piece: bytes, body: bytearray, most: int) -> str:
        """Take a piece; the fault that ends it, or nothing."""
        self._came += len(piece)
        for plain in self._through(piece, 0):
            body += plain
            if len(body) > most:
                is_bomb = bool(self._stages) and len(body) > self._came * _MOST_FOLD
                return "bomb" if is_bomb else "too_large"
        return ""

    def _through(self, piece: bytes, stage: int) -> Iterator[bytes]:
        if stage == len(self._stages):
            yield piece
            return
        for plain in self._stages[stage].unpack(piece):
            yield from self._through(plain, stage + 1)


class _Stage:
    """One packing, undone a small piece at a time, so that nothing ever stands unpacked whole."""

    def __init__(self, name: str) -> None:
        if name not in ("gzip", "x-gzip", "deflate", "identity"):
            raise ValueError(name)
        self._name, self._plain = name, name == "identity"
        self._unpack = zlib.decompressobj(47 if "gzip" in name else 15)
        self._first = True

    def unpack(self, piece: bytes) -> Iterator[bytes]:
        if self._plain:
            yield piece
            return
        if self._first and self._name == "deflate" and piece[:1] != b"\x78":
            self._unpack = zlib.decompressobj(-15)  # servers that leave out the two bytes ahead
        self._first = False
        while piece:
            yield self._unpack.decompress(piece, _PIECE)
            piece = self._unpack.unconsumed_tail


def _with_history(got: Got, address: str, chain: list[tuple[int, str]]) -> Got:
    return Got(
        address, got.final, got.status, got.fault, tuple(chain), got.media, got.body, got.size,
        got.retry_after, got.at,
    )  # fmt: skip


def _seconds(text: str) -> int | None:
    """How long `Retry-After` asks to wait: seconds, or a moment."""
    text = text.strip()
    if text.isascii() and text.isdecimal():
        return min(int(text[:9]), 7 * 86400)
    try:
        left = (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return None
    return min(max(int(left), 0), 7 * 86400)
