"""Where and when a person published something."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.publishing.channels.kinds import Channel, Means

_EVERY = [channel for channel in Channel if channel is not Channel.OTHER]


class _Where(forms.Form):
    """On which channel; of the others, by what means."""

    where = forms.ChoiceField(label=_("在哪里发布的"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        where = self.fields["where"]
        assert isinstance(where, forms.ChoiceField)
        where.choices = [
            *((channel.value, gettext(channel.label)) for channel in _EVERY),
            (
                gettext(Channel.OTHER.label),
                [(f"other:{means.value}", gettext(means.label)) for means in Means],
            ),
        ]

    @property
    def channel(self) -> Channel:
        return Channel(str(self.cleaned_data["where"]).partition(":")[0])

    @property
    def means(self) -> Means | None:
        means = str(self.cleaned_data["where"]).partition(":")[2]
        return Means(means) if means else None


class ByHandForm(_Where):
    """Shape alone; what is missing for a channel the action says."""

    on = forms.DateField(
        label=_("发布日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    link = forms.URLField(
        label=_("链接"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("网站、微博、微信要填发布后的链接。"),
    )
    note = forms.CharField(
        label=_("期号或者地点"),
        required=False,
        max_length=200,
        help_text=_("政府公报写期号，公开栏写张贴的地点。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = localdate()


class ElsewhereForm(_Where):
    """A list of what stands on a channel alone."""

    posts = forms.CharField(
        label=_("各条"),
        max_length=200000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "一行一条：日期、标题、链接，例如：2026-03-01 春耕备耕提示 https://weibo.com/…"
        ),
    )
    note = forms.CharField(
        label=_("期号或者地点"),
        required=False,
        max_length=200,
        help_text=_("没有链接的要填：政府公报写期号，公开栏写张贴的地点。"),
    )
