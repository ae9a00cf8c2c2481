"""The forms about who applied: what 第二十九条第二款 asks for, nothing more, never the purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongming.applications.applicants.identity import Identity
from tongming.applications.applicants.masking import Masked, names_of_fields
from tongming.applications.applicants.models import Paper
from tongming.applications.forms import ApplicationForm, day_field
from tongming.applications.intake import Confirmed
from tongming.files.checking.digits import is_identity_number
from tongming.units.models import Unit

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise as StrPromise

Uploads = list[tuple[str, bytes]]

IDENTITY_CARD = "居民身份证"
DOCUMENTS: list[tuple[StrPromise | str, Any]] = [
    ("", gettext_lazy("没有提供")),
    (
        gettext_lazy("自然人"),
        [
            (IDENTITY_CARD, gettext_lazy("居民身份证")),
            ("护照", gettext_lazy("护照")),
            ("港澳居民来往内地通行证", gettext_lazy("港澳居民来往内地通行证")),
            ("台湾居民来往大陆通行证", gettext_lazy("台湾居民来往大陆通行证")),
            ("军官证、士兵证", gettext_lazy("军官证、士兵证")),
            ("其他个人证件", gettext_lazy("其他个人证件")),
        ],
    ),
    (
        gettext_lazy("法人或其他组织"),
        [
            ("营业执照", gettext_lazy("营业执照")),
            ("法人登记证书", gettext_lazy("法人登记证书")),
            ("其他组织证件", gettext_lazy("其他组织证件")),
        ],
    ),
]
"""The kinds of proof, kept in Chinese as letters name them."""

REASONS = [
    ("联系申请人", gettext_lazy("联系申请人")),
    ("核对身份", gettext_lazy("核对身份")),
    ("寄送文书", gettext_lazy("寄送文书")),
    ("其他", gettext_lazy("其他原因，写在下面")),
]


class ManyFiles(forms.FileInput):
    """A choice of several files."""

    allow_multiple_selected = True


class UploadsField(forms.FileField):
    """Several files, each read: [(name, content)]."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each file by the rules of one; none where none was chosen."""
        files: list[UploadedFile[Any]] = [one for one in (data or []) if one]
        if not files:
            super().clean(None, initial)
            return []
        return [(str(one.name), super(UploadsField, self).clean(one).read()) for one in files]


