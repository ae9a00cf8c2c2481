"""What 第二十九条第二款 asks of an application and nothing more; the purpose of use never is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongming.applications.applicants.forms import DOCUMENTS, IDENTITY_CARD
from tongming.applications.applicants.identity import Identity
from tongming.applications.models import Form, Way
from tongming.applications.wording import check_nothing_personal
from tongming.files.checking.digits import is_identity_number
from tongming.law.outcomes import ApplicantKind
from tongming.law.words import N_, Refused
from tongming.portal.visitors.fields import FilesInput, long_text
from tongming.portal.visitors.uploads import MATERIAL, PROOFS, accepts
from tongming.units.models import Unit, UnitPeriod

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

WITH_CREDIT_CODE = frozenset({"营业执照", "法人登记证书"})
"""Documents whose number is a 统一社会信用代码."""
KIND_LABELS = {kind: kind.label for kind in ApplicantKind} | {
    ApplicantKind.NATURAL_PERSON: N_("个人（自然人）"),
    ApplicantKind.OTHER: N_("其他组织"),
}
"""In the words of table 3, plainer where a person might not know what is meant."""
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NP-RTUW-Y]{18}")
_PHONE = re.compile(r"[\d\s()+\-（）－转]{5,30}")
MOST_WORDS = {"subject": 500, "features": 2000, "words": 5000}


def taking_applications() -> QuerySet[Unit]:
    """The units one may apply to: those that take part today."""
    periods = UnitPeriod.objects.in_force(localdate())
    return Unit.objects.filter(pk__in=periods.values("unit")).order_by("path")


def _in_words(said: str) -> str:
    """What has been written, if there is anything in it to read: no signs and faces alone."""
    if not any(sign.isalnum() for sign in said):
        raise forms.ValidationError(_("请用文字写明。"))
    return said


def text(
    name: str, label: StrPromise | str, help_text: StrPromise | str, rows: int, **more: Any
) -> Any:
    """A long text of an application."""
    return long_text(label, help_text, rows=rows, most=MOST_WORDS[name], **more)


class ApplyForm(forms.Form):
    """An application over the Internet."""

    unit = forms.ModelChoiceField(
        label=gettext_lazy("向哪个机关申请"),
        queryset=Unit.objects.none(),
        to_field_name="code",
        empty_label=gettext_lazy("请选择"),
    )
    subject = text(
        "subject",
        gettext_lazy("您想要什么信息"),
        gettext_lazy(
            "写名称、文号，或者时间、地点、项目名等特征，越具体找得越快。一件申请说一件事。"
        ),
        4,
    )
    features = text(
        "features",
        gettext_lazy("文号或者其他线索"),
        gettext_lazy("知道就写，例如：红政发〔2025〕3号；2025年春天在村务栏贴过。"),
        2,
        required=False,
    )
    applicant_kind = forms.ChoiceField(
        label=gettext_lazy("您是"),
        choices=[(kind.value, gettext_lazy(KIND_LABELS[kind])) for kind in ApplicantKind],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=gettext_lazy("姓名或者单位名称"),
        max_length=100,
        help_text=gettext_lazy("和证件上一样。"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    document = forms.ChoiceField(
        label=gettext_lazy("身份证明"),
        choices=DOCUMENTS[1:],
    )
    document_number = forms.CharField(
        label=gettext_lazy("证件号码"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("单位填统一社会信用代码。"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    proofs = forms.FileField(
        label=gettext_lazy("身份证明的照片或者扫描件"),
        required=False,
        help_text=gettext_lazy("填了证件号码可以不传。照片、PDF 或者 OFD，最多5个。"),
        widget=FilesInput(attrs={"accept": accepts(PROOFS)}),
    )
    contact = forms.CharField(
        label=gettext_lazy("联系人"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("电话"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("电子邮箱"),
        max_length=120,
        required=False,
        error_messages={"invalid": gettext_lazy("这个邮箱地址不对，应当像 name@example.com。")},
        widget=forms.EmailInput(attrs={"inputmode": "email", "autocomplete": "email"}),
    )
    address = forms.CharField(
        label=gettext_lazy("通信地址"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    form_wanted = forms.ChoiceField(
        label=gettext_lazy("想要哪种形式"), choices=Form.choices, widget=forms.RadioSelect
    )
    way_wanted = forms.ChoiceField(
        label=gettext_lazy("怎样得到"), choices=Way.choices, widget=forms.RadioSelect
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, has_proof: bool = False, **more: Any):
        super().__init__(*args, **more)
        self.has_proof = has_proof
        unit = cast("forms.ModelChoiceField[Unit]", self.fields["unit"])
        unit.queryset = units
        if len(units) == 1:
            # Nobody is asked what has one answer.
            unit.widget = forms.HiddenInput()
            unit.initial = units[0].code

    def asked(self) -> dict[str, Any]:
        """What was filled in as `applicants.actions.submit` wants it, but for the subject."""
        data = self.cleaned_data
        return {
            "unit": data["unit"],
            "features": data["features"],
            "applicant_kind": ApplicantKind(data["applicant_kind"]),
            "identity": Identity(
                name=data["name"],
                document=data["document"],
                document_number=data["document_number"],
                contact=data["contact"],
                phone=data["phone"],
                email=data["email"],
                address=data["address"],
            ),
            "form_wanted": data["form_wanted"],
            "way_wanted": data["way_wanted"],
        }

    def clean_subject(self) -> str:
        """Lists show it: nobody's number stands in it."""
        return _in_words(self._without_numbers("subject"))

    def clean_name(self) -> str:
        """Letters are addressed to it."""
        return _in_words(str(self.cleaned_data["name"]))

    def clean_features(self) -> str:
        """Nor here."""
        return self._without_numbers("features")

    def _without_numbers(self, name: str) -> str:
        said = str(self.cleaned_data[name])
        try:
            check_nothing_personal(said)
        except Refused:
            raise forms.ValidationError(
                _("这里有身份证号或者手机号。经办的人都看得到这段话，请去掉号码再提交。")
            ) from None
        return said

    def clean_phone(self) -> str:
        """Any way of writing a number, but a number."""
        phone = str(self.cleaned_data["phone"])
        if phone and not _PHONE.fullmatch(phone):
            raise forms.ValidationError(_("电话只写数字，座机请加区号，例如 0432-66220000。"))
        return phone

    def clean(self) -> dict[str, Any]:
        """What only two answers together can tell."""
        data = self.cleaned_data
        self._proves_who(data)
        self._can_be_reached(data)
        form, way = data.get("form_wanted"), data.get("way_wanted")
        if form == Form.PAPER and way in (Way.ONLINE, Way.EMAIL):
            self.add_error("way_wanted", _("纸质的请选“邮寄”或者“当面领取”。"))
        if form == Form.LOOK and way and way != Way.COLLECT:
            self.add_error("way_wanted", _("查阅、抄录要到场，请选“当面领取”。"))
        return data

    def _proves_who(self, data: dict[str, Any]) -> None:
        """第二十九条第二款第一项: 身份证明, by number or by picture."""
        number = re.sub(r"\s", "", data.get("document_number") or "").upper()
        data["document_number"] = number
        if not number:
            if not self.has_proof and "document_number" in data:
                self.add_error("document_number", _("请填证件号码，或者在下面上传身份证明。"))
            return
        document = data.get("document")
        if document == IDENTITY_CARD and not is_identity_number(number):
            self.add_error(
                "document_number",
                _(
                    "这个身份证号不对，请对照身份证再看一遍，一共18位。"
                    "身份证上就是这样的，身份证明请选“其他个人证件”。"
                ),
            )
        elif document in WITH_CREDIT_CODE and not _CREDIT_CODE.fullmatch(number):
            self.add_error(
                "document_number", _("统一社会信用代码是18位数字和大写字母，请对照证书再看一遍。")
            )
        elif len(number) < 4:
            self.add_error("document_number", _("这个号码太短，请对照证件再看一遍。"))

    def _can_be_reached(self, data: dict[str, Any]) -> None:
        """第二十九条第二款第一项: 联系方式; and where the reply goes, it can go."""
        wanted = {"phone", "email", "address"}
        if not any(data.get(name) for name in wanted) and not wanted & set(self.errors):
            self.add_error("phone", _("请至少留一种联系方式，最好是电话：收到申请要和您确认。"))
        way = data.get("way_wanted")
        if way == Way.EMAIL and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("要用电子邮件发给您，请填邮箱。"))
        if way == Way.POST and not data.get("address"):
            self.add_error("address", _("要邮寄给您，请填地址。"))


