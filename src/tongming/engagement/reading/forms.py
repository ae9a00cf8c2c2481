"""Shape only."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.engagement.reading.demand import ITEM_LABELS
from tongming.engagement.reading.kinds import Satisfaction, Way
from tongming.engagement.reading.models import (
    IDLE_SECONDS,
    Point,
    point_choices,
    receiver_choices,
    satisfaction_choices,
    way_choices,
)
from tongming.engagement.reading.printing import Choice
from tongming.law.reading import PointKind, ReceiverKind
from tongming.law.statutory import items_for
from tongming.units.models import Unit


class DayField(forms.DateField):
    """A day."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("事由"), max_length=200)


class PointForm(forms.Form):
    """A place to read, as the guide will tell it."""

    name = forms.CharField(
        label=_("名称"),
        max_length=80,
        help_text=_("挂牌上的名称，例如：红石砬子镇政府信息公开查阅点。"),
    )
    kind = forms.ChoiceField(label=_("类型"), choices=point_choices)
    address = forms.CharField(label=_("地址"), max_length=200)
    hours = forms.CharField(
        label=_("开放时间"),
        max_length=120,
        help_text=_("例如：工作日 8:30—11:30，13:00—16:30。临时闭馆另外登记。"),
    )
    phone = forms.CharField(label=_("电话"), max_length=60, required=False)
    equipment = forms.CharField(
        label=_("设施设备"),
        max_length=200,
        required=False,
        help_text=_("例如：查询机1台、电脑1台、打印复印机1台、无障碍坡道。"),
    )
    since = DayField(label=_("开放日期"))

    def clean_kind(self) -> PointKind:
        return PointKind(self.cleaned_data["kind"])


class ChangePointForm(forms.Form):
    """What the guide tells of it, put right."""

    name = forms.CharField(label=_("名称"), max_length=80)
    address = forms.CharField(label=_("地址"), max_length=200)
    hours = forms.CharField(label=_("开放时间"), max_length=120)
    phone = forms.CharField(label=_("电话"), max_length=60, required=False)
    equipment = forms.CharField(label=_("设施设备"), max_length=200, required=False)
    idle_seconds = forms.IntegerField(
        label=_("查询机无人操作多少秒后复位"),
        min_value=30,
        max_value=600,
        initial=IDLE_SECONDS,
        help_text=_("复位前20秒先提醒，读者可以继续看。复位后，前一位读者输入的内容都清掉。"),
    )


class EndPointForm(forms.Form):
    """From when it is open no longer."""

    until = DayField(label=_("从哪天起不再开放"))
    reason = forms.CharField(label=_("停止原因"), max_length=200)


class ClosureForm(forms.Form):
    """Days it is shut."""

    first = DayField(label=_("从哪天"))
    last = DayField(label=_("到哪天"), help_text=_("这一天也不开放。"))
    reason = forms.CharField(
        label=_("原因"), max_length=100, help_text=_("公众会看到，例如：元旦放假、设备维修。")
    )


class KioskForm(forms.Form):
    """What the device is called."""

    name = forms.CharField(
        label=_("查询机名称"), max_length=40, help_text=_("例如：一楼大厅触摸屏。")
    )


