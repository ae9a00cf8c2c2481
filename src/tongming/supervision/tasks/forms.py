"""What is asked about tasks; the actions check the rest."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.law.villages import last_day
from tongming.supervision.tasks.actions import Aim, Plan
from tongming.supervision.tasks.evidence import Record, label_of, typed
from tongming.supervision.tasks.models import Checkpoint, Conclusion, Task
from tongming.supervision.tasks.queries import staff_of
from tongming.units.forms import DayField
from tongming.units.models import Person, Unit

if TYPE_CHECKING:
    PersonChoice = forms.ModelChoiceField[Person]
    UnitsChoice = forms.ModelMultipleChoiceField[Unit]
    TaskChoice = forms.ModelChoiceField[Task]
    CheckpointChoice = forms.ModelChoiceField[Checkpoint]
else:
    PersonChoice = TaskChoice = CheckpointChoice = forms.ModelChoiceField
    UnitsChoice = forms.ModelMultipleChoiceField

QUARTERS = (_("第一季度末"), _("第二季度末"), _("第三季度末"), _("第四季度末"))


def quarter_ends(year: int) -> list[date]:
    """The last days of a year's quarters."""
    return [last_day(date(year, month, 1)) for month in (1, 4, 7, 10)]


class PlanForm(forms.Form):
    """A task: what, how one knows, until when, who, and what by the end of each quarter."""

    title = forms.CharField(
        label=_("任务"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    measure = forms.CharField(
        label=_("完成标准"), max_length=300, help_text=_("做到什么就算完成，写得能够核对")
    )
    due_on = DayField(label=_("完成期限"))
    department = forms.CharField(label=_("责任部门"), max_length=60, required=False)

    def __init__(
        self, *args: Any, unit: Unit | None, year: int, task: Task | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        self.fields["due_on"].initial = date(year, 11, 30)
        if unit is not None:
            self.fields["person"] = PersonChoice(
                label=_("责任人"), queryset=staff_of(unit, localdate()), required=False,
                empty_label=gettext("不指定，由公开工作机构办理"),
            )  # fmt: skip
        aims = {one.on: one for one in task.checkpoints.all()} if task else {}
        for number, (label, on) in enumerate(zip(QUARTERS, quarter_ends(year), strict=True), 1):
            if on in aims and aims[on].met_on:
                continue
            self.fields[f"q{number}"] = forms.CharField(
                label=gettext("{quarter}应达到").format(quarter=label), max_length=200,
                required=False, initial=aims[on].aim if on in aims else "",
            )  # fmt: skip
        if task is not None:
            for name in ("title", "measure", "department", "person", "due_on"):
                if name in self.fields and getattr(task, name):
                    self.fields[name].initial = getattr(task, name)

    def plan(self) -> Plan:
        """What was typed."""
        given = self.cleaned_data
        return Plan(
            title=given["title"], measure=given["measure"], due_on=given["due_on"],
            department=given["department"], person=given.get("person"),
            aims=[
                Aim(on, given[f"q{number}"])
                for number, on in enumerate(quarter_ends(self.year), 1)
                if given.get(f"q{number}", "").strip()
            ],
        )  # fmt: skip


class PointForm(PlanForm):
    """A point of the year's plan, for the units responsible."""

    units = UnitsChoice(
        label=_("责任单位"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    field_order = ("units",)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, unit=None, **kwargs)
        field = self.fields["units"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = units


class KeyPointsForm(forms.Form):
    """The key points of a year, pasted."""

    title = forms.CharField(label=_("标题"), max_length=200)
    number = forms.CharField(label=_("文号"), max_length=60, required=False)
    year = forms.IntegerField(label=_("年度"), min_value=2008, max_value=2100)
    text = forms.CharField(
        label=_("要点正文"), max_length=50000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("一条一段，开头有“一、”“（一）”“1.”的按序号分开"),
    )  # fmt: skip


class MergeForm(forms.Form):
    """Which other task it is part of."""

    into = TaskChoice(label=_("并入"), queryset=Task.objects.none())

    def __init__(self, *args: Any, tasks: QuerySet[Task], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["into"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = tasks


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class ProgressForm(forms.Form):
    """One sentence, the day, and what bears it out: two touches from the list of duties."""

    text = forms.CharField(
        label=_("做了什么"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    on = DayField(label=_("日期"), initial=localdate)

    def __init__(self, *args: Any, task: Task, offered: list[Record], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered = {f"{one.kind}|{one.url}": one for one in offered}
        waiting = task.checkpoints.filter(met_on=None)
        if waiting.exists():
            self.fields["checkpoint"] = CheckpointChoice(
                label=_("达到的检查点"), queryset=waiting, required=False,
                empty_label=gettext("还没有达到"),
            )  # fmt: skip
        if offered:
            self.fields["evidence"] = forms.MultipleChoiceField(
                label=_("佐证"), required=False, choices=_grouped(offered),
                widget=forms.CheckboxSelectMultiple,
                help_text=_("本单位今年的记录里能证明这件事的"),
            )  # fmt: skip
        self.fields["address"] = forms.CharField(
            label=_("其他佐证的网址"), max_length=300, required=False
        )

    def records(self) -> list[Record]:
        """What was ticked and typed. `Refused` where an address opens nothing."""
        found = [self._offered[key] for key in self.cleaned_data.get("evidence", [])]
        if address := self.cleaned_data.get("address"):
            found.append(typed(address))
        return found


def _grouped(offered: list[Record]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (
            gettext(label_of(kind)),
            [
                (f"{one.kind}|{one.url}", f"{one.title}（{one.on}）" if one.on else one.title)
                for one in records
            ],
        )
        for kind, records in groupby(offered, key=lambda one: one.kind)
    ]


class ConcludeForm(forms.Form):
    """What came of it."""

    result = forms.ChoiceField(
        label=_("结果"), choices=Conclusion.Result.choices, widget=forms.RadioSelect
    )
    did = forms.CharField(
        label=_("做了什么"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("下一年度报告会引用这句话"),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("没有全部完成的原因"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
