"""What is asked about findings, orders, rules, accounts and the quarter's report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.law.inspection import CHECKS, INDICATORS, Severity
from tongming.supervision.inspection.models import Account, Finding, platforms, severity_choices
from tongming.units.forms import DayField
from tongming.units.models import Unit

if TYPE_CHECKING:
    UnitChoice = forms.ModelChoiceField[Unit]
    FindingChoices = forms.ModelMultipleChoiceField[Finding]
else:
    UnitChoice = forms.ModelChoiceField
    FindingChoices = forms.ModelMultipleChoiceField

TERM_DAYS = 15
"""The term an order is given until somebody says another; no text sets one."""


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("理由"), max_length=300)


def indicator_choices() -> list[Any]:
    """Everything a person may find, in groups: the checks first, as they are in plain words."""
    checks = [(one.id, f"{one.id} {gettext(one.rule)}") for one in CHECKS.values()]
    others: dict[str, list[tuple[str, str]]] = {}
    for one in INDICATORS.values():
        others.setdefault(gettext(one.part.label), []).append(
            (one.id, f"{one.id} {gettext(one.condition)}")
        )
    return [("", gettext("请选择")), (gettext("检查项目"), checks), *others.items()]


class VisitForm(forms.Form):
    """A finding made on the spot, with one hand."""

    unit = UnitChoice(label=_("被检查单位"), queryset=Unit.objects.none())
    note = forms.CharField(
        label=_("发现的问题"), max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )
    photo = forms.FileField(
        label=_("照片"),
        required=False,
        help_text=_("拍摄地点、时间和手机型号会自动去掉"),
        widget=forms.ClearableFileInput(
            attrs={"accept": "image/jpeg,image/png", "capture": "environment"}
        ),
    )
    place = forms.CharField(
        label=_("地点"), max_length=120, required=False, help_text=_("例如：政务公开栏、查阅点")
    )
    severity = forms.TypedChoiceField(
        label=_("程度"),
        choices=severity_choices,
        coerce=Severity,
        initial=Severity.YELLOW.value,
        widget=forms.RadioSelect,
    )
    indicator = forms.ChoiceField(label=_("对应的指标"), choices=indicator_choices)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units
        field.empty_label = None if units.count() == 1 else gettext("请选择")


class FindingsField(FindingChoices):
    """Findings, each by its sentence."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{gettext(obj.severity_kind.label)}：{obj.message.render(gettext)}"


class OrderForm(forms.Form):
    """What is to be put right, how, and by when."""

    findings = FindingsField(
        label=_("整改的问题"),
        queryset=Finding.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    requirement = forms.CharField(
        label=_("整改要求"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        initial=_("请逐项整改，查明原因，防止再次发生。"),
    )
    due_on = DayField(label=_("整改期限"))

    def __init__(self, *args: Any, findings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["findings"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = findings
        field.initial = list(findings)
        self.fields["due_on"].initial = localdate() + timedelta(days=TERM_DAYS)


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, or none."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        given: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        cleaned = [super(FilesField, self).clean(one, initial) for one in given if one]
        return cleaned or super().clean(None, initial) or []


class AnswerForm(forms.Form):
    """What was put right."""

    text = forms.CharField(
        label=_("整改情况"), max_length=4000, widget=forms.Textarea(attrs={"rows": 7})
    )
    materials = FilesField(
        label=_("佐证材料"), required=False, help_text=_("截图、文件、照片，可以选几个")
    )


class JudgeForm(forms.Form):
    """What somebody saw who looked again."""

    mended = forms.TypedChoiceField(
        label=_("复查结果"),
        choices=[("yes", _("已整改")), ("no", _("没有整改到位"))],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("复查情况"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    photo = forms.FileField(
        label=_("照片"),
        required=False,
        widget=forms.ClearableFileInput(
            attrs={"accept": "image/jpeg,image/png", "capture": "environment"}
        ),
    )


class ReturnForm(forms.Form):
    """Where it is not put right yet, and by when it is."""

    reason = forms.CharField(
        label=_("没有整改到位的地方"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    due_on = DayField(label=_("整改期限"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = localdate() + timedelta(days=TERM_DAYS)


class NoteForm(forms.Form):
    """A word with it, or none."""

    note = forms.CharField(
        label=_("说明"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class TextForm(forms.Form):
    """A text, begun from the record."""

    text = forms.CharField(
        label=_("内容"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8})
    )


class PraiseForm(forms.Form):
    """Something done well."""

    unit = UnitChoice(label=_("单位"), queryset=Unit.objects.none())
    on = DayField(label=_("日期"), initial=localdate)
    text = forms.CharField(
        label=_("好的做法"), max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units


class WordsForm(forms.Form):
    """What a person adds between the figures."""

    problems = forms.CharField(
        label=_("主要问题：补充说明"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    orders = forms.CharField(
        label=_("整改情况：补充说明"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    next = forms.CharField(
        label=_("下一步要求"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class AccountForm(forms.Form):
    """An account, as it is filed."""

    platform = forms.ChoiceField(label=_("平台"), choices=platforms)
    name = forms.CharField(label=_("账号名称"), max_length=80)
    platform_id = forms.CharField(label=_("账号ID"), max_length=120, required=False)
    owner = forms.CharField(label=_("责任人"), max_length=60, required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=60, required=False)
    opened_on = DayField(label=_("开通日期"))
    filed_on = DayField(label=_("备案日期"), required=False)

    @staticmethod
    def initial_of(account: Account) -> dict[str, Any]:
        """What is filed now."""
        names = ("platform", "name", "platform_id", "owner", "phone", "opened_on", "filed_on")
        return {name: getattr(account, name) for name in names}


class OnForm(forms.Form):
    """A day."""

    on = DayField(label=_("日期"), initial=localdate)


def quarter_asked(asked: str, fallback: tuple[int, int]) -> tuple[int, int]:
    """2026-3 as year and quarter."""
    year, _dash, quarter = asked.partition("-")
    plain = year.isascii() and year.isdecimal() and len(year) == 4
    if plain and quarter in ("1", "2", "3", "4") and 2000 <= int(year) <= 2200:
        return int(year), int(quarter)
    return fallback


def quarter_of(day: date) -> tuple[int, int]:
    """The quarter a day is in."""
    return day.year, (day.month + 2) // 3
