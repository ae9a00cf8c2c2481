"""Wrong wordings that inspections look for: 易错词, 替换词, 是否严重.

A 严重表述错误 fails a site or an account at once (国办秘函〔2019〕19号). The class of 2015 is the
country's name, state organs and the names of leaders; the examples are those of public notices of
inspections. No official list is known: an office adds its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording that is wrong wherever it stands."""

    wrong: str
    right: str
    severe: bool = False


WORDINGS: tuple[Wording, ...] = (
    Wording("攻府", "政府", True),
    Wording("中共人民共和国", "中华人民共和国", True),
    Wording("中华人民共合国", "中华人民共和国", True),
    Wording("中华人民大和国", "中华人民共和国", True),
    Wording("扫黑险恶", "扫黑除恶", True),
    Wording("秸杆", "秸秆"),
)


def wrong_in(text: str, wordings: Iterable[Wording] = WORDINGS) -> list[Wording]:
    """The wrong wordings that occur in a text."""
    return [one for one in wordings if one.wrong in text]
