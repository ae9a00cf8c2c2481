"""A client that asks for one address again and again, as fast as one thread can."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field

AHEAD = 16
"""So many questions are under way at a time."""
A_CONNECTION = 900
"""nginx closes a connection after a thousand requests."""


@dataclass
class Asked:
    """What came of it."""

    statuses: set[int] = field(default_factory=set)
    received: int = 0
    """Bytes, heads included."""


def ask(port: int, path: str, headers: dict[str, str], number: int) -> Asked:
    """So many requests for an address."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    question = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n".encode()
    asked = Asked()
    while number:
        some = min(number, A_CONNECTION)
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            _over_one(connection, question, some, asked)
        number -= some
    return asked


def etag_of(port: int, path: str) -> str:
    """The tag a server gives a file."""
    question = f"HEAD {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(question.encode())
        head = connection.recv(65536).decode("latin-1")
    (tag,) = (line[5:].strip() for line in head.split("\r\n") if line.lower().startswith("etag:"))
    return tag


def _over_one(connection: socket.socket, question: bytes, number: int, asked: Asked) -> None:
    answers = _Answers(connection)
    sent = min(AHEAD, number)
    connection.sendall(question * sent)
    for _n in range(number):
        asked.statuses.add(answers.next())
        if sent < number:
            connection.sendall(question)
            sent += 1
    asked.received += answers.received


class _Answers:
    """Answers read off a connection, one after the other."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._held = bytearray()
        self.received = 0

    def next(self) -> int:
        """Read one whole answer; its status."""
        head = bytes(self._until(b"\r\n\r\n")).lower()
        status = int(head[9:12])
        if b"transfer-encoding: chunked" in head:
            while length := int(bytes(self._until(b"\r\n")).split(b";")[0], 16):
                self._drop(length + 2)
            self._until(b"\r\n")
        elif status != 304:
            at = head.index(b"content-length:")
            self._drop(int(head[at + 15 : head.index(b"\r\n", at)]))
        return status

    def _until(self, mark: bytes) -> bytearray:
        while (at := self._held.find(mark)) < 0:
            self._more()
        found = self._held[: at + len(mark)]
        del self._held[: at + len(mark)]
        return found

    def _drop(self, length: int) -> None:
        while len(self._held) < length:
            self._more()
        del self._held[:length]

    def _more(self) -> None:
        piece = self._connection.recv(1 << 18)
        if not piece:
            raise ConnectionError("closed in the middle of an answer")
        self.received += len(piece)
        self._held += piece
