"""What a writer fills in: what it is, a title, the text. Everything else may be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.engagement.messages.actions.writing import MOST_TEXT, MOST_TITLE, Contact, Written
from tongming.engagement.messages.forms import choices_of
from tongming.engagement.messages.kinds import Kind, Satisfaction
from tongming.portal.visitors.fields import FilesInput, long_text
from tongming.portal.visitors.uploads import MATERIAL, accepts
from tongming.units.models import Unit

if TYPE_CHECKING:
    UnitChoice = forms.ModelChoiceField[Unit]
else:
    UnitChoice = forms.ModelChoiceField


class WriteForm(forms.Form):
    """A message."""

    unit = UnitChoice(
        label=_("写给哪个单位"), queryset=Unit.objects.none(), to_field_name="code",
        empty_label=_("请选择"),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("您要"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("标题"),
        max_length=MOST_TITLE,
        help_text=_("一句话说清是什么事，例如：村口的路灯什么时候修。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = long_text(_("内容"), _("时间、地点、经过，写得越具体办得越快。"), rows=6, most=MOST_TEXT)
    papers = forms.FileField(
        label=_("附件"), required=False,
        help_text=_("照片、PDF、Word、Excel 或者文本，最多5个。附件不公开。"),
        widget=FilesInput(attrs={"accept": accepts(MATERIAL)}),
    )  # fmt: skip
    complained_unit = UnitChoice(
        label=_("被投诉的单位"), queryset=Unit.objects.none(), to_field_name="code",
        required=False, empty_label=_("不在下面，或者说不清"),
        help_text=_("留言不会交给它办理。"),
    )  # fmt: skip
    complained_of = forms.CharField(
        label=_("被投诉的人或者事"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("姓名"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("电话"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=_("电子邮箱"),
        max_length=120,
        required=False,
        error_messages={"invalid": _("这个邮箱地址不对，应当像 name@example.com。")},
        widget=forms.EmailInput(attrs={"inputmode": "email", "autocomplete": "email"}),
    )
    may_publish = forms.BooleanField(
        label=_("同意把留言和答复公开在网上"),
        required=False,
        help_text=_("公开的内容没有您的姓名、电话、证件号码和附件。"),
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        kinds = cast("forms.ChoiceField", self.fields["kind"])
        kinds.choices = choices_of(Kind)
        unit = cast("forms.ModelChoiceField[Unit]", self.fields["unit"])
        cast("forms.ModelChoiceField[Unit]", self.fields["complained_unit"]).queryset = units
        unit.queryset = units
        if len(units) == 1:
            # Nobody is asked what has one answer.
            unit.widget, unit.initial = forms.HiddenInput(), units[0].code

    def clean(self) -> dict[str, Any]:
        """Whoever complains says of whom or of what, so that it does not get there."""
        data = self.cleaned_data
        kind = data.get("kind")
        accuses = kind in {one.value for one in Kind if one.accuses}
        named = data.get("complained_unit") or data.get("complained_of")
        if accuses and not named and not {"complained_unit", "complained_of"} & set(self.errors):
            self.add_error(
                "complained_of", gettext("投诉、举报请写明是谁或者什么事，留言才不会交到那里办。")
            )
        return data

    def written(self) -> Written:
        """As the action wants it."""
        data = self.cleaned_data
        return Written(
            kind=Kind(data["kind"]),
            title=data["title"],
            text=data["text"],
            contact=Contact(name=data["name"], phone=data["phone"], email=data["email"]),
            may_publish=data["may_publish"],
            complained_unit=data["complained_unit"],
            complained_of=data["complained_of"],
        )


class RateForm(forms.Form):
    """How the answer was."""

    satisfaction = forms.ChoiceField(label=_("您对答复满意吗"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        cast("forms.ChoiceField", self.fields["satisfaction"]).choices = choices_of(Satisfaction)
