"""Sites on this machine for the crawler, and a stand-in for the rest of the world."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest

from tongming.supervision.crawling.fetching.client import Fetcher, Got


@dataclass
class Answer:
    """What the server says at an address."""

    body: bytes = b""
    status: int = 200
    media: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


Hook = Callable[[str, str, str], Answer | None]


class Server:
    """Serves answers on this machine; remembers who asked for what, and when."""

    def __init__(self, answers: dict[str, Answer], hook: Hook | None = None) -> None:
        self.answers, self.hook = answers, hook
        self.asked: list[tuple[str, str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host = self.headers.get("Host", "")
                outer.asked.append((self.command, host, self.path))
                answer = outer.hook(self.command, host, self.path) if outer.hook else None
                if answer is None:
                    answer = outer.answers.get(self.path)
                if answer is None:
                    answer = Answer(b"<html><title>404</title><h1>404 Not Found</h1></html>", 404)
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.media)
                self.send_header("Content-Length", str(len(answer.body)))
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(answer.body)

            do_HEAD = do_GET  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port: int = self._server.server_address[1]
        self._thread = Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def the_rest_of_the_world(patch: pytest.MonkeyPatch) -> None:
    """Other hosts answer, but for addresses that end in /gone. Nobody is really asked."""
    look = Fetcher.look

    def answer(self: Fetcher, address: str) -> Got:
        if urlsplit(address).hostname == "127.0.0.1":
            return look(self, address)
        return Got(address, address, 404 if address.endswith("/gone") else 200)

    patch.setattr(Fetcher, "look", answer)
