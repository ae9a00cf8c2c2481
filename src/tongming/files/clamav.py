"""ClamAV, where an office runs it: every file goes through clamd before it is kept.

The protocol is clamd's INSTREAM: lengths and pieces, then a zero length; one line comes back.
Configured and out of reach means that nothing is taken in, never that it goes unseen.
"""

from __future__ import annotations

import contextlib
import socket
import struct
from collections.abc import Iterator

from django.conf import settings

from tongming.files.clamav_address import Address
from tongming.law.words import N_, Refused, say

_PIECE = 1 << 16
_ANSWER = 4096


def look_for_viruses(content: bytes, name: str) -> None:
    """Refuse a file clamd finds something in, or cannot look at; nothing where none is set up."""
    if settings.CLAMD is None:
        return
    answer = ask(settings.CLAMD, content, seconds=settings.CLAMD_SECONDS)
    if answer.endswith(" FOUND"):
        signature = answer.removeprefix("stream: ").removesuffix(" FOUND")
        raise Refused(
            say(
                N_("文件“{name}”里发现病毒（{signature}），没有存入。请换一份干净的文件，"
                   "并检查存放它的电脑。"),
                name=name,
                signature=signature,
            )
        )  # fmt: skip
    if not answer.endswith(" OK"):
        raise Refused(
            say(
                N_("病毒检查没有做完（{answer}），文件“{name}”没有存入。请联系系统管理员。"),
                answer=answer[:200],
                name=name,
            )
        )


def ask(address: Address, content: bytes, *, seconds: float) -> str:
    """What clamd says about a content: `stream: OK` or `stream: <signature> FOUND`."""
    try:
        with _connected(address, seconds) as connection:
            connection.sendall(b"zINSTREAM\0")
            try:
                for start in range(0, len(content), _PIECE):
                    piece = content[start : start + _PIECE]
                    connection.sendall(struct.pack(">I", len(piece)) + piece)
                connection.sendall(struct.pack(">I", 0))
            except (BrokenPipeError, ConnectionResetError):
                # It may have stopped listening because the file is above its limit: it says so.
                pass
            answer = b""
            while len(answer) < _ANSWER and not answer.endswith(b"\0"):
                received = connection.recv(_ANSWER)
                if not received:
                    break
                answer += received
    except (OSError, TimeoutError) as error:
        raise Refused(
            say(N_("病毒检查服务连不上，暂时不能存入文件。请联系系统管理员，恢复后再传。"))
        ) from error
    if not answer:
        raise Refused(
            say(N_("病毒检查服务连不上，暂时不能存入文件。请联系系统管理员，恢复后再传。"))
        )
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


@contextlib.contextmanager
def _connected(address: Address, seconds: float) -> Iterator[socket.socket]:
    if address.path:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(seconds)
    else:
        connection = socket.create_connection((address.host, address.port), seconds)
    with connection:
        if address.path:
            connection.connect(address.path)
        yield connection
