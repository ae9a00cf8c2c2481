"""Shape only: what the law and the chain allow is asked of the actions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_prose_editor.config import expand_extensions

from tongming.information.content import Content
from tongming.information.interpreting import Aspect, Form
from tongming.information.texts.markup import EXTENSIONS, clean
from tongming.information.words import choices_of
from tongming.law.citation import REGULATION
from tongming.law.documents import Attribute, Stage
from tongming.law.exemptions import Exemption
from tongming.law.organs import Level
from tongming.law.publication_terms import TERMS
from tongming.law.statutory import items_for
from tongming.law.terms import Mark
from tongming.law.themes import all_themes
from tongming.law.words import N_
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


EDITOR_WORDS = {
    "bold": N_("加粗"), "italic": N_("斜体"), "underline": N_("下划线"), "link": N_("链接"),
    "unlink": N_("去掉链接"), "bulletList": N_("项目列表"), "orderedList": N_("编号列表"),
    "blockquote": N_("引用"), "horizontalRule": N_("分隔线"), "history:undo": N_("撤销"),
    "history:redo": N_("重做"), "table": N_("插入表格"), "Insert Table": N_("插入表格"),
    "table:addColumnAfter": N_("加一列"), "table:deleteColumn": N_("删一列"),
    "table:addRowAfter": N_("加一行"), "table:deleteRow": N_("删一行"),
    "table:mergeCells": N_("合并单元格"), "table:splitCell": N_("拆分单元格"),
    "table:toggleHeaderCell": N_("改成表头"), "table:deleteTable": N_("删除表格"),
    "heading2": N_("一级标题"), "heading3": N_("二级标题"), "heading4": N_("三级标题"),
    "paragraph": N_("正文段落"), "orderedListProperties": N_("编号设置"),
    "Table Properties": N_("表格"), "Rows": N_("行数"), "Columns": N_("列数"),
    "Include header row": N_("第一行是表头"), "Insert": N_("插入"), "Cancel": N_("取消"),
    "Update": N_("确定"), "Edit Link": N_("链接"), "URL": N_("网址"), "Title": N_("说明"),
    "List properties": N_("列表设置"), "List type": N_("编号样式"), "Start at": N_("从几开始"),
    "Decimal numbers": N_("数字"), "Lowercase letters": N_("小写字母"),
    "Uppercase letters": N_("大写字母"), "Lowercase Roman numerals": N_("小写罗马数字"),
    "Uppercase Roman numerals": N_("大写罗马数字"), "Bullets": N_("项目符号"),
}  # fmt: skip
"""The editor's own words: it comes with none in Chinese."""


