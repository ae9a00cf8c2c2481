"""A small question for when much comes from one place: readable aloud, answered by typing a number.

Nothing is kept of it but, once it is answered, that it was.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.core import signing
from django.core.cache import cache

from tongming.law.words import N_, Message, say
from tongming.sealing.seals import mark

SECONDS = 30 * 60
_SALT = "tongming.visitors.puzzle"
# In their marks: alone, the same characters are days of the week.
_NUMERALS = (
    *(N_("「一」"), N_("「二」"), N_("「三」"), N_("「四」"), N_("「五」")),
    *(N_("「六」"), N_("「七」"), N_("「八」"), N_("「九」")),
)


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A question and the token that knows its answer without telling it."""

    question: Message
    token: str


def make() -> Puzzle:
    """A new question."""
    left, right = secrets.randbelow(9), secrets.randbelow(9)
    nonce = secrets.token_urlsafe(12)
    answer = _answer_mark(nonce, str(left + right + 2))
    question = say(
        N_("{left}加{right}等于几？请填数字。"),
        left=say(_NUMERALS[left]),
        right=say(_NUMERALS[right]),
    )
    return Puzzle(question, signing.dumps([nonce, answer], salt=_SALT))


def is_answered(token: str, answer: str) -> bool:
    """Whether the answer is right; a question is good for one right answer."""
    try:
        nonce, wanted = signing.loads(token, salt=_SALT, max_age=SECONDS)
    except (signing.BadSignature, ValueError):
        return False
    if not secrets.compare_digest(_answer_mark(nonce, answer[:20]), wanted):
        return False
    return cache.add(f"puzzle:{nonce}", 1, timeout=SECONDS)


def _answer_mark(nonce: str, answer: str) -> str:
    return mark(f"{nonce}:{answer}", of="puzzle")
