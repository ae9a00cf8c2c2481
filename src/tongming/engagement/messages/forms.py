"""Shape only: what each act on a message asks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.engagement.messages.actions.common import settings_of
from tongming.engagement.messages.actions.writing import MOST_TEXT, MOST_TITLE, Contact, Written
from tongming.engagement.messages.kinds import Channel, Kind, Redirect
from tongming.engagement.messages.models import Message
from tongming.law.words import N_
from tongming.units.models import Appointment, Person, Unit, UnitPeriod
from tongming.units.rights import Right

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

    Choice = forms.ModelChoiceField[Any]
else:
    Choice = forms.ModelChoiceField


def choices_of(words: Iterable[Any]) -> list[tuple[str, str]]:
    """The members of an enumeration with labels, in the reader's language."""
    return [(one.value, gettext(one.label)) for one in words]


def taking_part() -> QuerySet[Unit]:
    """The units that take part today."""
    periods = UnitPeriod.objects.in_force(localdate())
    return Unit.objects.filter(pk__in=periods.values("unit")).order_by("path")


def handlers_of(message: Message) -> QuerySet[Person]:
    """Who may handle a message: all with the right there but the one complained of."""
    held = Appointment.objects.in_force(localdate()).filter(
        unit=message.unit, role__in=Right.MESSAGE_HANDLE.holders
    )
    found = Person.objects.filter(pk__in=held.values("person"), is_active=True)
    if message.complained_person is not None:
        found = found.exclude(pk=message.complained_person.pk)
    return found.order_by("full_name")


def long_text(label: StrPromise | str, *, rows: int = 4, most: int = 1000, required: bool = True,
              help_text: StrPromise | str = "") -> forms.CharField:  # fmt: skip
    """Some sentences."""
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class Named(Choice):
    """People by their names, units by theirs."""

    def label_from_instance(self, obj: Any) -> str:
        """What the choice says."""
        return str(obj.full_name if isinstance(obj, Person) else obj.name)


class Several(forms.FileInput):
    """One picker for several files."""

    allow_multiple_selected = True


