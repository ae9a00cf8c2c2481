"""What is asked about training, meetings and accountability."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongming.supervision.training.actions import Present
from tongming.supervision.training.kinds import Fault, Measure, MeetingKind
from tongming.supervision.training.models import (
    Question,
    fault_choices,
    measure_choices,
    meeting_choices,
)
from tongming.units.forms import DayField
from tongming.units.models import Person, Unit

_BETWEEN = re.compile(r"[\n、,，;；]+")


class PlanForm(forms.Form):
    """A line of the plan."""

    title = forms.CharField(label=_("培训名称"), max_length=120)
    content = forms.CharField(
        label=_("培训内容"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    planned_on = DayField(label=_("计划日期"), initial=localdate)
    hours = forms.DecimalField(
        label=_("学时"),
        min_value=Decimal("0.5"),
        max_value=Decimal(80),
        max_digits=4,
        decimal_places=1,
        initial=2,
    )
    place = forms.CharField(label=_("地点"), max_length=120, required=False)
    trainer = forms.CharField(label=_("主讲人"), max_length=60, required=False)


if TYPE_CHECKING:
    PeopleChoice = forms.ModelMultipleChoiceField[Person]
else:
    PeopleChoice = forms.ModelMultipleChoiceField


class StaffField(PeopleChoice):
    """People by name and unit: a county's towns have people of one name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.full_name}（{obj.unit.short_name}）" if obj.unit else str(obj.full_name)


class PresentForm(forms.Form):
    """Who was there: those with an account are ticked, others typed."""

    held_on = DayField(label=_("举办日期"), initial=localdate)
    staff = StaffField(
        label=_("有账号的参训人员"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = forms.CharField(
        label=_("其他参训人员"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("没有账号的人，用顿号、逗号隔开或者一行一个"),
    )

    def __init__(self, *args: Any, unit: Unit, adding: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = self.fields["staff"]
        assert isinstance(staff, forms.ModelMultipleChoiceField)
        below = Person.objects.filter(is_active=True, unit__path__startswith=unit.path)
        staff.queryset = below.select_related("unit").order_by(
            "unit__path", "full_name", "username"
        )
        if adding:
            del self.fields["held_on"]

    def present(self) -> list[Present]:
        """Everybody ticked or typed."""
        typed = [name.strip() for name in _BETWEEN.split(self.cleaned_data["others"])]
        return [
            *(Present(one.full_name, one) for one in self.cleaned_data["staff"]),
            *(Present(name) for name in typed if name),
        ]

    def clean_others(self) -> str:
        others = str(self.cleaned_data["others"])
        if any(len(name.strip()) > 60 for name in _BETWEEN.split(others)):
            raise forms.ValidationError(_("有的姓名太长，请检查隔开的符号。"))
        return others


class MaterialForm(forms.Form):
    """A file to hand out."""

    file = forms.FileField(label=_("培训材料"), help_text=_("Word、PDF、PPT、表格、图片等"))


class QuestionForm(forms.Form):
    """A question: options a line each, the right ones marked."""

    text = forms.CharField(label=_("题目"), max_length=300)
    options = forms.CharField(
        label=_("选项"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("一行一个选项，对的在前面加星号，例如：*20个工作日"),
    )

    def split(self) -> tuple[list[str], list[int]]:
        """The options and the places of the right ones."""
        lines = [line.strip() for line in self.cleaned_data["options"].splitlines()]
        marked = [line for line in lines if line.strip("*＊ ")]
        right = [n for n, line in enumerate(marked) if line[0] in "*＊"]
        return [line.lstrip("*＊ ") for line in marked], right


class OpenQuizForm(forms.Form):
    """From now on it is answered."""

    pass_mark = forms.IntegerField(
        label=_("合格线"), min_value=1, max_value=100, initial=60, help_text=_("满分100分")
    )
    due = DayField(label=_("测验截止"), initial=localdate)


class QuizForm(forms.Form):
    """Every question of a quiz; one with several right options says so."""

    def __init__(self, *args: Any, questions: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, question in enumerate(questions, 1):
            choices = [(str(n), option) for n, option in enumerate(question.options)]
            several = len(question.right) > 1
            kind: type[forms.ChoiceField] = (
                forms.MultipleChoiceField if several else forms.ChoiceField
            )
            self.fields[f"q{question.pk}"] = kind(
                label=f"{number}. {question.text}",
                choices=choices,
                help_text=_("可以选几项") if several else "",
                widget=forms.CheckboxSelectMultiple if several else forms.RadioSelect,
            )

    def answers(self) -> dict[int, list[int]]:
        """The chosen places by question."""
        return {
            int(name[1:]): [int(one) for one in ([value] if isinstance(value, str) else value)]
            for name, value in self.cleaned_data.items()
        }


class MeetingForm(forms.Form):
    """A meeting that was held."""

    kind = forms.TypedChoiceField(
        label=_("类别"), choices=meeting_choices, coerce=lambda word: MeetingKind(word)
    )
    title = forms.CharField(label=_("会议名称"), max_length=120)
    held_on = DayField(label=_("日期"), initial=localdate)
    chaired_by = forms.CharField(label=_("主持人"), max_length=60, required=False)
    people = forms.IntegerField(label=_("参加人数"), min_value=1, max_value=100000, required=False)
    decided = forms.CharField(
        label=_("议定事项"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class AccountabilityForm(forms.Form):
    """What it was for and what came of it."""

    fault = forms.TypedChoiceField(
        label=_("情形"), choices=fault_choices, coerce=lambda word: Fault(word)
    )
    measure = forms.TypedChoiceField(
        label=_("处理"), choices=measure_choices, coerce=lambda word: Measure(word)
    )
    decided_on = DayField(label=_("决定日期"), initial=localdate)
    organ = forms.CharField(label=_("决定机关"), max_length=120)
    people = forms.IntegerField(
        label=_("涉及人数"),
        min_value=0,
        max_value=10000,
        initial=0,
        help_text=_("单位受处理、没有落到个人的填0"),
    )
    note = forms.CharField(label=_("说明"), max_length=300, required=False, help_text=_("不写是谁"))


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("事由"), max_length=200)
