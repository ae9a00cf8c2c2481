"""HTTP to a platform: bounded in time and size, and honest about what is not known.

After a call fails there are two cases to tell apart: it certainly never arrived, or it may have
been carried out. Only the first may simply be repeated.
"""

from __future__ import annotations

import json
from typing import Any

import httpx

_TIMEOUT = httpx.Timeout(20, connect=10)
_LARGEST = 4 * 1024 * 1024
_NEVER_ARRIVED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class NeverArrived(Exception):
    """The platform was not reached."""


class MaybeArrived(Exception):
    """The platform was reached and did not answer, or not with anything to be understood."""


class Calls:
    """The calls of one platform."""

    def __init__(self, base: str, timeout: httpx.Timeout = _TIMEOUT) -> None:
        self._client = httpx.Client(base_url=base, timeout=timeout, follow_redirects=False)

    def get(self, path: str, **query: str) -> dict[str, Any]:
        """A JSON object, whatever the status."""
        return self._call("GET", path, params=query)

    def post(self, path: str, body: dict[str, Any], **query: str) -> dict[str, Any]:
        """JSON as UTF-8, Chinese as it is: WeChat shows \\u escapes to its readers."""
        content = json.dumps(body, ensure_ascii=False).encode()
        return self._call("POST", path, params=query, content=content, headers=_JSON)

    def form(self, path: str, fields: dict[str, str]) -> dict[str, Any]:
        """A form."""
        return self._call("POST", path, data=fields)

    def upload(
        self,
        path: str,
        name: str,
        file: tuple[str, bytes, str],
        fields: dict[str, str],
        **query: str,
    ) -> dict[str, Any]:
        """A file and fields."""
        return self._call("POST", path, params=query, files={name: file}, data=fields)

    def _call(self, method: str, path: str, **given: Any) -> dict[str, Any]:
        try:
            with self._client.stream(method, path, **given) as response:
                content = b""
                for piece in response.iter_bytes():
                    content += piece
                    if len(content) > _LARGEST:
                        raise MaybeArrived("too long an answer")
        except _NEVER_ARRIVED as error:
            # The name of the error alone: its words hold the address, and that the token.
            raise NeverArrived(type(error).__name__) from None
        except httpx.HTTPError as error:
            raise MaybeArrived(type(error).__name__) from None
        try:
            answer = json.loads(content)
        except ValueError:
            raise MaybeArrived(f"status {response.status_code}") from None
        if not isinstance(answer, dict):
            raise MaybeArrived(f"status {response.status_code}")
        return answer


_JSON = {"Content-Type": "application/json; charset=utf-8"}