class VisitForm(forms.Form):
    """A visit in ten seconds: only what was looked at has to be typed."""

    point = forms.ModelChoiceField(label=_("查阅点"), queryset=Point.objects.none())
    on = DayField(label=_("日期"))
    looked_at = forms.CharField(
        label=_("查阅内容"), max_length=200, help_text=_("查了什么，例如：惠农补贴标准。不写是谁。")
    )
    item = forms.ChoiceField(label=_("内容类别"), required=False)
    found = forms.TypedChoiceField(
        label=_("查到了吗"), coerce=lambda value: value == "yes", initial="yes"
    )
    way = forms.ChoiceField(label=_("查阅方式"), choices=way_choices, initial=Way.ASSISTED.value)
    copied_pages = forms.IntegerField(label=_("复制页数"), min_value=0, max_value=10_000, initial=0)
    satisfaction = forms.ChoiceField(label=_("满意度"), required=False)
    visitor = forms.CharField(
        label=_("查阅人姓名"),
        max_length=40,
        required=False,
        help_text=_("填了就加密保存，到期清除。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, unit: Unit, points: list[Point], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        point, item = self.fields["point"], self.fields["item"]
        assert isinstance(point, forms.ModelChoiceField)
        point.queryset = Point.objects.filter(pk__in=[one.pk for one in points])
        point.empty_label = None
        self.initial.setdefault("on", localdate())
        if points:
            self.initial.setdefault("point", points[0].pk)
        own = items_for(unit.level_kind)
        _choose(item, [("", gettext("没有分类"))] + [
            (one.key, f"{one.number}{gettext(one.label)}") for one in own
        ])  # fmt: skip
        _choose(self.fields["satisfaction"], [("", gettext("没有问")), *satisfaction_choices()])
        _choose(self.fields["found"], [("yes", gettext("查到了")), ("no", gettext("没有查到"))])

    def clean_way(self) -> Way:
        return Way(self.cleaned_data["way"])

    def clean_satisfaction(self) -> Satisfaction | None:
        said = self.cleaned_data["satisfaction"]
        return Satisfaction(said) if said else None


class ReceiverForm(forms.Form):
    """An archive or a library."""

    kind = forms.ChoiceField(label=_("类型"), choices=receiver_choices)
    name = forms.CharField(
        label=_("接收单位"), max_length=120, help_text=_("全称，例如：桦甸市档案馆。")
    )
    contact = forms.CharField(label=_("联系方式"), max_length=120, required=False)
    every_months = forms.IntegerField(
        label=_("每几个月移交一次"),
        min_value=1,
        max_value=24,
        help_text=_("条例要求及时提供，没有规定几个月；当地有规定的按规定填。到期提醒，不会卡住。"),
    )
    since = DayField(label=_("从哪天起移交"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("every_months", settings.TRANSFER_MONTHS)
        self.initial.setdefault("since", localdate())

    def clean_kind(self) -> ReceiverKind:
        return ReceiverKind(self.cleaned_data["kind"])


class EndReceiverForm(forms.Form):
    """From when it is given nothing more."""

    until = DayField(label=_("停止移交日期"))
    reason = forms.CharField(label=_("停止原因"), max_length=200)


class HandOverForm(forms.Form):
    """The day it went."""

    on = DayField(label=_("移交日期"))


class ReceiptForm(forms.Form):
    """Who signed, and the paper."""

    on = DayField(label=_("签收日期"))
    received_by = forms.CharField(label=_("签收人"), max_length=60)
    receipt = forms.FileField(
        label=_("签收单"),
        help_text=_("双方签字盖章的移交清单的扫描件或者照片（PDF、JPG、PNG）。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )


class CatalogueForm(forms.Form):
    """Which part of the catalogue to print."""

    first = DayField(label=_("生成日期从"), required=False)
    last = DayField(label=_("到"), required=False)
    item = forms.ChoiceField(label=_("类别"), required=False)
    order = forms.ChoiceField(label=_("排列"), required=False)
    kind = forms.ChoiceField(
        label=_("格式"), choices=[("pdf", "PDF"), ("docx", "Word")], initial="pdf"
    )

    def __init__(self, unit: Unit, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        own = [(one.key, f"{one.number}{gettext(one.label)}") for one in items_for(unit.level_kind)]
        _choose(self.fields["item"], [("", gettext("全部类别")), *own])
        _choose(
            self.fields["order"],
            [("item", gettext("按法定事项分组")), ("day", gettext("按生成日期"))],
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", gettext("结束日期不能早于开始日期。"))
        return given

    @property
    def choice(self) -> Choice:
        """What was chosen."""
        given = self.cleaned_data
        return Choice(
            given["first"], given["last"], given["item"] if given["item"] in ITEM_LABELS else "",
            by_item=given["order"] != "day",
        )  # fmt: skip


def month_asked(text: str, today: date) -> date:
    """The month in an address, 2026-03; this one where there is none."""
    match = re.fullmatch(r"(\d{4})-(\d{2})", text, re.ASCII)
    if match and 2000 <= int(match[1]) <= 2200 and 1 <= int(match[2]) <= 12:
        return date(int(match[1]), int(match[2]), 1)
    return today.replace(day=1)


def _choose(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
