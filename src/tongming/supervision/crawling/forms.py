"""Shape only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongming.law.words import N_
from tongming.supervision.crawling.models import Section
from tongming.units.models import Unit

if TYPE_CHECKING:
    SectionModelForm = forms.ModelForm[Section]
else:
    SectionModelForm = forms.ModelForm

COLUMN_KINDS = {
    "动态": "news", "政策": "policy", "年度": "annual", "其他": "other", "固定": "fixed",
}  # fmt: skip
"""How a person says how often a column is updated."""
_SELECTORS = ("entry", "title", "date", "body")


class SectionForm(SectionModelForm):
    """What is looked at, within which limits, and what is to be known about it."""

    entry = forms.CharField(
        label=_("列表里的一行"), required=False, max_length=200,
        help_text=_("CSS 选择器，例如 ul.newslist li。认得出来的网站不用填。"),
    )  # fmt: skip
    title = forms.CharField(label=_("内容页的标题"), required=False, max_length=200)
    date = forms.CharField(label=_("内容页的发布日期"), required=False, max_length=200)
    body = forms.CharField(label=_("内容页的正文"), required=False, max_length=200)
    columns = forms.CharField(
        label=_("栏目多久更新"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("每行一个：栏目名=动态、政策、年度、其他或者固定。没写的按栏目名判断。"),
    )  # fmt: skip

    class Meta:
        model = Section
        fields = (
            "unit", "name", "address", "also", "is_watched", "pages", "depth", "megabytes",
            "minutes", "outside", "pause", "domains", "wording",
        )  # fmt: skip
        widgets = {
            "also": forms.Textarea(attrs={"rows": 2}),
            "domains": forms.Textarea(attrs={"rows": 3}),
            "wording": forms.Textarea(attrs={"rows": 3}),
            "address": forms.URLInput(attrs={"inputmode": "url"}),
        }
        help_texts = {
            "address": _("栏目首页的网址；它所在的文件夹都算这个栏目。"),
            "also": _("内容页不在这个文件夹里的，写上它们的路径，每行一个，例如 /art/。"),
            "domains": _("政府网站和中央媒体不用写；每行一个，例如 example.com。"),
            "wording": _("每行一个：错词=建议词。严重的在前面加“!”。"),
            "pause": _("网站的 robots.txt 要求更久的，按它的。"),
        }
        labels = {"unit": _("单位")}

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units
        if not self.instance.pk:
            field.initial = units.first()
        profile = self.instance.profile or {}
        for name in _SELECTORS:
            self.fields[name].initial = profile.get(name, "")
        words = {kind: word for word, kind in COLUMN_KINDS.items()}
        self.fields["columns"].initial = "\n".join(
            f"{name}={words.get(kind, kind)}" for name, kind in profile.get("columns", {}).items()
        )

    def clean_columns(self) -> dict[str, str]:
        """Name and class of each column."""
        made = {}
        for line in filter(
            None, (one.strip() for one in self.cleaned_data["columns"].splitlines())
        ):
            name, _equals, word = line.replace("＝", "=").partition("=")
            kind = COLUMN_KINDS.get(word.strip())
            if not name.strip() or kind is None:
                raise forms.ValidationError(
                    _("“%(line)s”应当写成：栏目名=动态、政策、年度、其他或者固定。"),
                    params={"line": line[:60]},
                )
            made[name.strip()[:80]] = kind
        return made

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        data = {name: self.cleaned_data[name] for name in self.Meta.fields}
        profile = {name: self.cleaned_data[name] for name in _SELECTORS if self.cleaned_data[name]}
        if self.cleaned_data["columns"]:
            profile["columns"] = self.cleaned_data["columns"]
        return {**data, "profile": profile}

    def _post_clean(self) -> None:
        """The action makes and checks the section; the form only reads what was typed."""


SHOWN = {"new": N_("新发现"), "still": N_("还在"), "gone": N_("已消除")}
