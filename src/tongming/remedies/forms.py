"""Shape only: what the law allows is asked of `law.remedy_course` by the actions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongming.applications.models import Application
from tongming.law.remedy_counting import Reading
from tongming.law.remedy_results import Instance, Procedure, Result, Standing, Way
from tongming.law.words import N_
from tongming.remedies.actions import Decision, Opening
from tongming.remedies.models import Case, Stage, paper_choices, procedure_choices, way_choices
from tongming.units.models import Unit

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise as StrPromise


def _day(
    label: StrPromise, *, required: bool = True, help_text: StrPromise | str = ""
) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def _text(
    label: StrPromise, most: int, *, required: bool = True, help_text: StrPromise | str = ""
) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text)


class StageForm(forms.Form):
    """What a notice says of a case before one authority or court."""

    body = _text(gettext_lazy("复议机关或者法院"), 100)
    case_number = _text(
        gettext_lazy("案号"),
        80,
        required=False,
        help_text=gettext_lazy("通知书上的案号，还没有可以不填。"),
    )
    procedure = forms.ChoiceField(
        label=gettext_lazy("程序"),
        choices=procedure_choices,
        help_text=gettext_lazy(
            "通知书写明适用简易程序的选简易程序，答复期限是5个工作日（《行政复议法》第五十四条）。"
        ),
    )
    notified_on = _day(
        gettext_lazy("收到副本的日期"),
        help_text=gettext_lazy("收到申请书或者起诉状副本的那一天，答复和答辩的期限从次日起算。"),
    )
    accepted_on = _day(
        gettext_lazy("受理日期"),
        required=False,
        help_text=gettext_lazy("受理或者立案的日期，表四按它计入年度；不知道的按收到副本的日期。"),
    )
    answer_by = _day(
        gettext_lazy("通知书写明的答辩期限"),
        required=False,
        help_text=gettext_lazy("二审和再审以法院通知为准，没有写明的不填。"),
    )

    def keep_for(self, instance: Instance) -> None:
        """Ask only what this instance has."""
        if instance.reviews_another:
            del self.fields["procedure"]
        else:
            del self.fields["answer_by"]
            if not instance.is_review:
                del self.fields["procedure"]

    def opening(self) -> Opening:
        """What was filled in, as the actions take it."""
        given = self.cleaned_data
        return Opening(
            body=given["body"],
            notified_on=given["notified_on"],
            case_number=given["case_number"],
            accepted_on=given["accepted_on"],
            procedure=Procedure(given.get("procedure") or Procedure.ORDINARY),
            answer_by=given.get("answer_by"),
        )


class ReviewField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of reconsiderations, each by number and matter."""

    def label_from_instance(self, obj: Case) -> str:
        return f"{obj.number} {obj.subject[:40]}"