class EditorWidget(forms.Textarea):
    """A box that JavaScript turns into the editor; what it can make is the sanitiser's list."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-editor"] = json.dumps(
            {
                "module": static("django_prose_editor/editor.js"),
                "extensions": expand_extensions(EXTENSIONS),
                "words": {word: _(shown) for word, shown in EDITOR_WORDS.items()},
                "label": _("正文"),
            },
            ensure_ascii=False,
        )
        return context


class BodyField(forms.CharField):
    """The text. Without JavaScript it is a plain box; the server cleans whatever comes."""

    widget = EditorWidget(attrs={"rows": 24})

    def clean(self, value: Any) -> str:
        return clean(super().clean(value) or "")


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


class EditForm(forms.Form):
    """Everything a revision says, but its attachments."""

    base = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("名称"), max_length=300, required=False)
    body = BodyField(label=gettext_lazy("正文"), required=False)
    attribute = forms.ChoiceField(
        label=gettext_lazy("公开属性"),
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("起草时确定，随公文一并报批。公开是常态，不公开是例外（第五条）。"),
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("不予公开的法定情形"),
        required=False,
        help_text=gettext_lazy(
            "选“不予公开”时填。第十四条、第十五条是不得公开，第十六条是可以不予公开。"
        ),
    )
    ground_kind = forms.ChoiceField(label=gettext_lazy("属于哪一种"), required=False)
    reason = long_text(
        gettext_lazy("不公开的理由"),
        help_text=gettext_lazy(
            "不予公开、依申请公开都要写。可以不予公开的，写明为什么选择不公开。"
        ),
    )
    forbidding_law = forms.CharField(
        label=gettext_lazy("禁止公开的法律、行政法规及条款"), max_length=200, required=False
    )
    reassess_on = day(
        gettext_lazy("重新评估日期"),
        help_text=gettext_lazy("不公开的信息要定期评估（第十八条）。空着就按系统设置的期限。"),
    )
    document_number = forms.CharField(
        label=gettext_lazy("发文字号"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("括号、全角数字不用管，保存时统一成〔2026〕的写法。没有就空着。"),
    )
    formed_on = day(gettext_lazy("成文日期"))
    publisher = forms.CharField(label=gettext_lazy("发布机构"), max_length=120, required=False)
    joint_organs = WordsField(
        label=gettext_lazy("联合制作的机关"),
        required=False,
        help_text=gettext_lazy(
            "几个机关联合制作的，全部写上，牵头机关写第一个：由它公开（第十条）。"
        ),
    )
    statutory_items = forms.MultipleChoiceField(
        label=gettext_lazy("法定主动公开事项"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("第二十条、第二十一条列出的事项，可以选几项。"),
    )
    column = forms.ChoiceField(label=gettext_lazy("公开栏目"))
    is_policy = forms.BooleanField(
        label=gettext_lazy("政策性文件（要解读；不公开的要多一道审查）"), required=False
    )
    is_normative = forms.BooleanField(
        label=gettext_lazy("行政规范性文件（计入年度报告）"), required=False
    )
    no_interpretation = forms.CharField(
        label=gettext_lazy("不需要解读的理由"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("例如成立领导小组、转发文件。需要解读的空着。"),
    )
    theme = forms.ChoiceField(label=gettext_lazy("主题分类"), required=False)
    stage = forms.ChoiceField(label=gettext_lazy("五公开"), required=False)
    catalogue_row = forms.CharField(
        label=gettext_lazy("标准目录事项"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "对应的基层政务公开标准目录事项，例如 社会救助 / 最低生活保障 / 审核信息。"
        ),
    )
    effective_on = day(gettext_lazy("施行日期"))
    ends_on = day(
        gettext_lazy("有效期至"), help_text=gettext_lazy("到这一天为止有效，次日自动标为失效。")
    )
    term = forms.ChoiceField(label=gettext_lazy("公开期限"))
    triggered_on = day(
        gettext_lazy("期限起算日"),
        help_text=gettext_lazy("批准、批复、作出决定或者获取信息的日期；和成文日期相同的空着。"),
    )
    summary = long_text(
        gettext_lazy("内容概述"),
        help_text=gettext_lazy("一百字左右。可以从正文提取，再改。"),
        most=300,
    )
    subject_words = WordsField(
        label=gettext_lazy("主题词"),
        required=False,
        help_text=gettext_lazy("用顿号分开。可以从正文提取，再改。"),
    )
    note = forms.CharField(label=gettext_lazy("这次改了什么"), max_length=200, required=False)

    def __init__(self, level: Level, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("attribute", choices_of(Attribute))
        self._choose(
            "ground",
            [
                ("", _("（没有选）")),
                *((one.value, f"{one.citation}：{_(one.label)}") for one in Exemption),
            ],
        )
        kinds = [(kind, _(kind)) for one in Exemption for kind in one.kinds]
        self._choose("ground_kind", [("", _("（没有选）")), *dict.fromkeys(kinds)])
        self._choose(
            "statutory_items",
            [
                (
                    item.key,
                    f"{str(item.citation).removeprefix(REGULATION.name)} {_(item.label)}",
                )
                for item in items_for(level)
            ],
        )
        self._choose(
            "column", [("content", _("法定主动公开内容")), ("rules", _("政府信息公开制度"))]
        )
        self._choose("theme", [("", _("（没有选）")), *((one, one) for one in all_themes())])
        self._choose("stage", [("", _("（没有选）")), *choices_of(Stage)])
        self._choose(
            "term",
            [
                (
                    one.key,
                    _(one.label) + (_("（按当地目录）") if one.mark is Mark.UNVERIFIED else ""),
                )
                for one in TERMS
            ],
        )

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def content(self) -> Content:
        """What was written, as a revision keeps it; attachments are not the form's."""
        given = dict(self.cleaned_data)
        given.pop("base"), given.pop("note")
        given["statutory_items"] = tuple(given["statutory_items"])
        if given["attribute"] != Attribute.WITHHELD:
            for name in ("ground", "ground_kind", "forbidding_law"):
                given[name] = ""
            given["reassess_on"] = None
        if given["attribute"] == Attribute.PROACTIVE:
            given["reason"] = ""
        if not given["is_policy"]:
            given["no_interpretation"] = ""
        return Content(**given)


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


def initial_of(content: Content, number: int) -> dict[str, Any]:
    """A revision as the edit form begins with it."""
    data = {name: getattr(content, name) for name in EditForm.base_fields if hasattr(content, name)}
    return {**data, "base": number}
