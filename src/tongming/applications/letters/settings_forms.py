"""The forms of what a unit sets for its letters. Shape only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongming.applications.letters.models import LetterSettings

if TYPE_CHECKING:
    SettingsModelForm = forms.ModelForm[LetterSettings]
else:
    SettingsModelForm = forms.ModelForm


class TemplateForm(forms.Form):
    """The words of a kind of letter."""

    title = forms.CharField(label=gettext_lazy("标题"), max_length=120)
    body = forms.CharField(
        label=gettext_lazy("正文"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
        help_text=gettext_lazy("一行一段。要素写在花括号里；要素都为空的一段不印。"),
    )


class SettingsForm(SettingsModelForm):
    """What all letters of a unit share."""

    seal_image = forms.FileField(
        label=gettext_lazy("印章图片"),
        required=False,
        help_text=gettext_lazy("PNG，背景透明，印章占满画面。印在落款上；不设图片的，打印后盖章。"),
    )
    remove_seal = forms.BooleanField(label=gettext_lazy("不再使用印章图片"), required=False)

    class Meta:
        model = LetterSettings
        fields = (
            "organ_code", "pattern", "contact", "line", "review_body", "court", "online_review",
            "contested_as", "way_to_pay", "by_mail",
        )  # fmt: skip
        help_texts = {
            "organ_code": gettext_lazy("例如“××公开”。"),
            "pattern": gettext_lazy("留空为 {code}〔{year}〕{serial}号。"),
            "contact": gettext_lazy("留空时用“单位与人员”里的公开工作机构、电话和地址。"),
            "review_body": gettext_lazy("留空时按单位层级推出。"),
            "court": gettext_lazy("留空时按单位层级推出；跨区域集中管辖的，填指定的法院。"),
            "online_review": gettext_lazy(
                "网上送达的文书应当写明（《行政复议法》第二十二条第二款）。"
            ),
            "contested_as": gettext_lazy("第三十六条第七项是否属于复议前置有争议，由单位确定。"),
            "way_to_pay": gettext_lazy("收费通知书里的缴费方式。"),
            "by_mail": gettext_lazy(
                "申请人要求用电子邮件的，签发后由系统带上文书和附件发出，发出之日自动登记。"
            ),
        }

    def __init__(self, *args: Any, worked_out: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, value in worked_out.items():
            field = self.fields[name]
            if value and not self.initial.get(name):
                field.help_text = _("{help}现为：{value}。").format(
                    help=field.help_text, value=value.rstrip("。")
                )