class OpenForm(StageForm):
    """A new case: what it is about, and its first notice."""

    unit = forms.ModelChoiceField(
        label=gettext_lazy("单位"), queryset=Unit.objects.none(), empty_label=None
    )
    way = forms.ChoiceField(
        label=gettext_lazy("类别"), choices=way_choices, widget=forms.RadioSelect
    )
    earlier = ReviewField(
        label=gettext_lazy("此前的行政复议"),
        queryset=Case.objects.none(),
        required=False,
        empty_label=gettext_lazy("没有登记，或者不是复议后起诉"),
        help_text=gettext_lazy("复议后起诉的，选登记过的那件行政复议。"),
    )
    number = _text(
        gettext_lazy("相关申请的编号"),
        20,
        required=False,
        help_text=gettext_lazy("登记簿里的编号，例如 2026-3。不是因申请引起的不填。"),
    )
    letter_number = _text(gettext_lazy("被争议文书的文号"), 80, required=False)
    subject = forms.CharField(
        label=gettext_lazy("争议事项"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("对什么不服。不要写当事人的姓名和身份信息。"),
    )
    field_order = (
        "unit", "way", "earlier", "number", "letter_number", "subject", "body", "case_number",
        "procedure", "notified_on", "accepted_on",
    )  # fmt: skip

    def __init__(
        self, units: QuerySet[Unit], reviews: QuerySet[Case], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["answer_by"]
        unit = cast("forms.ModelChoiceField[Unit]", self.fields["unit"])
        unit.queryset = units
        if len(units) == 1:
            # Nobody is asked what has one answer.
            unit.widget = forms.HiddenInput()
        earlier = cast("forms.ModelChoiceField[Case]", self.fields["earlier"])
        earlier.queryset = reviews
        if not reviews.exists():
            del self.fields["earlier"]

    def clean(self) -> dict[str, Any]:
        """The application by its number; a procedure only where there is one."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        year, dash, serial = given.get("number", "").strip().partition("-")
        given["application"] = None
        if year and given.get("unit"):
            if dash and year.isdecimal() and serial.isdecimal() and len(year + serial) <= 12:
                given["application"] = Application.objects.filter(
                    unit=given["unit"], year=int(year), serial=int(serial)
                ).first()
            if given["application"] is None:
                self.add_error("number", _("登记簿里没有这个编号，请核对。"))
        if given.get("way") != Way.REVIEW.value:
            given["procedure"] = Procedure.ORDINARY.value
        return given


def result_choices(instance: Instance) -> list[tuple[StrPromise | str, Any]]:
    """The results of an instance under the column each is counted in: the map, seen."""
    heads: Iterable[tuple[Standing | None, str]] = [
        *((one, one.label) for one in Standing),
        (None, N_("按前一次的结果计")),
    ]
    choices: list[tuple[StrPromise | str, Any]] = [("", gettext_lazy("请选择"))]
    for standing, head in heads:
        rows = [
            (one.value, gettext_lazy(one.label))
            for one in Result.of(instance)
            if one.standing is standing
        ]
        if rows:
            choices.append((gettext_lazy(head), rows))
    return choices


class ResultForm(forms.Form):
    """What was decided, and where it is counted."""

    result = forms.ChoiceField(label=gettext_lazy("结果"))
    decided_on = _day(
        gettext_lazy("作出日期"), help_text=gettext_lazy("决定书或者裁判文书落款的日期。")
    )
    received_on = _day(
        gettext_lazy("收到日期"),
        required=False,
        help_text=gettext_lazy("本单位收到文书的日期，上诉期限从次日起算。"),
    )
    acts_again = forms.BooleanField(label=gettext_lazy("责令重新答复或者履行"), required=False)
    act_by = _day(
        gettext_lazy("履行期限"),
        required=False,
        help_text=gettext_lazy("决定或者裁判写明的最后一天。写的是天数的，按文书的说法算好再填。"),
    )
    counted_as = forms.ChoiceField(
        label=gettext_lazy("表四计入"),
        required=False,
        choices=lambda: [
            ("", _("按上面的分组")),
            *((one.value, _(one.label)) for one in Standing if one is not Standing.PENDING),
        ],
    )
    counted_reason = _text(
        gettext_lazy("改计的理由"),
        200,
        required=False,
        help_text=gettext_lazy("计入另一栏的才填。"),
    )

    def __init__(self, stage: Stage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["result"]).choices = result_choices(stage.of)

    def decision(self) -> Decision:
        """What was filled in, as the actions take it."""
        given = self.cleaned_data
        return Decision(
            result=Result(given["result"]),
            decided_on=given["decided_on"],
            received_on=given["received_on"],
            acts_again=given["acts_again"],
            act_by=given["act_by"],
            counted_as=Standing(given["counted_as"]) if given["counted_as"] else None,
            counted_reason=given["counted_reason"],
        )


class ReasonForm(forms.Form):
    """Why something is put right."""

    reason = _text(gettext_lazy("原因"), 200)


class CorrectStageForm(StageForm):
    """What was registered wrongly, and why it is said again."""

    reason = _text(gettext_lazy("更正原因"), 200)


class CorrectResultForm(ResultForm):
    """What was decided, said again."""

    reason = _text(gettext_lazy("更正原因"), 200)


class OnForm(forms.Form):
    """The day something was done."""

    on = _day(gettext_lazy("提交的日期"))


class ActingForm(forms.Form):
    """The day a decision was carried out, and the new letter."""

    on = _day(gettext_lazy("履行的日期"))
    letter_number = _text(
        gettext_lazy("重新答复的文号"),
        80,
        required=False,
        help_text=gettext_lazy("重新答复的，写新文书的文号；做的是别的，可以不填。"),
    )


class SinceForm(forms.Form):
    """Since when a unit keeps its cases here, and how they are counted."""

    year = forms.IntegerField(
        label=gettext_lazy("从哪一年起"),
        min_value=2008,
        max_value=9999,
        help_text=gettext_lazy(
            "从这一年起，本单位的复议诉讼案件全部在这里登记，表四由登记簿统计；没有案件就是0。"
        ),
    )
    reading = forms.ChoiceField(
        label=gettext_lazy("计入口径"),
        choices=lambda: [(one.value, _(one.label)) for one in Reading],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("哪些案件计入当年的表四，没有找到官方说明，默认用第一种。"),
    )

    def clean_reading(self) -> Reading:
        """The reading as the law has it."""
        return Reading(self.cleaned_data["reading"])


class PaperForm(forms.Form):
    """A paper of the case."""

    kind = forms.ChoiceField(label=gettext_lazy("材料种类"), choices=paper_choices)
    file = forms.FileField(
        label=gettext_lazy("要存入的文件"),
        help_text=gettext_lazy("只有能看本单位复议诉讼案件的人才能打开。"),
    )


class LessonForm(forms.Form):
    """What was learnt."""

    text = forms.CharField(
        label=gettext_lazy("经验教训"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("下次怎样答复才不出错。不要写当事人的姓名和身份信息。"),
    )


def stage_initial(stage: Stage) -> dict[str, date | str | None]:
    """A stage as the form for putting it right begins."""
    return {
        name: getattr(stage, name)
        for name in ("body", "case_number", "procedure", "notified_on", "accepted_on", "answer_by")
    }


def result_initial(stage: Stage) -> dict[str, Any]:
    """A result as the form for putting it right begins."""
    return {
        name: getattr(stage, name)
        for name in (
            "result", "decided_on", "received_on", "acts_again", "act_by", "counted_as",
            "counted_reason",
        )
    }  # fmt: skip
