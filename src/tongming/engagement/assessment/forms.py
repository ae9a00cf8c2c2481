"""What is asked of an evaluation; the grid in which paper is entered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.engagement.assessment.models import Question, side_choices
from tongming.law.assessment import Mark, Rule, Side
from tongming.law.words import N_
from tongming.units.forms import DayField

ROWS = 10
KEYS: Mapping[str, Mark] = {str(place): mark for place, mark in enumerate(Mark, start=1)}
"""What is typed for a mark: 1 to 4, from the best to the worst."""


class YearForm(forms.Form):
    """Which year's work is evaluated."""

    year = forms.IntegerField(
        label=_("评议哪一年的工作"), min_value=2008, max_value=2100,
        help_text=_("一般在第二年3月底以前完成"),
    )  # fmt: skip


class PlanForm(forms.Form):
    """评议方案."""

    plan = forms.CharField(
        label=_("评议方案"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("评议什么、请谁评议、怎样发放和回收问卷、怎样评定；会公布"),
    )  # fmt: skip
    opens_on = DayField(label=_("开始日期"))
    ends_on = DayField(label=_("结束日期"))


class QuestionForm(forms.Form):
    """A question of the unit's own."""

    text = forms.CharField(
        label=_("题目"), max_length=200, help_text=_("选项都是优秀、满意、基本满意、不满意")
    )


class ApproveForm(forms.Form):
    """Nothing to fill in: what is approved is shown."""


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("理由"), max_length=200)


class ResultForm(forms.Form):
    """What follows."""

    conclusion = forms.CharField(
        label=_("评议结论"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("公众认可什么、不满意什么；分数和等次由系统按规则算，不用写"),
    )  # fmt: skip
    measures = forms.CharField(
        label=_("改进措施"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 5})
    )


class RuleForm(forms.Form):
    """Points, bounds, weight."""

    delegates_weight = forms.IntegerField(
        label=_("代表评议的权重（%）"), min_value=0, max_value=100,
        help_text=_("其余是公众评议的权重；只有一方的，就用那一方的得分"),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("为什么这样定"), max_length=200, help_text=_("例如：按市里的评议办法")
    )

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["delegates_weight"] = rule.delegates_weight
        points, bounds = gettext("“{mark}”的分值"), gettext("“{mark}”的最低得分")
        for mark in Mark:
            self._number(f"points_{mark}", points.format(mark=gettext(mark.label)),
                         rule.points[mark])  # fmt: skip
        for mark in list(Mark)[:-1]:
            self._number(f"bounds_{mark}", bounds.format(mark=gettext(mark.label)),
                         rule.bounds[mark])  # fmt: skip
        self.order_fields([*list(self.fields)[2:], "delegates_weight", "reason"])

    def _number(self, name: str, label: str, value: int) -> None:
        self.fields[name] = forms.IntegerField(label=label, min_value=0, max_value=100)
        self.initial[name] = value

    def rule(self) -> Rule:
        """The rule that was filled in."""
        given = self.cleaned_data
        return Rule(
            {mark: given[f"points_{mark}"] for mark in Mark},
            {mark: given[f"bounds_{mark}"] for mark in list(Mark)[:-1]},
            given["delegates_weight"],
        )


class GridForm(forms.Form):
    """Paper, a line a questionnaire: 1 to 4 in each cell, nothing where nothing was ticked."""

    side = forms.TypedChoiceField(
        label=_("谁填的"), coerce=lambda word: Side(word), widget=forms.RadioSelect,
        initial=Side.PUBLIC.value,
    )  # fmt: skip
    filled_on = DayField(label=_("填写日期"), initial=localdate)

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        side = self.fields["side"]
        assert isinstance(side, forms.ChoiceField)
        side.choices = side_choices()
        label = gettext("第{row}份第{n}题")
        for row in range(1, ROWS + 1):
            for number, question in enumerate(questions, start=1):
                self.fields[f"r{row}_{question.key}"] = forms.ChoiceField(
                    label=label.format(row=row, n=number),
                    required=False,
                    choices=[(key, key) for key in KEYS],
                    error_messages={"invalid_choice": _("只填1到4")},
                    widget=forms.TextInput(
                        attrs={"inputmode": "numeric", "maxlength": "1", "autocomplete": "off"}
                    ),
                )

    def grid(self) -> Iterator[tuple[int, list[BoundField]]]:
        """The lines as the page draws them."""
        for row in range(1, ROWS + 1):
            yield row, [self[f"r{row}_{one.key}"] for one in self.questions]

    def above(self) -> list[BoundField]:
        """The fields above the grid."""
        return [self["side"], self["filled_on"]]

    def rows(self) -> list[dict[str, Mark]]:
        """The lines in which something stands."""
        found = []
        for row in range(1, ROWS + 1):
            given = {one.key: self.cleaned_data.get(f"r{row}_{one.key}") for one in self.questions}
            if marks := {key: KEYS[typed] for key, typed in given.items() if typed}:
                found.append(marks)
        return found


GRID_KEYS = N_("1 优秀，2 满意，3 基本满意，4 不满意；没有勾的空着")
