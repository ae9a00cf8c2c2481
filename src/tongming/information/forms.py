"""Shape only: what the law and the chain allow is asked of the actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongming.information.interpreting import Aspect, Form
from tongming.information.words import choices_of
from tongming.units.models import Unit

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

LIST_MARKS = "、，,;；\n"


def day(label: StrPromise | str, *, help_text: StrPromise | str = "") -> forms.DateField:
    """A date that may be left empty."""
    return forms.DateField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def long_text(label: StrPromise | str, *, rows: int = 3, required: bool = False,
              help_text: StrPromise | str = "", most: int = 2000) -> forms.CharField:  # fmt: skip
    """Some sentences."""
    return forms.CharField(
        label=label, required=required, help_text=help_text, max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class WordsField(forms.CharField):
    """Several words, set apart by 、 or a comma."""

    def prepare_value(self, value: Any) -> Any:
        return "、".join(value) if isinstance(value, (list, tuple)) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        text = super().clean(value) or ""
        for mark in LIST_MARKS:
            text = text.replace(mark, "\n")
        return tuple(dict.fromkeys(word.strip() for word in text.split("\n") if word.strip()))


class NewForm(forms.Form):
    """A new document: whose it is, and what it begins with."""

    unit = forms.ModelChoiceField(label=gettext_lazy("单位"), queryset=Unit.objects.none())
    title = forms.CharField(
        label=gettext_lazy("名称"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("从文件读入的，可以不填：取文件的第一行。"),
    )
    file = forms.FileField(
        label=gettext_lazy("从文件读入正文"),
        required=False,
        help_text=gettext_lazy("DOCX、PDF、HTML 或者 TXT。也可以先建草稿，再把文字粘贴进来。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf,.html,.htm,.txt"}),
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].initial = units.first()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("title") and not given.get("file") and not self.errors:
            self.add_error("title", _("请填名称，或者选一个文件。"))
        return given


class OpinionForm(forms.Form):
    """A step of the chain, over the version that was read."""

    shown = forms.CharField(widget=forms.HiddenInput)
    opinion = long_text(gettext_lazy("意见"))


class SecrecyForm(OpinionForm):
    """The secrecy and privacy review: four questions and a conclusion."""

    field_order = ("shown", "state_secret", "work_secret", "trade_secret", "privacy",
                   "conclusion", "opinion")  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from tongming.information.actions.review import QUESTIONS, Conclusion

        super().__init__(*args, **kwargs)
        for name, label in QUESTIONS.items():
            self.fields[name] = forms.ChoiceField(
                label=_(label),
                choices=[("no", _("否")), ("yes", _("是"))],
                widget=forms.RadioSelect,
            )
        self.fields["conclusion"] = forms.ChoiceField(
            label=_("审查结论"), choices=choices_of(Conclusion), widget=forms.RadioSelect
        )
        self.order_fields(self.field_order)

    def answers(self) -> dict[str, bool]:
        """Yes or no to each question."""
        from tongming.information.actions.review import QUESTIONS

        return {name: self.cleaned_data[name] == "yes" for name in QUESTIONS}


class ReasonForm(forms.Form):
    """Why."""

    reason = long_text(gettext_lazy("理由"), required=True, most=500)


class WithdrawForm(ReasonForm):
    """Why, and whether personal data in it are masked: a second button asks for that."""

    mask = forms.BooleanField(required=False, widget=forms.HiddenInput)


class RepealForm(ReasonForm):
    """From when a document no longer holds, and by what."""

    on = forms.DateField(
        label=gettext_lazy("废止日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("从这一天起不再有效。"),
    )
    field_order = ("on", "reason")


class ScheduleForm(forms.Form):
    """When it is published by itself."""

    at = forms.DateTimeField(
        label=gettext_lazy("发布时间"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )


class ReassessForm(ReasonForm):
    """Whether what is withheld stays so."""

    disclose = forms.ChoiceField(
        label=gettext_lazy("评估结论"),
        choices=[
            ("no", gettext_lazy("继续不公开")),
            ("yes", gettext_lazy("可以公开，改为起草主动公开")),
        ],
        widget=forms.RadioSelect,
    )
    next_on = day(
        gettext_lazy("下一次评估日期"), help_text=gettext_lazy("空着就按系统设置的期限。")
    )
    field_order = ("disclose", "reason", "next_on")


class PlanForm(forms.Form):
    """解读方案."""

    form = forms.ChoiceField(label=gettext_lazy("解读形式"))
    aspects = forms.MultipleChoiceField(
        label=gettext_lazy("解读内容"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("解读要说清这些方面，不能只重复或者缩写原文。"),
    )
    outline = long_text(gettext_lazy("解读提纲"))
    channels = forms.CharField(label=gettext_lazy("解读渠道"), max_length=200, required=False)
    planned_on = day(
        gettext_lazy("解读时间"), help_text=gettext_lazy("与文件同步，最迟在文件公开后的期限内。")
    )
    interpreter = forms.CharField(
        label=gettext_lazy("解读人"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("谁起草，谁解读；部门主要负责人是第一解读人。"),
    )
    contact = forms.CharField(
        label=gettext_lazy("咨询方式"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("写在解读后面，群众有问题可以问。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = choices_of(Form)  # type: ignore[attr-defined]
        self.fields["aspects"].choices = choices_of(Aspect)  # type: ignore[attr-defined]

    def plan(self) -> dict[str, Any]:
        """As the action takes it."""
        given = dict(self.cleaned_data)
        given["form"] = Form(given["form"])
        given["aspects"] = [Aspect(one) for one in given["aspects"]]
        return given


class FileForm(forms.Form):
    """An attachment."""

    file = forms.FileField(label=gettext_lazy("附件"))


class LedgerForm(forms.Form):
    """The workbook of an old ledger."""

    unit = forms.ModelChoiceField(label=gettext_lazy("单位"), queryset=Unit.objects.none())
    file = forms.FileField(
        label=gettext_lazy("台账文件"),
        help_text=gettext_lazy("XLSX 文件，列名和模板一样。先检查，不会马上导入。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].initial = units.first()
