"""Every defect of a calendar file is named, in Chinese, with what to do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tongming.law.calendar_year import CalendarYear, cautions, read_year
from tongming.law.words import Refused

GOOD: dict[str, Any] = {
    "year": 2027,
    "notice": "国办发明电〔2026〕99号",
    "published_on": "2026-11-25",
    "off": ["2026-12-31/2027-01-03", "02-05/02-11", "04-05", "05-01/05-05", "10-01/10-07"],
    "work": ["02-13", "02-14"],
}

DEFECTS = {
    "year as words": ({"year": "2027"}, "四位数"),
    "year as true": ({"year": True}, "四位数"),
    "year out of reach": ({"year": 27}, "四位数"),
    "no notice": ({"notice": None}, "缺少通知文号"),
    "blank notice": ({"notice": "  "}, "缺少通知文号"),
    "endless notice": ({"notice": "国" * 81}, "太长"),
    "publication not a date": ({"published_on": "去年"}, "公布日期"),
    "publication not a day": ({"published_on": "2026-02-30"}, "公布日期"),
    "no days off": ({"off": None}, "缺少放假日期"),
    "empty days off": ({"off": []}, "off是空的"),
    "days off not a list": ({"off": "01-01"}, "方括号"),
    "work not a list": ({"work": "02-13"}, "方括号"),
    "a number for a date": ({"work": [213]}, "不是日期"),
    "words for a date": ({"off": ["元旦"]}, "不是日期"),
    "a date of one digit": ({"off": ["1-1"]}, "不是日期"),
    "a date with time": ({"off": ["01-01T00:00"]}, "不是日期"),
    "three ends": ({"off": ["01-01/01-02/01-03"]}, "不是日期"),
    "a day that does not exist": ({"off": ["02-30"]}, "不存在"),
    "29 February of a common year": ({"work": ["02-29"]}, "不存在"),
    "end before start": ({"off": ["01-03/01-01"]}, "起日在止日之后"),
    "across the turn of the year without years": ({"off": ["12-31/01-02"]}, "写全年份"),
    "far too long": ({"off": ["01-01/12-31"]}, "应当是写错了"),
    "the wrong year": ({"off": ["2028-01-01"]}, "不属于2027年度"),
    "the year before, but not December": ({"off": ["2026-11-30"]}, "不属于2027年度"),
    "off twice": ({"off": ["01-01/01-03", "01-02"]}, "写了两次"),
    "worked twice": ({"work": ["02-13", "02-13"]}, "写了两次"),
    "off and worked": ({"off": ["02-13"]}, "既列为放假又列为上班"),
    "a Monday as make-up workday": ({"work": ["02-15"]}, "星期一，本来就是工作日"),
    "a key misspelt": ({"works": []}, "不认识的项目“works”"),
    "changes not a list": ({"changes": {}}, "changes"),
    "a change that is a word": ({"changes": ["02-13"]}, "changes"),
    "a change without notice": ({"changes": [{"off": ["03-01"]}]}, "缺少通知文号"),
}


@pytest.mark.parametrize(("change", "words"), DEFECTS.values(), ids=DEFECTS.keys())
def test_a_defect_is_refused_and_the_file_without_it_is_not(
    change: dict[str, Any], words: str
) -> None:
    data = {key: value for key, value in {**GOOD, **change}.items() if value is not None}
    with pytest.raises(Refused, match=words) as refusal:
        CalendarYear.from_data(data)
    assert refusal.value.article == "《全国年节及纪念日放假办法》"
    assert CalendarYear.from_data(GOOD).year == 2027


def test_something_that_is_not_an_object_is_refused() -> None:
    things: tuple[object, ...] = ([], "2027", None, 2027)
    for data in things:
        year, problems = read_year(data)
        assert year is None
        assert len(problems) == 1


def test_all_defects_are_listed_together() -> None:
    year, problems = read_year({"year": 2027, "off": ["02-30", "元旦"], "work": ["02-15"]})
    assert year is None
    assert len(problems) == 4  # no notice, two bad dates, a Monday


def test_a_good_file_says_what_it_holds() -> None:
    year = CalendarYear.from_data(GOOD)
    assert year.notices == ("国办发明电〔2026〕99号",)
    assert year.off[0] == date(2026, 12, 31)
    assert year.work == (date(2027, 2, 13), date(2027, 2, 14))
    assert CalendarYear.from_data(year.to_data()) == year
    assert year.to_data()["off"][0] == "2026-12-31/2027-01-03"


def test_a_change_may_send_people_back_to_work_on_a_weekday_given_off() -> None:
    change = {"notice": "国办发明电〔2027〕2号", "off": [], "work": ["02-11"]}
    year = CalendarYear.from_data({**GOOD, "changes": [change]})
    assert date(2027, 2, 11) not in year.off
    assert date(2027, 2, 11) not in year.work  # an ordinary Thursday again, not a make-up day
    with pytest.raises(Refused, match="本来就是工作日"):
        CalendarYear.from_data({**GOOD, "changes": [{**change, "work": ["02-12"]}]})


def test_a_file_without_a_public_holiday_is_lawful_but_looks_odd() -> None:
    year = CalendarYear.from_data({**GOOD, "off": ["01-01/01-03", "10-01/10-07"]})
    assert [str(caution) for caution in cautions(year)] == [
        "2027年5月1日是全体公民放假的节日，安排里却没有。请核对通知。"
    ]
    assert cautions(CalendarYear.from_data(GOOD)) == []
