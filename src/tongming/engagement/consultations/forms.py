"""What is asked of a consultation, its comments, opinions and uptake."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.engagement.consultations.linking import Matter
from tongming.engagement.consultations.models import (
    Comment,
    Consultation,
    verdict_choices,
    way_choices,
)
from tongming.law.consultation import Verdict, Way
from tongming.law.decisions import COMMENT_DAYS
from tongming.units.forms import DayField


def _text(label: Any, rows: int, most: int, *, required: bool = True, help_text: Any = "") -> (
    forms.CharField
):  # fmt: skip
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class DraftForm(forms.Form):
    """The notice."""

    title = forms.CharField(
        label=_("标题"),
        max_length=120,
        help_text=_("例如：红石砬子镇村庄保洁办法（征求意见稿）"),
    )
    matter = forms.ChoiceField(
        label=_("所属的重大行政决策"),
        required=False,
        help_text=_("选了以后，提交采纳情况时自动登记到这件决策的“公开征求意见”一步"),
    )
    explanation = _text(
        _("起草说明"), 5, 5_000, help_text=_("为什么起草、主要内容、要特别听取什么意见；会公布")
    )
    text = _text(
        _("草案正文"), 16, 50_000, required=False,
        help_text=_("一段一行。“一、”或者“第一章”开头的短行在公开页面上是标题。草案是文件的，保存后加入附件"),
    )  # fmt: skip
    ways = _text(
        _("其他提意见的方式"), 3, 1_000, required=False,
        help_text=_("来信寄到哪里、打什么电话、在哪里开座谈会；网上提意见的网页系统自动写上"),
    )  # fmt: skip
    days = forms.IntegerField(
        label=_("征求意见天数"), min_value=1, max_value=366, initial=COMMENT_DAYS,
        help_text=_("日历日，从公布的第二天算起。一般不少于30日（第十五条）"),
    )  # fmt: skip
    short_reason = forms.CharField(
        label=_("缩短的理由"), max_length=300, required=False,
        help_text=_("不足30日的写明理由，会公布在公告里"),
    )  # fmt: skip

    def __init__(self, *args: Any, matters: Sequence[Matter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext("（不属于目录里的事项）"))]
        choices += [(one.key, one.title) for one in matters]
        field = self.fields["matter"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if not matters:
            del self.fields["matter"]


class FileForm(forms.Form):
    """A file of the draft."""

    file = forms.FileField(
        label=_("草案文件"), help_text=_("DOCX、PDF、OFD 等；系统会检查里面的个人信息和密级标志")
    )


class ApproveForm(forms.Form):
    """Nothing to fill in: what is approved is shown."""


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("理由"), max_length=300)


class ExtendForm(forms.Form):
    """Until when, and why."""

    until = DayField(label=_("新的截止日期"))
    reason = forms.CharField(label=_("延长的理由"), max_length=300, help_text=_("会公布在公告里"))


class CommentForm(forms.Form):
    """What came by letter or telephone, or was said in a meeting."""

    way = forms.TypedChoiceField(label=_("渠道"), coerce=lambda word: Way(word))
    received_on = DayField(label=_("收到日期"), initial=localdate)
    people = forms.IntegerField(
        label=_("人数"), min_value=1, max_value=100_000, initial=1,
        help_text=_("一封信几个人签名、座谈会上几个人这样说"),
    )  # fmt: skip
    words = _text(_("说了什么"), 6, 5_000, help_text=_("照原话记；加密保存，不公开"))
    name = forms.CharField(label=_("提意见的人"), max_length=60, required=False)
    contact = forms.CharField(label=_("联系方式"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["way"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [pair for pair in way_choices() if pair[0] != Way.ONLINE.value]


if TYPE_CHECKING:
    _Several = forms.ModelMultipleChoiceField[Comment]
else:
    _Several = forms.ModelMultipleChoiceField


class _Comments(_Several):
    def label_from_instance(self, obj: Comment) -> str:
        words = " ".join(obj.words.split())
        shown = words if len(words) <= 120 else f"{words[:120]}…"
        return f"{obj.number}　{shown}"


class OpinionForm(forms.Form):
    """An opinion in words fit for the public, and the comments that say it."""

    text = _text(_("归纳的意见"), 3, 1_000, help_text=_("写成能公开的话，不写姓名、电话和住址"))
    comments = _Comments(
        label=_("来稿"), queryset=Comment.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text=_("这条意见是从哪几件来稿里归纳的"),
    )  # fmt: skip

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["comments"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = consultation.comments.filter(set_aside_at=None)


class AnswerForm(OpinionForm):
    """The same, with what became of it."""

    verdict = forms.TypedChoiceField(
        label=_("采纳情况"), required=False, coerce=lambda word: Verdict(word), empty_value=None,
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = _text(
        _("理由或者修改情况"), 3, 1_000, required=False,
        help_text=_("采纳的写改了哪里，没有采纳的写为什么；会公布"),
    )  # fmt: skip

    field_order = ["text", "verdict", "reason", "comments"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["verdict"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = verdict_choices()


class UptakeForm(forms.Form):
    """The words of the report; figures stand in their places."""

    summary = _text(
        _("总体情况"), 6, 5_000,
        help_text=_("〔 〕里是数字的位置，系统按记录填上，不用手写"),
    )  # fmt: skip
    closing = _text(
        _("下一步打算"), 3, 2_000, required=False,
        help_text=_("例如：按采纳的意见修改后，提请集体讨论决定"),
    )  # fmt: skip
