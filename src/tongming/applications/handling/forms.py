"""Shape only: what the law allows is asked of `law.path` by the actions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongming.applications.handling.models import GROUNDS, NOT_INFORMATION, Help
from tongming.law.exemptions import Exemption
from tongming.law.path import Answer, Choice, Given, Question
from tongming.law.words import Message
from tongming.units.models import Unit

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _lines(rows: int, most: int = 2000) -> dict[str, Any]:
    """A field of several lines."""
    return {"widget": forms.Textarea(attrs={"rows": rows}), "max_length": most}


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


@dataclass(frozen=True, slots=True)
class Option:
    """An answer on the screen, with what is written if it is chosen."""

    answer: Answer
    bar: Message | None
    fields: tuple[BoundField, ...]
    chosen: bool


class QuestionForm(forms.Form):
    """One question: the answers the law allows now, each with what must be written with it."""

    answer = forms.CharField(required=False)

    def __init__(
        self,
        question: Question,
        choices: tuple[Choice, ...],
        *args: Any,
        given: Given | None = None,
        filled: dict[str, str] | None = None,
        helpers: dict[str, dict[str, forms.Field]] | None = None,
        **kwargs: Any,
    ) -> None:
        """`filled` are notes offered ready, by "answer-element"; `helpers` further fields."""
        super().__init__(*args, **kwargs)
        self.question, self.choices = question, choices
        self.initial.update(filled or {})
        if given is not None:
            self.initial["answer"] = given.answer
            for key, text in given.notes.items():
                self.initial[f"{given.answer}-{key}"] = text
        for choice in choices:
            if choice.bar is not None:
                continue
            one = choice.answer
            for name, field in (helpers or {}).get(one.key, {}).items():
                self.fields[f"{one.key}-{name}"] = field
            for ask in one.asks:
                key = f"{one.key}-{ask.key}"
                if ask.choices:
                    options = [("", _("请选择")), *((word, _(word)) for word in ask.choices)]
                    self.fields[key] = forms.ChoiceField(
                        label=_(ask.label), choices=options, required=False
                    )
                else:
                    self.fields[key] = forms.CharField(
                        label=_(ask.label), required=False, **_lines(2)
                    )

    def options(self) -> list[Option]:
        """The answers in their order, with the fields of each."""
        chosen = self["answer"].value() or ""
        return [
            Option(
                choice.answer,
                choice.bar,
                tuple(
                    self[name] for name in self.fields if name.startswith(f"{choice.answer.key}-")
                ),
                choice.answer.key == chosen,
            )
            for choice in self.choices
        ]

    def given(self) -> Given | None:
        """What was answered; None where nothing was."""
        chosen = self.cleaned_data["answer"]
        if not chosen:
            return None
        return Given(chosen, self.notes_of(chosen))

    def notes_of(self, chosen: str) -> dict[str, str]:
        """What was written with an answer."""
        return {
            name.removeprefix(f"{chosen}-"): str(value)
            for name, value in self.cleaned_data.items()
            if name.startswith(f"{chosen}-") and isinstance(value, str)
        }


class SearchForm(forms.Form):
    """One search."""

    on = _day(gettext_lazy("检索日期"))
    place = forms.CharField(
        label=gettext_lazy("检索了哪里"),
        max_length=200,
        help_text=gettext_lazy("例如：公文系统、档案室、业务科室的台账。一处一条。"),
    )
    keywords = forms.CharField(label=gettext_lazy("关键词"), max_length=200)
    period = forms.CharField(
        label=gettext_lazy("资料的年份"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("例如：2019年至2025年。"),
    )
    asked = forms.CharField(
        label=gettext_lazy("询问了哪个科室或者单位"), max_length=200, required=False
    )
    searcher = forms.CharField(label=gettext_lazy("检索人"), max_length=60)
    found = forms.TypedChoiceField(
        label=gettext_lazy("有没有找到"),
        choices=[("no", gettext_lazy("没有找到")), ("yes", gettext_lazy("找到了"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    result = forms.CharField(
        label=gettext_lazy("结果"),
        help_text=gettext_lazy("例如：没有与申请内容相符的文件。"),
        **_lines(2, 500),
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=gettext_lazy("原因"), max_length=200)


class WithheldForm(forms.Form):
    """A part that is not given."""

    place = forms.CharField(
        label=gettext_lazy("哪一处"),
        max_length=200,
        help_text=gettext_lazy("位置和内容的类别，例如“附件2第3页的银行账号”。不要写出内容本身。"),
    )
    ground = forms.ChoiceField(label=gettext_lazy("不公开的依据"))
    reason = forms.CharField(label=gettext_lazy("理由"), **_lines(2, 500))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        articles = {ground.value: ground.outcome.article for ground in Exemption}
        articles[NOT_INFORMATION] = "第三十七条"
        cast(forms.ChoiceField, self.fields["ground"]).choices = [
            ("", _("请选择")),
            *(
                (key, _("{article} {ground}").format(article=articles[key], ground=_(label)))
                for key, label in GROUNDS.items()
            ),
        ]


class UploadForm(forms.Form):
    """A file for the applicant."""

    file = forms.FileField(
        label=gettext_lazy("文件"),
        help_text=gettext_lazy("只给这位申请人，不会发布。上传后系统立即检查个人信息和密级标志。"),
    )


class SoundForm(forms.Form):
    """当不当: what only a person can say."""

    sound = forms.BooleanField(
        label=gettext_lazy(
            "提供的形式和途径符合申请人的要求，或者答复里写明了为什么不能（第四十条）"
        ),
        required=False,
    )
    attachment = forms.CharField(
        label=gettext_lazy("所提供的信息，或者获取信息的方式、途径和时间"),
        required=False,
        **_lines(2),
    )


class HelpForm(forms.Form):
    """Ask another unit."""

    unit = forms.ModelChoiceField(label=gettext_lazy("请哪个单位"), queryset=Unit.objects.none())
    kind = forms.ChoiceField(
        label=gettext_lazy("请对方做什么"), choices=Help.Kind.choices, widget=forms.RadioSelect
    )
    matter = forms.CharField(
        label=gettext_lazy("事项"),
        help_text=gettext_lazy("对方只看得到这里写的，看不到申请人是谁。不要写申请人的姓名。"),
        **_lines(3, 500),
    )
    due_on = _day(
        gettext_lazy("办理时限"),
        required=False,
        help_text=gettext_lazy("转告不用填。请其他单位协办不停止答复期限。"),
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Unit]", self.fields["unit"]).queryset = units

    def clean_kind(self) -> Help.Kind:
        """The kind as the model has it."""
        return Help.Kind(self.cleaned_data["kind"])


class HelpReplyForm(forms.Form):
    """Answer what one's unit was asked."""

    found = forms.TypedChoiceField(
        label=gettext_lazy("有没有找到"),
        choices=[("yes", gettext_lazy("找到了")), ("no", gettext_lazy("没有找到"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    reply = forms.CharField(
        label=gettext_lazy("回复"),
        help_text=gettext_lazy("写明查了哪里、用什么关键词、结果如何；文件另行送达。"),
        **_lines(3, 500),
    )

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != Help.Kind.SEARCH:
            del self.fields["found"]


class HandOverForm(forms.Form):
    """Which unit an application belongs to, and why."""

    unit = forms.ModelChoiceField(
        label=gettext_lazy("应当办理的单位"), queryset=Unit.objects.none()
    )
    reason = forms.CharField(label=gettext_lazy("理由"), max_length=200)

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Unit]", self.fields["unit"]).queryset = units


class SuggestForm(forms.Form):
    """The day an applicant made the suggestion."""

    on = _day(gettext_lazy("提出日期"))