class RegisterForm(forms.Form):
    """What came by telephone, letter, WeChat, Weibo or at the counter."""

    unit = Named(label=_("受理单位"), queryset=Unit.objects.none(), empty_label=None)
    channel = forms.ChoiceField(label=_("来源"))
    received_on = forms.DateField(
        label=_("收到日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    kind = forms.ChoiceField(label=_("类型"))
    title = forms.CharField(label=_("标题"), max_length=MOST_TITLE)
    text = long_text(_("内容"), rows=6, most=MOST_TEXT)
    name = forms.CharField(label=_("姓名"), max_length=60, required=False)
    phone = forms.CharField(label=_("电话"), max_length=30, required=False)
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    complained_unit = Named(
        label=_("被投诉的单位"), queryset=Unit.objects.none(), required=False,
        help_text=_("投诉、举报才填。不会交给被投诉的单位办理。"),
    )  # fmt: skip
    complained_of = forms.CharField(label=_("被投诉的人或者事"), max_length=200, required=False)
    may_publish = forms.BooleanField(
        label=_("留言人同意公开留言和答复（遮去个人信息）"), required=False
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        cast("Named", self.fields["unit"]).queryset = units
        cast("Named", self.fields["complained_unit"]).queryset = taking_part()
        kinds = cast("forms.ChoiceField", self.fields["kind"])
        kinds.choices = choices_of(Kind)
        ways = cast("forms.ChoiceField", self.fields["channel"])
        ways.choices = choices_of(one for one in Channel if one is not Channel.WEB)

    def written(self) -> Written:
        """As the action wants it."""
        data = self.cleaned_data
        return Written(
            kind=Kind(data["kind"]),
            title=data["title"],
            text=data["text"],
            contact=Contact(name=data["name"], phone=data["phone"], address=data["address"]),
            may_publish=data["may_publish"],
            complained_unit=data["complained_unit"],
            complained_of=data["complained_of"],
        )


class MessageForm(forms.Form):
    """A form about one message."""

    def __init__(self, message: Message, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.message = message
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the message."""


class AcceptForm(MessageForm):
    """Of what kind it really is, and who handles it."""

    kind = forms.ChoiceField(label=_("类型"), help_text=_("类型不对可以改，期限从留言那天重新算。"))
    handler = Named(label=_("承办人"), queryset=Person.objects.none(), empty_label=None)

    def prepare(self) -> None:
        kinds = cast("forms.ChoiceField", self.fields["kind"])
        kinds.choices, kinds.initial = choices_of(Kind), self.message.kind
        cast("Named", self.fields["handler"]).queryset = handlers_of(self.message)


class AssignForm(MessageForm):
    """Who handles it from now on."""

    handler = Named(label=_("承办人"), queryset=Person.objects.none(), empty_label=None)

    def prepare(self) -> None:
        cast("Named", self.fields["handler"]).queryset = handlers_of(self.message)


class ForwardForm(MessageForm):
    """To whom, and why."""

    to = Named(label=_("转给"), queryset=Unit.objects.none(), empty_label=_("请选择"))
    reason = long_text(
        _("原因"), rows=2, most=300, help_text=_("留言人看得到转给了哪个单位，期限不变。")
    )

    def prepare(self) -> None:
        units = taking_part().exclude(pk=self.message.unit_id)
        cast("Named", self.fields["to"]).queryset = units


class ComplainedForm(MessageForm):
    """Who is complained of."""

    unit = Named(label=_("被投诉的单位"), queryset=Unit.objects.none(), required=False)
    person = Named(
        label=_("被投诉的人"), queryset=Person.objects.none(), required=False,
        help_text=_("写明以后，这个人看不到这条留言，也不能承办。"),
    )  # fmt: skip

    def prepare(self) -> None:
        units, people = taking_part(), Person.objects.filter(unit=self.message.unit)
        field = cast("Named", self.fields["unit"])
        field.queryset, field.initial = units, self.message.complained_unit
        person = cast("Named", self.fields["person"])
        person.queryset = people.filter(is_active=True).order_by("full_name")
        person.initial = self.message.complained_person


class ReasonForm(MessageForm):
    """Why."""

    reason = long_text(_("原因"), rows=2, most=300)


class ExtendForm(ReasonForm):
    """By how many working days, and why."""

    days = forms.IntegerField(label=_("延长几个工作日"), min_value=1)
    field_order = ("days", "reason")

    def prepare(self) -> None:
        most = settings_of(self.message.unit).extension_days
        self.fields["days"].initial = most
        self.fields["days"].help_text = gettext("最多{most}个，只能延一次。").format(most=most)
        self.fields["reason"].help_text = gettext("留言人看得到。")


class AnswerForm(MessageForm):
    """What the writer is told."""

    answer = long_text(_("答复"), rows=10, most=5000)

    def prepare(self) -> None:
        self.fields["answer"].initial = self.message.answer


class RedirectForm(MessageForm):
    """What it really is, and where the writer takes it."""

    to = forms.ChoiceField(label=_("这其实是"), widget=forms.RadioSelect)
    words = long_text(_("告诉留言人"), rows=6)

    def prepare(self) -> None:
        ways = cast("forms.ChoiceField", self.fields["to"])
        ways.choices, ways.initial = choices_of(Redirect), Redirect.APPLICATION.value
        self.fields["words"].initial = suggested_words(self.message, Redirect.APPLICATION)
        self.fields["words"].help_text = gettext("信访事项可以写：{words}").format(
            words=suggested_words(self.message, Redirect.PETITION)
        )


def suggested_words(message: Message, to: Redirect) -> str:
    """What the writer may be told, for the unit to make its own. The public reads Chinese."""
    if to is Redirect.APPLICATION:
        return (
            "您要的是政府信息。按照《政府信息公开条例》第二十七条、第二十九条，获取政府信息要提出"
            "申请，写明姓名或者名称、身份证明、联系方式和要的内容，留言不能代替申请。"
            "查询本留言时点“带着这些内容去申请”，已经写的内容会填进申请表，不用重写。"
        )
    channel = settings_of(message.unit).petition_channel
    return f"您反映的是信访事项，参照《政府信息公开条例》第三十九条，请通过信访渠道提出：{channel}"


class WordForm(MessageForm):
    """What the public reads."""

    title = forms.CharField(label=_("公开标题"), max_length=MOST_TITLE)
    text = long_text(_("公开的留言内容"), rows=6, most=MOST_TEXT)
    answer = long_text(_("公开的答复"), rows=8, most=5000)

    def prepare(self) -> None:
        self.fields["title"].initial = self.message.public_title
        self.fields["text"].initial = self.message.public_text
        self.fields["answer"].initial = self.message.public_answer


class SettingsForm(forms.Form):
    """A unit's own terms."""

    extension_days = forms.IntegerField(
        label=_("最多延长（工作日）"), min_value=0, help_text=_("0 表示不能延期。")
    )
    keep_years = forms.IntegerField(
        label=_("保存年限"), min_value=1, max_value=100,
        help_text=_("办结满这些年，清除原文、联系方式和附件，统计数字不变。"),
    )  # fmt: skip
    petition_channel = long_text(_("信访渠道"), rows=3, help_text=_("各地不同，请按本地实际核对。"))

    def __init__(self, unit: Unit, *args: Any, **more: Any) -> None:
        chosen = settings_of(unit)
        more["initial"] = {
            "extension_days": chosen.extension_days,
            "keep_years": chosen.keep_years,
            "petition_channel": chosen.petition_channel,
            **{f"term_{kind.value}": chosen.days(kind) for kind in Kind},
        }
        super().__init__(*args, **more)
        for kind in Kind:
            self.fields[f"term_{kind.value}"] = forms.IntegerField(
                label=gettext(N_("{kind}的期限（工作日）")).format(kind=gettext(kind.label)),
                min_value=1,
                max_value=60,
            )
        self.order_fields([f"term_{kind.value}" for kind in Kind])

    def asked(self) -> dict[str, Any]:
        """As the action wants it."""
        data = self.cleaned_data
        return {
            "terms": {kind.value: data[f"term_{kind.value}"] for kind in Kind},
            "extension_days": data["extension_days"],
            "keep_years": data["keep_years"],
            "petition_channel": data["petition_channel"],
        }
