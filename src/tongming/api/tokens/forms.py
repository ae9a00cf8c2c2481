"""What is asked of a new token."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongming.api.tokens.scopes import Scope
from tongming.units.forms import DayField

USUAL = timedelta(days=180)
"""How long a token works unless its holder says otherwise."""


class TokenForm(forms.Form):
    """For which system, what for, how long."""

    name = forms.CharField(
        label=gettext_lazy("给哪个系统用"),
        max_length=60,
        help_text=gettext_lazy("例如：协同办公系统、政务服务大厅。不要写个人信息。"),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("权限范围"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("只选用得着的。令牌不会有您自己没有的权限。"),
    )
    expires_on = DayField(label=gettext_lazy("有效期至"))

    def __init__(self, *args: Any, offered: list[Scope], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes = self.fields["scopes"]
        assert isinstance(scopes, forms.MultipleChoiceField)
        scopes.choices = [(one.value, _(one.label)) for one in offered]
        most = timedelta(days=settings.API_TOKEN_DAYS)
        self.fields["expires_on"].initial = today + min(USUAL, most)

    def clean_scopes(self) -> list[Scope]:
        """The scopes as data."""
        return [Scope(value) for value in self.cleaned_data["scopes"]]
