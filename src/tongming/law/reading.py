"""查阅场所 and 移交 (第二十五条): where information can be read, and whom it is handed to.

Every government sets up places to read in its archive, its public library and its service halls
(第一款); organs may set up more (第二款) and hand what they publish to archive and library in time
(第三款). "In time" has no number: the interval is a setting, a reminder and never a block.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Self

from tongming.law.citation import REGULATION, Citation
from tongming.law.labelled import Labelled
from tongming.law.organs import Level
from tongming.law.words import N_

PLACES = str(Citation(REGULATION, 25, 1))
MORE_PLACES = str(Citation(REGULATION, 25, 2))
TRANSFER = str(Citation(REGULATION, 25, 3))
CATALOGUE = str(Citation(REGULATION, 12, 3))
"""索引号、名称、内容概述、生成日期: what a catalogue has."""


class PointKind(StrEnum):
    """What a place to read is."""

    label: str
    is_owed: bool
    """Whether 第二十五条第一款 asks every government for one."""

    def __new__(cls, code: str, label: str = "", is_owed: bool = False) -> Self:
        kind = str.__new__(cls, code)
        kind._value_, kind.label, kind.is_owed = code, label, is_owed
        return kind

    ARCHIVE = "archive", N_("国家档案馆"), True
    LIBRARY = "library", N_("公共图书馆"), True
    SERVICE_HALL = "service_hall", N_("政务服务场所"), True
    READING_ROOM = "reading_room", N_("公共查阅室（查阅服务中心）")
    PICK_UP = "pick_up", N_("资料索取点")
    NOTICE_BOARD = "notice_board", N_("信息公告栏")
    SCREEN = "screen", N_("电子信息屏")

    @property
    def article(self) -> str:
        """Where the kind stands in the regulation."""
        return PLACES if self.is_owed else MORE_PLACES


class ReceiverKind(Labelled):
    """Whom published information is handed to (第二十五条第三款)."""

    ARCHIVE = "archive", N_("国家档案馆")
    LIBRARY = "library", N_("公共图书馆")


def kinds_missing(level: Level, there: Iterable[PointKind]) -> list[PointKind]:
    """What a government still owes of the three kinds of 第一款. Departments owe none of them;
    a street office is no government (docs/decisions/0206)."""
    if not level.is_government:
        return []
    found = set(there)
    return [kind for kind in PointKind if kind.is_owed and kind not in found]


def transfer_due(last: date, months: int) -> date:
    """The day by which the next transfer is "in time": so many months after the last one, or the
    last day of a shorter month."""
    year, month = divmod(last.year * 12 + last.month - 1 + months, 12)
    return date(year, month + 1, min(last.day, monthrange(year, month + 1)[1]))
