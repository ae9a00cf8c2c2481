"""A guarded process that answers what it is asked to answer, and sleeps when asked to sleep."""

import time

from tongming.guarding import Fault, Head, serve


def handle(head: Head, content: bytes) -> tuple[Head, bytes]:
    if head["do"] == "sleep":
        time.sleep(60)
    if head["do"] == "swallow":
        bytearray(2 * 1024 * 1024 * 1024)
    if head["do"] == "refuse":
        raise Fault("locked")
    if head["do"] == "fail":
        raise ValueError("what a parser may say about a file")
    return {"length": len(content)}, content[::-1]


if __name__ == "__main__":
    serve(handle, memory=1024 * 1024 * 1024)
