"""Words in pictures, where Debian's tesseract-ocr and tesseract-ocr-chi-sim are installed.

Without the program, or where it finds no words, nothing is refused: the caution says that a person
must look, and it says so of recognised words too. It runs inside the guarded process, under the
same bounds; pages beyond the time given to a file are left to a person.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from functools import cache

PROGRAM = "tesseract"
WANTED = ("chi_sim", "eng")
SECONDS = 40.0
"""For all pictures of one file: the whole answer has a minute (`limits.SECONDS`)."""
DOTS = 200
"""Dots an inch at which pages are looked at."""
_BETWEEN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]+(?=[\u3000-\u9fff\uff00-\uffef])")
"""Spaces the program puts between Chinese characters."""


class Recogniser:
    """Reads the pictures of one file, as long as there is time."""

    def __init__(self) -> None:
        self._until = time.monotonic() + SECONDS

    def words_in(self, png: bytes) -> str:
        """The words a picture shows; "" where there is no program, no time, or no word."""
        left = self._until - time.monotonic()
        languages = _languages()
        if not languages or left <= 0:
            return ""
        command = [PROGRAM, "stdin", "stdout", "-l", "+".join(languages), "--dpi", str(DOTS)]
        try:
            done = subprocess.run(command, input=png, capture_output=True, timeout=left)
        except (OSError, subprocess.TimeoutExpired):
            return ""
        if done.returncode != 0:
            return ""
        text = _BETWEEN.sub("", done.stdout.decode("utf-8", "replace").replace("\f", "\n"))
        return text.strip()


@cache
def _languages() -> tuple[str, ...]:
    """Those of `WANTED` that are installed; none where the program is not."""
    if shutil.which(PROGRAM) is None:
        return ()
    try:
        done = subprocess.run([PROGRAM, "--list-langs"], capture_output=True, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    known = set((done.stdout + done.stderr).decode("utf-8", "replace").split())
    return tuple(language for language in WANTED if language in known)
