"""Shape only: what the law allows is asked of the actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongming.applications.applicants.actions import Upload
from tongming.applications.applicants.identity import Identity
from tongming.applications.letters.models import Way
from tongming.applications.letters.suggesting import written_keys
from tongming.applications.letters.wording import FRAME, WORDS
from tongming.files.actions.keeping import admit
from tongming.law import letters as law
from tongming.law.fees import Standard
from tongming.law.letters import Addressee, Need
from tongming.law.words import Refused

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

_OF_THE_RECORD = frozenset({"receipt", "course", "contact", "remedy_notice", "application_number"})
_TOLD = {
    "P1": {"applicant", "matter", "reply_by"},
    "P2": {"term"},
    "P3": {"term"},
    "P4": {"days", "new_last_day"},
    "P8": {"fee_basis", "standard", "amount"},
    "P10": {"term"},
    "R23": {"new_term"},
}
"""Elements worked out from the step."""
_ELEMENT, _STEP, _READER = "element_", "step_", "reader_"
_SHORT = frozenset(
    {"form", "earlier_number", "earlier_date", "notice_number", "served_on", "last_day", "amount",
     "obtained_on", "legal_basis", "kind", "limb"}
)  # fmt: skip
_HELP: dict[str, StrPromise] = {
    "legal_basis": gettext_lazy("已按文书种类列出；需要引用专门的法律、行政法规时补写在后面。"),
    "reasons": gettext_lazy("逐处写明理由和条款，例如“联系人电话属于个人隐私，依照第十五条”。"),
    "other_organ": gettext_lazy("不能确定的留空。"),
    "kind": gettext_lazy("写明属于法定类别中的哪一类。"),
    "attachment": gettext_lazy("有附件的，写“见附件”；没有附件的，写明方式、途径和时间。"),
    "to_correct": gettext_lazy("一次写全：补正只能告知一次（第三十条）。"),
    "result": gettext_lazy("先写认定的事实，再写处理结果。"),
    "their_part": gettext_lazy("只写与对方有关的部分，不透露申请人是谁。"),
    "reason": gettext_lazy("结合本件事实写，不要只抄条文。"),
}


def computed_keys(kind: str) -> frozenset[str]:
    """The elements of a kind that nobody types."""
    return _OF_THE_RECORD | FRAME | frozenset(_TOLD.get(kind, ()))


class ManyFiles(forms.FileField):
    """Several files at once, or none."""

    class Input(forms.ClearableFileInput):
        allow_multiple_selected = True

    widget = Input

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = data if isinstance(data, (list, tuple)) else [data] if data else []
        return [super(ManyFiles, self).clean(one, initial) for one in files]


def admitted(form: forms.Form, name: str, files: Sequence[UploadedFile[Any]]) -> list[Upload]:
    """The files' contents, each checked; what may not be kept is said beside the field."""
    uploads: list[Upload] = []
    for file in files:
        content = file.read()
        try:
            admit(content, file.name or "")
        except Refused as refusal:
            form.add_error(name, refusal.message.render(_))
        else:
            uploads.append((file.name or "", content))
    return uploads


