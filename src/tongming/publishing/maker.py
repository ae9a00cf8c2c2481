"""What a process of its own runs that makes files: `publishing.makers` asks, this answers.

A question is a pickled list of makings, an answer the list of their outputs, or None where making
failed. It writes no file and asks no database: whoever asked may be killed at any moment, and a
process left behind must have nothing to harm. It ends when nobody is there to ask any more.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
from collections.abc import Sequence
from typing import BinaryIO

from tongming.publishing.site import Output


def main() -> None:
    """Answer until the questions end."""
    # A Ctrl-C is for the one who asks; it closes the questions.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Nothing said by a library may fall into an answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with contextlib.suppress(EOFError, BrokenPipeError):
        serve(sys.stdin.buffer, answers)


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer each question in turn."""
    while True:
        pickle.dump(_answer(questions), answers, protocol=pickle.HIGHEST_PROTOCOL)
        answers.flush()


def _answer(questions: BinaryIO) -> list[Sequence[Output]] | None:
    try:
        return [make() for make in pickle.load(questions)]
    except EOFError:
        raise
    except Exception:
        # It is made once more by whoever asked, and fails there with its reason.
        return None


if __name__ == "__main__":
    main()
