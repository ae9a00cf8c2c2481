"""A mail server and a way to text messages, on real sockets of this machine."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class PostOffice:
    """What was handed in; `refuse` is said to the next recipients instead of taking them."""

    port: int = 0
    letters: list[tuple[str, bytes]] = field(default_factory=list)
    """Whom it is for, and all of it."""
    refuse: list[str] = field(default_factory=list)


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """An SMTP server that takes everything, unless told otherwise."""
    office = PostOffice()

    class Counter(socketserver.StreamRequestHandler):
        def say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

        def handle(self) -> None:
            self.say("220 stand-in")
            to = ""
            while line := self.rfile.readline().decode().strip():
                word = line[:4].upper()
                if word == "RCPT" and office.refuse:
                    self.say(office.refuse.pop())
                elif word == "DATA":
                    self.say("354 go on")
                    text = b""
                    while (part := self.rfile.readline()) != b".\r\n":
                        text += part
                    office.letters.append((to, text))
                    self.say("250 taken")
                elif word == "QUIT":
                    self.say("221 good-bye")
                    return
                else:
                    if word == "RCPT":
                        to = line.partition("<")[2].partition(">")[0]
                    self.say("250 good")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Counter) as server:
        server.daemon_threads = True
        office.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield office
        server.shutdown()


@dataclass
class Provider:
    """What it was asked to send, and under which authority."""

    address: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    authority: list[str | None] = field(default_factory=list)
    status: int = 200


@contextmanager
def provider() -> Iterator[Provider]:
    """An HTTP address that takes text messages."""
    here = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            here.asked.append(json.loads(body))
            here.authority.append(self.headers.get("Authorization"))
            self.send_response(here.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Tests print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        here.address = f"http://127.0.0.1:{server.server_address[1]}/send"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield here
        server.shutdown()