class IdentityFields(forms.Form):
    """Who applied: name, proof of identity, contact (第二十九条第二款第一项)."""

    name = forms.CharField(label=gettext_lazy("姓名或者名称"), max_length=100)
    document = forms.ChoiceField(label=gettext_lazy("身份证明"), choices=DOCUMENTS, required=False)
    document_number = forms.CharField(
        label=gettext_lazy("证件号码"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("身份证号，或者统一社会信用代码。没有提供的，登记后告知补正。"),
    )
    contact = forms.CharField(
        label=gettext_lazy("联系人"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("单位申请的填写。"),
    )
    phone = forms.CharField(
        label=gettext_lazy("电话"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("电话、电子邮箱、通信地址至少填一种。"),
    )
    email: forms.CharField = forms.EmailField(
        label=gettext_lazy("电子邮箱"), max_length=100, required=False
    )
    address = forms.CharField(label=gettext_lazy("通信地址"), max_length=200, required=False)
    postcode: forms.CharField = forms.RegexField(
        label=gettext_lazy("邮政编码"),
        regex=r"^\d{6}$",
        required=False,
        error_messages={"invalid": gettext_lazy("邮政编码是6位数字。")},
    )

    def clean_document_number(self) -> str:
        """An identity card's number with a wrong check digit was mistyped."""
        number = "".join(str(self.cleaned_data["document_number"]).split()).upper()
        if (
            number
            and self.cleaned_data.get("document") == IDENTITY_CARD
            and not is_identity_number(number)
        ):
            raise forms.ValidationError(
                _(
                    "这不是正确的18位身份证号，请对照原件。原件就是这样的，身份证明选“其他个人证件”。"
                )
            )
        return number

    def identity(self) -> Identity:
        """What was typed."""
        return Identity(**{name: self.cleaned_data.get(name, "") for name in names_of_fields()})


class RegisterForm(IdentityFields, ApplicationForm):
    """A new application as it came to the counter, by letter, fax, e-mail or word of mouth."""

    unit = forms.ModelChoiceField(
        label=gettext_lazy("单位"), queryset=Unit.objects.none(), empty_label=None
    )
    scans = UploadsField(
        label=gettext_lazy("申请原件和身份证明"),
        required=False,
        help_text=gettext_lazy("扫描件或者照片，可以选多个。加密保存，只有办理人和登记人打得开。"),
    )

    PARTS = (
        (gettext_lazy("怎么收到的"), ("unit", "channel", "arrived_on", "confirmed_on")),
        (gettext_lazy("谁申请的"), ("applicant_kind", *names_of_fields())),
        (gettext_lazy("要什么信息"), ("subject", "features", "form_wanted", "way_wanted")),
        (gettext_lazy("原件"), ("scans",)),
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = cast("forms.ModelChoiceField[Unit]", self.fields["unit"])
        unit.queryset = units
        if len(units) == 1:
            # Nobody is asked what has one answer.
            unit.widget = forms.HiddenInput()

    WIDTHS = (
        dict.fromkeys(("arrived_on", "confirmed_on", "postcode"), "short")
        | dict.fromkeys(("name", "document", "document_number", "contact", "phone"), "medium")
        | dict.fromkeys(("applicant_kind", "email", "form_wanted", "way_wanted"), "medium")
    )

    def parts(self) -> list[tuple[StrPromise, list[tuple[forms.BoundField, str, bool]]]]:
        """The fields under their headings, in the order of the paper form.

        Each with its width, and whether it is one of several of which one is needed.
        """
        return [
            (
                heading,
                [
                    (self[name], self.WIDTHS.get(name, ""), name in ("phone", "email", "address"))
                    for name in names
                ],
            )
            for heading, names in self.PARTS
        ]

    def asked(self) -> dict[str, Any]:
        """What the action is given: the fields of the identity as one."""
        return {
            **{
                name: value
                for name, value in self.cleaned_data.items()
                if name not in names_of_fields()
            },
            "identity": self.identity(),
        }

    def lose_files(self) -> None:
        """Say that files must be chosen again: no browser gives them back."""
        if self.cleaned_data.get("scans"):
            self.add_error("scans", _("文字都还在，文件请重新选择一次。"))


class CorrectIdentityForm(IdentityFields):
    """Only what is to change is typed; what stands there is shown covered, not opened."""

    REMOVE = "无"
    email = forms.CharField(label=gettext_lazy("电子邮箱"), max_length=100, required=False)
    postcode = forms.CharField(label=gettext_lazy("邮政编码"), max_length=6, required=False)
    reason = forms.CharField(label=gettext_lazy("更正原因"), max_length=200)

    def __init__(self, *args: Any, masked: Masked | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in names_of_fields():
            field = self.fields[name]
            field.required = masked is None and name == "name"
            shown = getattr(masked, name, "")
            shown = _(shown) if name == "document" and shown else shown
            # Help is drawn as markup, and what is shown was typed by somebody.
            field.help_text = format_html(_("现在是：{shown}"), shown=shown) if shown else ""
        document = cast(forms.ChoiceField, self.fields["document"])
        document.choices = [("", gettext_lazy("不改")), *DOCUMENTS[1:]]
        self.order_fields([*names_of_fields(), "reason"])

    def clean_email(self) -> str:
        """An address, or the word that takes it out."""
        return self._or_removed("email")

    def clean_postcode(self) -> str:
        """Six digits, or the word that takes them out."""
        return self._or_removed("postcode")

    def _or_removed(self, name: str) -> str:
        typed = str(self.cleaned_data[name])
        if typed != self.REMOVE:
            IdentityFields.base_fields[name].clean(typed)
        return typed

    def changes(self) -> dict[str, str]:
        """The fields that were typed; 无 takes out what stood there."""
        typed = {name: self.cleaned_data.get(name, "") for name in names_of_fields()}
        return {
            name: "" if value == self.REMOVE else value for name, value in typed.items() if value
        }


class ConfirmForm(forms.Form):
    """How and when both sides confirmed (第三十一条第三项)."""

    how = forms.ChoiceField(
        label=gettext_lazy("怎么确认的"),
        choices=[(how.value, gettext_lazy(how.label)) for how in Confirmed],
        widget=forms.RadioSelect,
        initial=Confirmed.ONLINE.value,
    )
    on = day_field(
        gettext_lazy("双方确认的日期"),
        help_text=gettext_lazy("这一天就是收到申请之日，答复期限从次日起算。"),
    )

    def clean_how(self) -> Confirmed:
        """As the register has it."""
        return Confirmed(self.cleaned_data["how"])


class DismissForm(forms.Form):
    """Why it is not entered in the register; the applicant reads it."""

    reason = forms.CharField(
        label=gettext_lazy("不予登记的原因"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "申请人查询时看得到，例如：多次联系不上；与编号2026-3重复提交。不写个人信息。"
        ),
    )


class UnmaskForm(forms.Form):
    """Why who applied is opened."""

    why = forms.ChoiceField(
        label=gettext_lazy("为什么要看"),
        choices=REASONS,
        widget=forms.RadioSelect,
        initial=REASONS[0][0],
    )
    other = forms.CharField(
        label=gettext_lazy("其他原因"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("记入办理台账，不写个人信息。"),
    )

    def clean(self) -> dict[str, Any]:
        """Another reason is written out."""
        told = super().clean() or {}
        if told.get("why") == REASONS[-1][0] and not told.get("other"):
            self.add_error("other", _("请写明为什么要看。"))
        return told

    def reason(self) -> str:
        """As the ledger keeps it."""
        parts = (self.cleaned_data["why"], self.cleaned_data["other"])
        return "：".join(part for part in parts if part)


class PaperForm(forms.Form):
    """A paper that came later."""

    kind = forms.ChoiceField(
        label=gettext_lazy("是什么材料"),
        choices=Paper.Kind.choices,
        initial=Paper.Kind.SUPPLEMENT.value,
    )
    uploads = UploadsField(
        label=gettext_lazy("文件"),
        help_text=gettext_lazy("可以选多个。加密保存，只有办理人和登记人打得开。"),
    )

    def clean_kind(self) -> Paper.Kind:
        """As the room has it."""
        return Paper.Kind(self.cleaned_data["kind"])