_ANSWERS = {
    "correct": N_("补正的内容"),
    "reasons": N_("您的理由"),
    "add": N_("要补充的话"),
}


class AnswerForm(forms.Form):
    """Words and files that the applicant sends later; a correction also says what is asked now."""

    subject = text(
        "subject",
        gettext_lazy("现在您想要什么信息"),
        gettext_lazy("照补正告知书的要求改写。不用改的就留着，在下面说明。"),
        3,
        required=False,
    )
    words = text("words", "", "", 8, required=False)
    papers = forms.FileField(
        label=gettext_lazy("附上材料"),
        required=False,
        help_text=gettext_lazy("照片、PDF、OFD、Word、Excel 或者文本，最多5个。"),
        widget=FilesInput(attrs={"accept": accepts(MATERIAL)}),
    )

    def __init__(
        self, act: str, *args: Any, has_papers: bool = False, asked: str = "", **more: Any
    ) -> None:
        """`asked` is what the application says so far."""
        super().__init__(*args, **more)
        self.has_papers, self.asked = has_papers, asked
        self.fields["words"].label = _(_ANSWERS[act])
        if act != "correct":
            del self.fields["subject"]

    def clean(self) -> dict[str, Any]:
        """Something must be said, or sent."""
        data = self.cleaned_data
        subject = data.get("subject", "")
        if subject:
            try:
                check_nothing_personal(subject)
            except Refused:
                self.add_error("subject", _("这里不要写身份证号和手机号。"))
        restated = subject not in ("", self.asked)
        said = data.get("words") or self.has_papers or restated
        if not said and "words" not in self.errors:
            self.add_error("words", _("请写下要说的话，或者上传一份材料。"))
        return data

    def cleaned_texts(self) -> dict[str, str]:
        """What was written, by field."""
        return {
            name: self.cleaned_data[name] for name in ("subject", "words") if name in self.fields
        }


class RateForm(forms.Form):
    """How it was, in one number and one line."""

    stars = forms.ChoiceField(
        label=gettext_lazy("您觉得办得怎么样"),
        choices=[
            ("5", gettext_lazy("5 很好")),
            ("4", gettext_lazy("4 好")),
            ("3", gettext_lazy("3 一般")),
            ("2", gettext_lazy("2 不好")),
            ("1", gettext_lazy("1 很不好")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("想说的一句话"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("请不要写姓名、电话等个人信息。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