def _day(label: StrPromise | str, help_text: StrPromise | str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def _step_fields(kind: str) -> dict[str, forms.Field]:
    """What a kind of letter tells the clock or the tariff."""
    reply_by = {
        "P2": gettext_lazy("给申请人的合理期限；条例没有规定天数，宜落在工作日。"),
        "P3": gettext_lazy("给申请人说明理由的合理期限；答复期限照常计算。"),
        "P10": gettext_lazy("请对方回复的最后一天。"),
    }
    if kind in reply_by:
        return {"reply_by": _day(gettext_lazy("限期之日"), reply_by[kind])}
    if kind == "P4":
        days = forms.IntegerField(
            label=gettext_lazy("延长的工作日"),
            min_value=1,
            max_value=20,
            help_text=gettext_lazy("最多20个工作日，由办公室负责人签发（第三十三条第二款）。"),
        )
        return {"days": days}
    if kind in ("P5", "P6"):
        party = forms.CharField(
            label=gettext_lazy("办理记录里的代称"),
            max_length=60,
            help_text=gettext_lazy("登记簿很多人看得到：第三方是个人的，不写姓名。"),
        )
        return {"party": party}
    if kind == "P8":
        standard = forms.ChoiceField(
            label=gettext_lazy("收费标准"),
            choices=[(one.value, gettext_lazy(one.label)) for one in Standard],
            help_text=gettext_lazy("一件申请只能选一种标准（国办函〔2020〕109号第三条）。"),
        )
        count = forms.IntegerField(
            label=gettext_lazy("件数或者页数"),
            min_value=1,
            max_value=1_000_000,
            help_text=gettext_lazy(
                "按件：本件是同一申请人当月的第几件，已按登记簿算出；"
                "按量：本件信息的页数。金额自动计算。"
            ),
        )
        return {"standard": standard, "count": count}
    if kind == "R23":
        text = gettext_lazy("理由合理、不能按期答复的，确定合理期限并告知（第三十五条）。")
        return {"delayed_until": _day(gettext_lazy("延迟答复到"), text)}
    return {}


class DraftForm(forms.Form):
    """A letter of one kind: what it tells the clock, its reader, and the elements one writes."""

    def __init__(
        self,
        kind: law.Letter,
        proposed: Mapping[str, str],
        *args: Any,
        organs: Sequence[str] = (),
        with_files: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.proposed = kind, proposed
        for name, step in _step_fields(kind.id).items():
            self.fields[f"{_STEP}{name}"] = step
        if kind.to is not Addressee.APPLICANT:
            self._ask_reader(organs)
        for element in written_keys(kind, computed_keys(kind.id)):
            self.fields[f"{_ELEMENT}{element.key}"] = self._field(element)
        if with_files and kind.gives_information:
            self.fields["files"] = ManyFiles(
                label=gettext_lazy("附件"),
                required=False,
                help_text=gettext_lazy("提供的信息；公开前请先遮盖不能公开的内容。可以选几个。"),
            )

    def _ask_reader(self, organs: Sequence[str]) -> None:
        organ = self.kind.to is Addressee.ORGAN
        label = gettext_lazy("收件机关") if organ else gettext_lazy("第三方的姓名或者名称")
        name = forms.CharField(label=label, max_length=120)
        if organ and organs:
            name.widget.attrs["list"] = "organs"
        self.fields[f"{_READER}name"] = name
        if not organ:
            for key, label in (
                ("phone", gettext_lazy("联系电话")),
                ("address", gettext_lazy("通信地址")),
            ):
                self.fields[f"{_READER}{key}"] = forms.CharField(
                    label=label, required=False, max_length=200
                )

    def _field(self, element: law.Element) -> forms.Field:
        """Nothing is demanded here: a draft may lack what a signature needs."""
        words = WORDS[self.kind.id]
        label = gettext_lazy(element.label)
        if element.key in words.checked:
            return forms.BooleanField(
                label=label,
                required=False,
                help_text=words.checked[element.key],
                initial=False,
            )
        short = element.key in _SHORT
        field = forms.CharField(
            label=label,
            required=False,
            max_length=4000,
            help_text=_HELP.get(element.key, ""),
            initial=self.proposed.get(element.key, ""),
            widget=forms.TextInput() if short else forms.Textarea(attrs={"rows": 3}),
        )
        field.widget.attrs["data-needed"] = element.need is not Need.OPTIONAL
        return field

    def elements(self) -> dict[str, str]:
        """What somebody wrote; what the record proposes stays the record's to say."""
        words, given = WORDS[self.kind.id], {}
        for name, value in self.cleaned_data.items():
            if not name.startswith(_ELEMENT):
                continue
            key = name.removeprefix(_ELEMENT)
            if key in words.checked:
                given[key] = words.checked[key] if value else ""
            elif value and value.strip() != self.proposed.get(key, "").strip():
                given[key] = value.strip()
        return given

    def step(self) -> dict[str, Any]:
        """What the clock is told."""
        return {
            name.removeprefix(_STEP): value.isoformat() if isinstance(value, date) else value
            for name, value in self.cleaned_data.items()
            if name.startswith(_STEP) and value not in (None, "")
        }

    def recipient(self) -> Identity | None:
        """To whom it is written; None for the applicant."""
        found = {
            name.removeprefix(_READER): str(value).strip()
            for name, value in self.cleaned_data.items()
            if name.startswith(_READER)
        }
        return Identity.from_data(found) if found.get("name") else None

    def uploads(self) -> list[Upload]:
        """The information to attach."""
        return admitted(self, "files", self.cleaned_data.get("files") or [])


def initial_of(
    elements: Mapping[str, str], step: Mapping[str, Any], recipient: Identity | None
) -> dict[str, Any]:
    """A draft as the form shows it again."""
    reader = recipient.to_data() if recipient else {}
    return {
        **{f"{_ELEMENT}{key}": text for key, text in elements.items()},
        **{f"{_STEP}{name}": value for name, value in step.items()},
        **{f"{_READER}{name}": value for name, value in reader.items()},
    }


class ReasonForm(forms.Form):
    """Why it is sent back, or discarded."""

    reason = forms.CharField(
        label=gettext_lazy("原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class SignForm(forms.Form):
    """What was read, so that nothing else is signed."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class SendForm(forms.Form):
    """How it goes, and the proof of it."""

    way = forms.ChoiceField(
        label=gettext_lazy("送达方式"), choices=Way.choices, widget=forms.RadioSelect
    )
    on = _day(
        gettext_lazy("日期"),
        gettext_lazy("邮寄填交邮之日，直接送达和委托送达填对方签收之日，网上的填发出之日。"),
    )
    tracking = forms.CharField(
        label=gettext_lazy("邮件号码"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("只能通过邮政企业寄送，快递企业不得寄递公文；不得由收件人付邮费。"),
    )
    through = forms.CharField(
        label=gettext_lazy("受委托送达的行政机关"), required=False, max_length=120
    )
    requested = forms.CharField(
        label=gettext_lazy("申请人何时、怎样要求电子方式"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("申请时没有要求电子方式，后来要求的才填。"),
    )
    proofs = ManyFiles(
        label=gettext_lazy("送达凭证"),
        required=False,
        help_text=gettext_lazy("邮寄收据、送达回证、发送记录的扫描件或者截图。"),
    )


class MailForm(forms.Form):
    """What the system has to know before it mails a letter."""

    requested = forms.CharField(
        label=gettext_lazy("申请人何时、怎样要求电子方式"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("申请时没有要求电子方式，后来要求的才填。"),
    )


class ReturnedForm(forms.Form):
    """When a mail came back."""

    returned_on = _day(gettext_lazy("退信的日期"), gettext_lazy("单位邮箱收到退信通知的那天。"))


class ReceiptForm(forms.Form):
    """When it arrived."""

    received_on = _day(
        gettext_lazy("对方收到的日期"),
        gettext_lazy("复议和起诉的期限从这一天的次日起算；征求意见、缴费的期限也一样。"),
    )
    proofs = ManyFiles(label=gettext_lazy("凭证"), required=False)
