"""Words that must not stand on a government's page, and what should stand there.

The list is data: an office adds its own lines. Those here are errors that inspections have named.
"""

from __future__ import annotations

from dataclasses import dataclass

from tongming.law.words import N_, Refused, say


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong word of the list."""

    wrong: str
    right: str
    severe: bool = False
    """One of them on a page fails a whole site (严重表述错误)."""


@dataclass(frozen=True, slots=True)
class Met:
    """A wrong word in a text, with the line around it."""

    wrong: str
    right: str
    severe: bool
    line: str


NAMED = (
    Wrong("攻府", "政府", True),
    Wrong("中共人民共和国", "中华人民共和国", True),
    Wrong("中华人民共合国", "中华人民共和国", True),
    Wrong("中华人民大和国", "中华人民共和国", True),
    Wrong("中华人共和国", "中华人民共和国", True),
    Wrong("扫黑险恶", "扫黑除恶", True),
    Wrong("中国共产觉", "中国共产党", True),
    Wrong("秸杆", "秸秆"),
    Wrong("坐谈会", "座谈会"),
)
_AROUND = 18


@dataclass(frozen=True, slots=True)
class Wording:
    """The list an office checks by."""

    words: tuple[Wrong, ...] = NAMED

    def find(self, text: str) -> list[Met]:
        """Every wrong word of a text, each once a line."""
        found: list[Met] = []
        for one in self.words:
            place = text.find(one.wrong)
            while place >= 0:
                around = text[max(place - _AROUND, 0) : place + len(one.wrong) + _AROUND]
                line = " ".join(around.split())
                found.append(Met(one.wrong, one.right, one.severe, line))
                end = text.find("\n", place)
                place = text.find(one.wrong, end) if end >= 0 else -1
        return found


def parsed(text: str) -> tuple[Wrong, ...]:
    """An office's own lines: 错词=建议, with an exclamation mark in front where it is severe."""
    made = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        wrong, equals, right = line.replace("＝", "=").partition("=")
        severe = wrong.startswith(("!", "！"))
        wrong = wrong.lstrip("!！").strip()
        if not equals or not wrong or len(wrong) < 2:
            raise Refused(
                say(N_("“{line}”应当写成：错词=建议词。严重的在前面加“!”。"), line=line[:40])
            )
        made.append(Wrong(wrong[:40], right.strip()[:40], severe))
    return tuple(made)
