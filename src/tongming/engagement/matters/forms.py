"""What is asked about supervised matters. Shape only: the actions check the rest."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.engagement.matters.actions import Upload
from tongming.engagement.matters.kinds import Counted, Term
from tongming.engagement.matters.models import Reminding, counted_choices
from tongming.engagement.matters.queries import may_be_given
from tongming.files.actions.keeping import admit
from tongming.law.words import Refused
from tongming.units.forms import DayField
from tongming.units.models import Appointment, Person, Unit

if TYPE_CHECKING:
    PersonChoice = forms.ModelChoiceField[Person]
    RemindingModelForm = forms.ModelForm[Reminding]
else:
    PersonChoice = forms.ModelChoiceField
    RemindingModelForm = forms.ModelForm


def _text(rows: int, most: int) -> dict[str, Any]:
    return {"max_length": most, "widget": forms.Textarea(attrs={"rows": rows})}


class TermForm(forms.Form):
    """A term: so many days of a kind, or a day."""

    counted = forms.TypedChoiceField(
        label=_("时限计法"), choices=counted_choices, coerce=Counted, initial=Counted.WORKING
    )
    days = forms.IntegerField(
        label=_("天数"), required=False, min_value=1, max_value=366,
        help_text=_("下达当日不计。按截止日期的不填。"),
    )  # fmt: skip
    on = DayField(label=_("截止日期"), required=False, help_text=_("按天数的不填。"))

    def term(self) -> Term:
        """What was given; what does not belong to the way of counting is left aside."""
        given = self.cleaned_data
        by_day = given["counted"] is Counted.DATE
        return Term(
            given["counted"], None if by_day else given["days"], given["on"] if by_day else None
        )


class NamedPersonField(PersonChoice):
    """People with the unit they work in."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.full_name}（{obj.unit.short_name}）" if obj.unit else str(obj.full_name)


class IssueForm(TermForm):
    """A new matter."""

    field_order = (
        "subject", "handler", "department", "person", "basis", "requirement", "counted", "days",
        "on", "message_number",
    )  # fmt: skip

    subject = forms.CharField(
        label=_("事由"), max_length=120,
        help_text=_("一句话说清要解决什么。不写公民的姓名、电话和证件号。"),
    )  # fmt: skip
    handler = forms.ModelChoiceField(label=_("承办单位"), queryset=Unit.objects.none())
    department = forms.CharField(
        label=_("承办科室"), max_length=60, required=False,
        help_text=_("督办本单位的，科室和承办人至少填一项。"),
    )  # fmt: skip
    person = NamedPersonField(
        label=_("承办人"), queryset=Person.objects.none(), required=False,
        help_text=_("不选的，承办单位的公开干事、承办人都可以办。"),
    )  # fmt: skip
    basis = forms.CharField(
        label=_("依据"), help_text=_("条款、文件或者反映的问题。"), **_text(2, 300)
    )
    requirement = forms.CharField(
        label=_("要求"), help_text=_("做什么、做到什么程度、反馈什么材料。"), **_text(5, 4000)
    )
    message_number = forms.CharField(
        label=_("来源留言编号"), max_length=40, required=False,
        help_text=_("由群众留言引起的，填留言编号。"),
    )  # fmt: skip

    def __init__(self, *args: Any, unit: Unit, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = may_be_given(unit).order_by("path")
        handler, person = self.fields["handler"], self.fields["person"]
        assert isinstance(handler, forms.ModelChoiceField)
        assert isinstance(person, NamedPersonField)
        handler.queryset = units
        there = Appointment.objects.in_force(today).filter(unit__in=units)
        person.queryset = Person.objects.select_related("unit").filter(
            pk__in=there.values("person"), is_active=True
        )


class ManyFiles(forms.FileField):
    """Several files at once, or none."""

    class Input(forms.ClearableFileInput):
        allow_multiple_selected = True

    widget = Input

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = data if isinstance(data, (list, tuple)) else [data] if data else []
        return [super(ManyFiles, self).clean(one, initial) for one in files]


class ReportForm(forms.Form):
    """What was done, and what shows it."""

    text = forms.CharField(label=_("办理情况"), **_text(6, 4000))
    material = ManyFiles(label=_("材料"), required=False, help_text=_("照片、文件，可以选几个。"))

    def uploads(self) -> list[Upload]:
        """The files' contents, each checked; what may not be kept is said beside the field."""
        found: list[Upload] = []
        for file in self.cleaned_data["material"]:
            content, name = file.read(), file.name or ""
            try:
                admit(content, name)
            except Refused as refusal:
                self.add_error("material", refusal.message.render(gettext))
            else:
                found.append((name, content))
        return found


class ReturnForm(TermForm):
    """Why it is not done, and the new term."""

    field_order = ("reason", "counted", "days", "on")
    reason = forms.CharField(label=_("退回理由"), **_text(4, 2000))


class ExtendForm(TermForm):
    """Another last day."""

    field_order = ("counted", "days", "on", "reason")
    reason = forms.CharField(label=_("变更期限的理由"), **_text(3, 2000))


class CloseForm(forms.Form):
    """What came of it."""

    result = forms.CharField(label=_("办理结果"), **_text(4, 2000))


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("理由"), **_text(3, 200))


class UrgeForm(forms.Form):
    """What is said to whoever works on it."""

    text = forms.CharField(label=_("催办的话"), **_text(3, 500))


class AnswerForm(forms.Form):
    """What the public reads."""

    title = forms.CharField(
        label=_("公开标题"), max_length=120, help_text=_("群众看得懂的一句话。")
    )
    text = forms.CharField(
        label=_("公开答复"),
        help_text=_("写明反映的问题、办理情况和结果。不写公民的个人信息。"),
        **_text(10, 8000),
    )


class RemindingForm(RemindingModelForm):
    """The days of reminders and cards."""

    class Meta:
        model = Reminding
        fields = ("before", "yellow", "red")
        help_texts = {
            "before": _("承办单位还没有反馈的，自动催办一次。填0不催办。"),
            "yellow": _("填0不用黄牌。"),
            "red": _("填0不用红牌。"),
        }
