"""Shape only: what the law allows is asked of `law.clock` by the actions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongming.applications.kinds import Channel, Entry, Kind
from tongming.applications.models import APPLICANT_KINDS, Form, Way
from tongming.law.outcomes import ApplicantKind, Group, Outcome

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


def outcome_choices() -> list[tuple[StrPromise | str, Any]]:
    """The rows of table 3 under their sub-headings: alone, three of them begin with 1."""
    choices: list[tuple[StrPromise | str, Any]] = [("", gettext_lazy("请选择"))]
    choices += [(one.value, gettext_lazy(one.label)) for one in Outcome if one.group is None]
    for group in Group:
        rows = [(one.value, gettext_lazy(one.label)) for one in Outcome if one.group is group]
        choices.append((gettext_lazy(group.value), rows))
    return choices


def day_field(
    label: StrPromise, *, required: bool = True, help_text: StrPromise | str = ""
) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class ApplicationForm(forms.Form):
    """What is asked of an application. The purpose of use never is (第二十九条)."""

    subject = forms.CharField(
        label=gettext_lazy("所需政府信息"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("名称、文号或者便于查询的特征。不要写申请人的姓名和身份信息。"),
    )
    features = forms.CharField(
        label=gettext_lazy("文号或者其他特征"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("申请里写到的、便于查找的线索。"),
    )
    form_wanted = forms.ChoiceField(
        label=gettext_lazy("获取信息的形式"),
        choices=[("", gettext_lazy("没有写明")), *Form.choices],
        required=False,
    )
    way_wanted = forms.ChoiceField(
        label=gettext_lazy("获取信息的途径"),
        choices=[("", gettext_lazy("没有写明")), *Way.choices],
        required=False,
    )
    applicant_kind = forms.ChoiceField(label=gettext_lazy("申请人类型"), choices=APPLICANT_KINDS)
    channel = forms.ChoiceField(
        label=gettext_lazy("申请渠道"),
        choices=[(channel.value, gettext_lazy(channel.label)) for channel in Channel],
    )
    arrived_on = day_field(
        gettext_lazy("收到的日期"),
        help_text=gettext_lazy("当面提交的填提交之日，邮寄的填签收之日。"),
    )
    confirmed_on = day_field(
        gettext_lazy("双方确认的日期"),
        required=False,
        help_text=gettext_lazy(
            "平常信函、互联网和传真要与申请人确认，期限从确认之日的次日起算（第三十一条）。"
        ),
    )

    def clean_applicant_kind(self) -> ApplicantKind:
        """The kind as the law's list has it."""
        return ApplicantKind(self.cleaned_data["applicant_kind"])

    def clean_channel(self) -> Channel:
        """The channel as the register has it."""
        return Channel(self.cleaned_data["channel"])


class CorrectForm(ApplicationForm):
    """What was registered wrongly, and why it is said again."""

    reason = forms.CharField(label=gettext_lazy("更正原因"), max_length=200)


class StepForm(forms.Form):
    """One step: its day, and what that kind of step needs besides."""

    on = day_field(gettext_lazy("日期"))
    reply_by = day_field(
        gettext_lazy("限期之日"),
        required=False,
        help_text=gettext_lazy("给申请人的合理期限，写明最后一天。"),
    )
    received_on = day_field(
        gettext_lazy("对方收到的日期"),
        required=False,
        help_text=gettext_lazy("寄出后还不知道的先不填，查明送达日期后再补登。"),
    )
    good_reason = forms.BooleanField(
        label=gettext_lazy("逾期补正有正当理由"),
        required=False,
        help_text=gettext_lazy(
            "补正限期已过。没有正当理由的视为放弃申请（第三十条）；有的请勾选，证明材料存卷。"
        ),
    )
    party = forms.CharField(
        label=gettext_lazy("向谁征求"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "征求几方意见时用来区分，例如“甲公司”“第三方甲”，不写个人姓名。只有一方可以不填。"
        ),
    )
    subject = forms.CharField(
        label=gettext_lazy("补正后要的信息"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "按补正写；没有变的不用改。原来写的留在旁边，今后的文书写补正后的内容。不要写申请人的姓名和身份信息。"
        ),
    )
    days = forms.IntegerField(
        label=gettext_lazy("延长的工作日"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=gettext_lazy(
            "最多20个工作日，须经公开工作机构负责人同意并告知申请人（第三十三条）。"
        ),
    )
    delayed_until = day_field(
        gettext_lazy("延迟答复到"),
        required=False,
        help_text=gettext_lazy("理由合理、但不能按期答复的，确定合理期限并告知（第三十五条）。"),
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("办理结果"), choices=outcome_choices, required=False
    )

    def __init__(self, entry: Entry, *args: Any, late: bool = False, **kwargs: Any) -> None:
        """`late`: the applicant's term has passed, and a reason for that is asked for."""
        super().__init__(*args, **kwargs)
        asked = {"on", *entry.asks} - (set() if late else {"good_reason"})
        if entry.kind is Kind.CORRECTED:
            asked.add("subject")
        for name in [name for name in self.fields if name not in asked]:
            del self.fields[name]
        for name in {"outcome", *entry.kind.required} & set(self.fields):
            self.fields[name].required = True
        if entry.kind in (Kind.THIRD_PARTY_ANSWERED, Kind.ORGAN_ANSWERED):
            self.fields["party"].label = gettext_lazy("谁的意见")
        if "outcome" in self.fields:
            self.fields["outcome"].error_messages["required"] = _(
                "请选择办理结果：一件申请只计入一种情形。"
            )

    def details(self) -> dict[str, Any]:
        """What goes into the step besides its day and outcome, as the clock reads it."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in self.cleaned_data.items()
            if value and name not in ("on", "outcome", "subject")
        }

    def chosen_outcome(self) -> Outcome | None:
        """The row of table 3, for an answer."""
        value = self.cleaned_data.get("outcome")
        return Outcome(value) if value else None


class ReasonForm(forms.Form):
    """Why a step is struck out."""

    reason = forms.CharField(label=gettext_lazy("划去原因"), max_length=200)


class ReopenForm(forms.Form):
    """Why an application was not given up after all."""

    reason = forms.CharField(
        label=gettext_lazy("撤销原因"),
        max_length=200,
        help_text=gettext_lazy("例如：补正材料其实在限期内交邮。不要写申请人的姓名和身份信息。"),
    )


class RestateForm(forms.Form):
    """What is asked, in the words of the correction."""

    subject = forms.CharField(
        label=gettext_lazy("补正后要的信息"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("照补正材料写，不要写申请人的姓名和身份信息。"),
    )


class ReceiptForm(forms.Form):
    """When a letter arrived."""

    received_on = day_field(
        gettext_lazy("对方收到的日期"),
        help_text=gettext_lazy("以签收单、送达回证或者邮政查询结果为准，凭据存卷。"),
    )


class CloseForm(forms.Form):
    """The day an abandoned application is closed."""

    on = day_field(gettext_lazy("办结日期"))
