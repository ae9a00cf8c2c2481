"""The words of a section as a person edits them: bound figures as readable blocks.

Kept text binds its figures by the address of their cells. Nobody should have to read addresses, so
the editor shows `{8件#3}`: what the third bound figure says now, and its number. The block may be
moved or removed; what it says is the table's business, so only the number is read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tongming.law.words import N_, Refused, say
from tongming.reports.document import AnnualReport
from tongming.reports.drafting import Bound, pieces

_BLOCK = re.compile(r"\{[^{}]*#(\d+)\}")
UNKNOWN_BLOCK = N_("“{block}”不是这一版文字里的数字。要写表格以外的数量，直接写数字，不加大括号。")


def to_editor(text: str, report: AnnualReport, previous: AnnualReport | None) -> str:
    """Kept text with its bound figures as numbered blocks."""
    shown: list[str] = []
    number = 0
    for piece in pieces(text):
        if isinstance(piece, Bound):
            number += 1
            shown.append(f"{{{piece.text(report, previous)}#{number}}}")
        else:
            shown.append(piece)
    return "".join(shown)


def from_editor(edited: str, based_on: str) -> str:
    """Edited text with its blocks bound again, as the text it started from has them.

    `Refused` for a block with a number that text does not have.
    """
    markers = list(_markers(based_on))

    def bind(match: re.Match[str]) -> str:
        place = int(match[1])
        if not 1 <= place <= len(markers):
            raise Refused(say(UNKNOWN_BLOCK, block=match[0]))
        return markers[place - 1]

    return _BLOCK.sub(bind, edited)


def _markers(text: str) -> Iterator[str]:
    return (piece.marker for piece in pieces(text) if isinstance(piece, Bound))
