"""C01–C07: columns of the section that are stale or empty, and their sum.

A column is a list of the public section: the rules, all published content, each statutory item
that has ever had something. What stands there is what the site holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.timezone import localdate

from tongming.information.actions.review import months_later
from tongming.law.inspection import COLUMN_CLASSES, THRESHOLDS, Severity, column_vetoes
from tongming.law.statutory import COUNTY_AND_CITY_ITEMS, ITEMS, TOWNSHIP_ITEMS
from tongming.law.words import N_, Message, say
from tongming.publishing.queries import ListState, lists_under, newest_rows
from tongming.supervision.inspection.facts import Found
from tongming.supervision.inspection.rules import ColumnRule, Rules, rules_of
from tongming.units.models import Unit

_ITEM = "content/item/"
_CHECK_OF = {"news": "C01", "policy": "C02", "annual": "C03", "other": "C04"}
_THRESHOLD_OF = {one.key: one.threshold for one in COLUMN_CLASSES}

DEFAULTS: Mapping[str, tuple[str, str]] = {
    "rules": (N_("政府信息公开制度"), ""),
    # Institutions change when they must: the column must not be empty, and has no period.
    "content": (N_("法定主动公开内容"), "policy"),
    **{
        f"{_ITEM}{one.key}": (
            one.label,
            {"20-1": "policy", "20-3": "annual", "20-7": "annual", "20-14": "annual"}.get(
                one.key, "other"
            ),
        )
        for one in (*ITEMS, *COUNTY_AND_CITY_ITEMS, *TOWNSHIP_ITEMS)
    },
}
"""Every column by its key: its name, and the class it is updated by until a unit says otherwise.
普查评分表 of 2015 names 规划计划 and 人事 for a year; normative documents are policy documents."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a unit as the public sees it."""

    key: str
    name: str
    address: str
    public: int
    last_on: date | None
    rule: ColumnRule


def columns_of(unit: Unit, rules: Rules) -> list[Column]:
    """The visible columns of a unit's section; none while nothing was ever published in it."""
    prefix = f"{unit.code}/"
    lists = {one.name.removeprefix(prefix): one for one in lists_under(prefix)}
    if "catalogue" not in lists or not lists["catalogue"].last:
        return []
    for key in ("rules", "content"):
        lists.setdefault(key, ListState(f"{prefix}{key}", "", 0, 0))
    return [
        _column(unit, key, state, rules) for key, state in sorted(lists.items()) if key in DEFAULTS
    ]


def _column(unit: Unit, key: str, state: ListState, rules: Rules) -> Column:
    name, kind = DEFAULTS[key]
    rows = newest_rows(state.name, 1, public=True) if state.public else []
    last = localdate(datetime.fromisoformat(rows[0].line["published_at"])) if rows else None
    return Column(
        key,
        name,
        f"{settings.SITE_PREFIX}{unit.code}/{key}/",
        state.public,
        last,
        rules.columns.get(key, ColumnRule(kind)),
    )


# --- C01 to C04 -----------------------------------------------------------------------------------


def _stale(indicator: str) -> Callable[[Unit, date], Iterator[Found]]:
    def look(unit: Unit, day: date) -> Iterator[Found]:
        rules = rules_of(unit)
        for column in columns_of(unit, rules):
            if _check_of(column.rule) == indicator and (found := stale(column, day, rules)):
                yield found

    return look


def _check_of(rule: ColumnRule) -> str | None:
    """A period of the column's own is C04, whatever its class."""
    return "C04" if rule.days is not None else _CHECK_OF.get(rule.kind)


