"""What is asked in a handover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongming.units.forms import DayField
from tongming.units.models import Person

if TYPE_CHECKING:
    PersonChoice = forms.ModelChoiceField[Person]
else:
    PersonChoice = forms.ModelChoiceField


class StartForm(forms.Form):
    """Who leaves when and why."""

    leaving_on = DayField(
        label=_("计划离岗日期"), initial=localdate, help_text=_("交接要在这一天以前办结")
    )
    reason = forms.CharField(
        label=_("事由"), max_length=200, help_text=_("例如：调县财政局工作；退休；分工调整")
    )
    closes_account = forms.TypedChoiceField(
        label=_("登录账号"),
        choices=[
            ("yes", _("离开单位：办结时停用账号")),
            ("no", _("转岗：账号保留，另行任职")),
        ],
        coerce=lambda word: word == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )


class SuccessorField(PersonChoice):
    """A person by name and user name: two may be called the same."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.full_name}（{obj.username}）"


class SettleForm(forms.Form):
    """Who takes one thing, or why nobody does."""

    successor = SuccessorField(
        label=_("接手人"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("不交给别人"),
    )
    reason = forms.CharField(
        label=_("说明"),
        max_length=200,
        required=False,
        help_text=_("不交给别人时必填，例如：岗位撤销；有接手人时写要注意的事"),
    )

    def __init__(
        self, *args: Any, successors: QuerySet[Person], may_be_handed: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not may_be_handed:
            del self.fields["successor"]
            return
        field = self.fields["successor"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = successors


class RestForm(forms.Form):
    """One person for everything that is left."""

    successor = SuccessorField(
        label=_("其余各项的接手人"), queryset=Person.objects.none(), empty_label=_("请选择")
    )

    def __init__(self, *args: Any, successors: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["successor"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = successors


class FinishForm(forms.Form):
    """That both have signed, when, and who stood by."""

    signed_on = DayField(label=_("签字日期"), initial=localdate)
    witness = forms.CharField(
        label=_("监交人"), max_length=60, help_text=_("看着双方交接、也在交接单上签字的人")
    )
    signed = forms.BooleanField(label=_("交接单已经由移交人、各接手人和监交人签字"))


class CancelForm(forms.Form):
    """Why the person stays."""

    reason = forms.CharField(label=_("取消事由"), max_length=200)
