"""The form a document is written with, and its editor: everything a revision says."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_prose_editor.config import expand_extensions

from tongming.information.content import Content
from tongming.information.forms import WordsField, day, long_text
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
from tongming.law.words import N_, Refused

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
    "Yes": N_("是"), "No": N_("否"),
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
        try:
            return clean(super().clean(value) or "")
        except Refused as refusal:
            raise forms.ValidationError(refusal.message.render(_)) from refusal


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


def initial_of(content: Content, number: int) -> dict[str, Any]:
    """A revision as the edit form begins with it."""
    data = {name: getattr(content, name) for name in EditForm.base_fields if hasattr(content, name)}
    return {**data, "base": number}
