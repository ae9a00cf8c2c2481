"""What is asked about public opinion. Shape only: the actions check the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localtime, now
from django.utils.translation import gettext_lazy as _

from tongming.engagement.topics.models import (
    Looking,
    Topic,
    form_choices,
    gravity_choices,
    source_choices,
)
from tongming.law.responses import Form, Gravity

if TYPE_CHECKING:
    LookingModelForm = forms.ModelForm[Looking]
else:
    LookingModelForm = forms.ModelForm


class MomentField(forms.DateTimeField):
    """A moment to the minute, in the time of China."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    input_formats = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M")


def _text(rows: int, most: int) -> dict[str, Any]:
    return {"max_length": most, "widget": forms.Textarea(attrs={"rows": rows})}


def this_minute() -> Any:
    return localtime(now()).replace(second=0, microsecond=0)


class EnterForm(forms.Form):
    """What was found."""

    title = forms.CharField(
        label=_("舆情名称"), max_length=100,
        help_text=_("一句话。不写公民的姓名、电话和证件号。"),
    )  # fmt: skip
    found_at = MomentField(
        label=_("发现时间"), initial=this_minute,
        help_text=_("小时从发现时起算，昼夜和节假日都算在内。"),
    )  # fmt: skip
    source = forms.ChoiceField(label=_("来源"), choices=source_choices)
    where = forms.CharField(
        label=_("出处"), max_length=300, required=False, help_text=_("媒体、平台、网址。")
    )
    summary = forms.CharField(
        label=_("摘要"), help_text=_("谁在说什么，影响多大，事实是什么。"), **_text(5, 4000)
    )


class AssessForm(forms.Form):
    """How grave it is and who answers for it."""

    gravity = forms.TypedChoiceField(
        label=_("等级"), choices=gravity_choices, coerce=Gravity, widget=forms.RadioSelect,
        help_text=_(
            "特别重大、重大突发事件：5小时内发布权威信息，24小时内举行新闻发布会。"
            "其他政务舆情：48小时内回应。"
        ),
    )  # fmt: skip
    responsible = forms.CharField(
        label=_("责任单位"), max_length=120,
        help_text=_("涉事责任部门是第一责任主体；涉及几个地方的，由共同的上级部门回应。"),
    )  # fmt: skip
    lead = forms.CharField(
        label=_("牵头负责人"), max_length=60,
        help_text=_("谁对外说第一句话。重大事件由主要负责人带头。"),
    )  # fmt: skip
    assessment = forms.CharField(label=_("研判意见"), **_text(4, 2000))


class SayForm(forms.Form):
    """Something that was said."""

    at = MomentField(label=_("发布时间"), initial=this_minute)
    form = forms.TypedChoiceField(label=_("形式"), choices=form_choices, coerce=Form)
    channel = forms.CharField(
        label=_("回应渠道"), max_length=100, help_text=_("例如：政府网站、微信公众号、市融媒体。")
    )
    text = forms.CharField(label=_("内容"), help_text=_("说了什么。"), **_text(5, 4000))
    address = forms.URLField(label=_("网址"), required=False, max_length=500, assume_scheme="https")
    is_last = forms.BooleanField(label=_("这是最后一次回应，办结这件舆情"), required=False)
    unmet_reason = forms.CharField(
        label=_("未按要求回应的说明"), max_length=500, required=False,
        help_text=_("办结时还缺新闻发布会等要求的，在这里写明为什么不再需要。"),
    )  # fmt: skip


class CloseForm(forms.Form):
    """Nothing more is to be said."""

    unmet_reason = forms.CharField(
        label=_("未按要求回应的说明"), required=False,
        help_text=_("要求都做到了的，不填。"), **_text(3, 500),
    )  # fmt: skip


class EvaluateForm(forms.Form):
    """Looking back."""

    text = forms.CharField(
        label=_("回应评估"), help_text=_("是否及时，效果怎样，以后怎么做。"), **_text(6, 4000)
    )


class MergeForm(forms.Form):
    """Which other topic it is."""

    into = forms.ModelChoiceField(label=_("并进哪个热点"), queryset=Topic.objects.none())

    def __init__(self, *args: Any, others: QuerySet[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["into"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = others


class RespondForm(forms.Form):
    """What is said to everybody."""

    title = forms.CharField(label=_("标题"), max_length=120)
    text = forms.CharField(
        label=_("回应"),
        help_text=_(
            "稿子只列了事实：多少人问、已经公开了什么、答复过什么。"
            "【】里的由您写；写完由另一个人审批。"
        ),
        **_text(16, 8000),
    )


class LookingForm(LookingModelForm):
    """How far back, and from how many on."""

    class Meta:
        model = Looking
        fields = ("days", "least")


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("理由"), **_text(3, 200))
