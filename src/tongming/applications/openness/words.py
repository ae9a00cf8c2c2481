"""The codes of the open register in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tongming.applications.openness.anonymous import Row
from tongming.law.outcomes import Outcome
from tongming.law.statutory import COUNTY_AND_CITY_ITEMS, ITEMS, TOWNSHIP_ITEMS
from tongming.law.words import N_

_THEMES = {one.key: one.label for one in (*ITEMS, *COUNTY_AND_CITY_ITEMS, *TOWNSHIP_ITEMS)}
_OUTCOMES = {one.row: one.label for one in Outcome}
_GROUPS = {one.group.code: one.group.value for one in Outcome if one.group}
_DAYS = {
    "1-10": N_("1至10个工作日"),
    "11-20": N_("11至20个工作日"),
    "21-40": N_("21至40个工作日"),
    "41+": N_("40个工作日以上"),
}
_APPLICANTS = {"person": N_("自然人"), "organisation": N_("法人或其他组织")}
COARSE = N_("不细分")
"""What stands where a field was told too coarsely to say anything."""


def theme_words(theme: str | None) -> str:
    """A statutory item; 未归类 where nobody has said."""
    if theme is None:
        return _(COARSE)
    return _(_THEMES[theme]) if theme else _("未归类")


def group_words(group: str) -> str:
    """A heading of table 3."""
    return _(_GROUPS.get(group) or _OUTCOMES[group])


def outcome_words(row: Row) -> str:
    """A row of table 3, or its heading."""
    if row.outcome is None or row.outcome == row.group:
        return group_words(row.group)
    return f"{group_words(row.group)} {_(_OUTCOMES[row.outcome])}"


def row_words(row: Row) -> dict[str, str]:
    """A record in the reader's language, by field."""

    def yes_or_no(value: bool | None) -> str:
        return _(COARSE) if value is None else _("是") if value else _("否")

    return {
        "theme": theme_words(row.theme),
        "applicant": _(_APPLICANTS[row.applicant]) if row.applicant else _(COARSE),
        "outcome": outcome_words(row),
        "days": _(_DAYS[row.days]) if row.days else _(COARSE),
        "extended": yes_or_no(row.extended),
        "consulted": yes_or_no(row.consulted),
        "period": row.period or _("全年"),
    }
