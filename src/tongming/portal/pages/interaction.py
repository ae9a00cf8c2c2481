"""互动回应: the column's first page, which leads to each of its lists."""

from __future__ import annotations

from collections.abc import Mapping

from tongming.law.words import N_
from tongming.portal.pages.environment import INTERACTION, OTHERS, Translate, page
from tongming.portal.pages.model import Crumb, Host, Meta, Section
from tongming.publishing.site import Output, Rank

COLUMN = "interaction"
LABEL = dict(OTHERS)[COLUMN]
LABELS = dict(INTERACTION)
ABOUT = {
    "messages": N_("群众的咨询、投诉、建议和本机关的答复，每月的办理统计"),
    "consultations": N_("正在征求意见的草案，意见采纳的情况"),
    "responses": N_("大家都关心的事，本机关的回应"),
    "assessment": N_("请公众评一评政务公开工作，评议的结果"),
    "matters": N_("正在督办的事项，办理的进度和结果"),
}
"""What is to be found in each list, in one line."""


def list_of(columns: tuple[str, ...]) -> str:
    """The list of this column an item stands in, if it stands in no other column; else nothing."""
    inside = [one.partition("/")[2] for one in columns if one.startswith(f"{COLUMN}/")]
    return inside[0] if inside and len(inside) == len(columns) and inside[0] in LABELS else ""


def index_page(
    section: Section, counts: Mapping[str, int], *, host: Host, translate: Translate = str
) -> Output:
    """The five lists, how much each holds; one with nothing in it says so and leads there too."""
    path = f"{section.code}/{COLUMN}/index.html"
    title = translate(LABEL)
    lists = [
        (f"{section.code}/{COLUMN}/{name}/", translate(label), translate(ABOUT[name]), counts[name])
        for name, label in INTERACTION
    ]
    content = page(
        "interaction.html",
        path,
        host=host,
        section=section,
        title=title,
        meta=Meta(title, "群众的留言和意见，本机关的答复和回应", f"互动交流,{title}", "互动交流"),
        trail=(Crumb(translate("首页"), f"{section.code}/"), Crumb(title)),
        column=COLUMN,
        translate=translate,
        lists=lists,
    )
    return Output(path, content, Rank.BROWSE)