def stale(column: Column, day: date, rules: Rules) -> Found | None:
    """Whether a column was not updated in its period. The last day of a period still is in time."""
    indicator = _check_of(column.rule)
    if indicator is None or column.last_on is None:
        return None
    if column.rule.days is not None:
        limit, unit = column.rule.days, N_("天")
        ends = column.last_on + timedelta(days=limit)
        twice = column.last_on + timedelta(days=2 * limit)
    else:
        threshold = THRESHOLDS[_THRESHOLD_OF[column.rule.kind]]
        limit, unit = rules.settings.value(threshold.key), threshold.unit
        ends, twice = (_later(column.last_on, n, unit) for n in (limit, 2 * limit))
    if day <= ends:
        return None
    degree = None
    if indicator == "C04":  # yellow card, and red at twice the period
        degree = Severity.RED if day > twice else Severity.YELLOW
    return Found(
        indicator,
        f"column:{column.key}",
        say(
            N_("“{column}”栏目{last}以后没有更新，超过{limit}{unit}。"),
            column=say(column.name), last=column.last_on, limit=limit, unit=say(unit),
        ),
        {
            "column": column.name,
            "last_on": column.last_on.isoformat(),
            "age_days": (day - column.last_on).days,
            "limit": limit,
            "limit_unit": unit,
        },
        url=column.address,
        severity=degree,
    )  # fmt: skip


def _later(start: date, number: int, unit: str) -> date:
    return start + timedelta(days=number) if unit == "天" else months_later(start, number)


# --- C05 to C07 -----------------------------------------------------------------------------------


def empty(unit: Unit, day: date) -> Iterator[Found]:
    """C05: a column the public sees and nothing in it."""
    for column in columns_of(unit, rules_of(unit)):
        if not column.public:
            yield Found(
                "C05",
                f"column:{column.key}",
                say(N_("“{column}”栏目没有内容。"), column=say(column.name)),
                {"column": column.name, "count": 0},
                url=column.address,
            )


_VETO_WORDS: Mapping[str, str] = {
    "A-12": N_("动态、要闻类和通知公告、政策文件类栏目共有{n}个没有按时更新，达到否决线。"),
    "A-13": N_("应更新但长期未更新的栏目有{n}个，达到否决线。"),
    "A-14": N_("空白栏目有{n}个，达到否决线。"),
}


def totals(unit: Unit, day: date) -> Iterator[Found]:
    """C06: so many columns that the section fails (law.inspection.column_vetoes)."""
    rules = rules_of(unit)
    columns = columns_of(unit, rules)
    old = [one for column in columns if (one := stale(column, day, rules))]
    blank = [column.key for column in columns if not column.public]
    groups: dict[str, list[str]] = {
        "A-12": [one.subject for one in old if one.indicator in ("C01", "C02")],
        "A-13": [one.subject for one in old if one.indicator in ("C03", "C04")],
        "A-14": blank,
    }
    for code in column_vetoes(
        stale=len(groups["A-12"]), long_stale=len(groups["A-13"]), empty=len(groups["A-14"]),
        using=rules.settings,
    ):  # fmt: skip
        keys = [key.removeprefix("column:") for key in groups[code]]
        yield Found(
            "C06",
            f"totals:{code}",
            say(_VETO_WORDS[code], n=len(keys)),
            {"count": len(keys), "found": [DEFAULTS[key][0] for key in keys]},
            url=f"{settings.SITE_PREFIX}{unit.code}/",
        )


def home(unit: Unit, day: date) -> Iterator[Found]:
    """C07: the newest item on the section's first page is older than the limit."""
    limit = rules_of(unit).settings.value("home_days")
    rows = newest_rows(f"{unit.code}/catalogue", 1, public=True)
    last = localdate(datetime.fromisoformat(rows[0].line["published_at"])) if rows else None
    since = last or unit.joined_on
    if (day - since).days <= limit:
        return
    said: Message = (
        say(N_("专栏首页{last}以后没有更新，超过{limit}天。"), last=last, limit=limit)
        if last
        else say(N_("专栏还没有发布过内容。"))
    )
    yield Found(
        "C07",
        "home",
        said,
        {
            **({"last_on": last.isoformat()} if last else {}),
            "age_days": (day - since).days,
            "limit": limit,
            "limit_unit": N_("天"),
        },
        url=f"{settings.SITE_PREFIX}{unit.code}/" if last else "",
    )


CHECKS: Mapping[str, Callable[[Unit, date], Iterable[Found]]] = {
    **{indicator: _stale(indicator) for indicator in _CHECK_OF.values()},
    "C05": empty,
    "C06": totals,
    "C07": home,
}
