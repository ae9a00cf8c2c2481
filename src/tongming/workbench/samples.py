"""What the style guide draws: made-up values of every kind a component can meet.

Its readers build screens; these words are not in the catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator

from tongming.law.words import say
from tongming.units.duties import Duties, Duty, Kind


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="标题", help_text="写全称，不写简称。")
    received = forms.DateField(
        label="收到日期", widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    pages = forms.IntegerField(label="页数", min_value=0)
    channel = forms.ChoiceField(
        label="渠道",
        choices=[("counter", "当面提交"), ("letter", "信函"), ("online", "网上")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="说明", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    sure = forms.BooleanField(label="已核对原件")
    file = forms.FileField(label="附件", required=False)


def sample_duties(today: date) -> Duties:
    """Two overdue, three to do, one waiting."""

    def duty(what: str, button: str, days: int | None, left: int | None, **more: Any) -> Duty:
        due = None if days is None else today + timedelta(days=days)
        return Duty(say(what), "#", say(button), due, left, **more)

    article = "《政府信息公开条例》第三十三条第二款"
    return Duties(
        overdue=[
            duty("答复张某某的申请（2026-012）", "答复", -4, -2, article=article),
            duty("补正通知未发出（2026-015）", "发出补正通知", -1, -1),
        ],
        now=[
            duty("签发2025年度报告", "签发", 0, 0, article="第四十九条"),
            duty("答复李某某的申请（2026-019）", "答复", 3, 3, article=article),
            duty("载入2027年工作日历", "载入", None, None),
        ],
        waiting=[
            duty(
                "等申请人补正（2026-017）", "查看", 9, 6,
                article="第三十条", kind=Kind.WAITING,
            ),
        ],
    )  # fmt: skip


def sample_days(today: date) -> list[dict[str, Any]]:
    """Five weeks of a clock with everything that can happen to a day."""
    days: list[dict[str, Any]] = []
    count = 0
    for offset in range(34):
        day = today - timedelta(days=17) + timedelta(days=offset)
        state = "weekend" if day.weekday() > 4 else "counted"
        if offset == 0:
            state = "received"
        elif 6 <= offset <= 9:
            state = "holiday"
        elif offset == 15:
            state = "makeup"
        elif 20 <= offset <= 23:
            state = "suspended"
        counted = state in ("counted", "makeup")
        count += counted
        days.append(
            {
                "day": day,
                "state": state,
                "count": count if counted else None,
                "is_today": day == today,
                "is_due": offset == 33,
            }
        )
    return days


def samples(today: date, query: Mapping[str, str]) -> dict[str, Any]:
    """Everything the style guide's template asks for."""
    page = query.get("page", "")
    return {
        "today": today,
        "duties": sample_duties(today),
        "form": SampleForm(),
        "wrong_form": SampleForm({"wrong-pages": "-1", "wrong-name": ""}, prefix="wrong"),
        "page": Paginator(range(400), 20).get_page(page or 7),
        "days": sample_days(today),
        "sentence": say("10月9日收到，已计{n}个工作日，11月12日到期。", n=12),
        "left": [("第一项", 12), ("第二项", 1)],
        "right": [("第三项", 10), ("第四项", 2)],
        "equation_words": say("新收与结转之和应等于办结与结转下年之和，相差{n}件。", n=1),
    }
