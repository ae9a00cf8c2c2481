"""Days off that hold in one place only: the ethnic holidays of an autonomous area.

《全国年节及纪念日放假办法》第四条 lets autonomous areas fix them. Whether such a day stops the
clock of a disclosure is not settled (unverified), so no calendar has any unless a unit asks for
it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongming.law.calendar_year import BASIS, read_full_days
from tongming.law.words import N_, Message, Refused, say

_KEYS = {"place", "basis", "off"}
ARTICLE = f"{BASIS}第四条"


@dataclass(frozen=True, slots=True)
class LocalHolidays:
    """The place, the local rule, and the days."""

    place: str
    basis: str
    off: frozenset[date]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> LocalHolidays:
        """From `{"place": "…", "basis": "…", "off": ["2026-09-03"]}`; `Refused` on a defect."""
        problem = _problem(data)
        if problem is not None:
            raise Refused(problem, ARTICLE)
        days = read_full_days(data["off"])
        if isinstance(days, Message):
            raise Refused(days, ARTICLE)
        return cls(data["place"].strip(), data["basis"].strip(), frozenset(days))

    def to_data(self) -> dict[str, Any]:
        """The same as its file."""
        off = [day.isoformat() for day in sorted(self.off)]
        return {"place": self.place, "basis": self.basis, "off": off}


def _problem(data: object) -> Message | None:
    if not isinstance(data, Mapping):
        return say(N_("地方放假安排应当是一对花括号，里面有place、basis、off。"))
    for key in data:
        if key not in _KEYS:
            keys = "、".join(sorted(_KEYS))
            return say(N_("不认识的项目“{key}”。可用的项目：{keys}。"), key=str(key), keys=keys)
    for key, what in (("place", N_("地方")), ("basis", N_("依据"))):
        value = data.get(key)
        if not isinstance(value, str) or not value.strip():
            return say(N_("缺少{what}（{key}）。"), what=say(what), key=key)
    if not isinstance(data.get("off"), list) or not data["off"]:
        return say(N_("缺少放假日期（off）。"))
    return None
