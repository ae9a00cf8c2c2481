"""The page of an item, and all beside it: Word, PDF, the code of its address, attachments."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from tongming.law.documents import Validity
from tongming.law.statutory import COUNTY_AND_CITY_ITEMS, ITEMS, TOWNSHIP_ITEMS
from tongming.law.words import N_
from tongming.portal.pages import interaction
from tongming.portal.pages.downloads import downloads
from tongming.portal.pages.environment import COLUMNS, Translate, day, minute, page
from tongming.portal.pages.model import Crumb, Host, Line, Meta, Section, item_folder
from tongming.publishing.item import PublicFile, PublicItem
from tongming.publishing.site import NOTHING, Kept, Output, Rank, Standing

STATUTORY = {one.key: one for one in (*ITEMS, *TOWNSHIP_ITEMS, *COUNTY_AND_CITY_ITEMS)}
# What a browser may be offered under its own name; anything else is handed out as plain bytes.
_ENDINGS = {
    *("pdf", "ofd", "doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx", "dps", "txt", "csv"),
    *("json", "zip", "rar", "7z", "jpg", "jpeg", "png", "gif", "tif", "tiff", "bmp", "webp"),
    *("mp3", "mp4"),
}


def item_page(
    item: PublicItem,
    *,
    host: Host,
    section: Section,
    interpretations: Sequence[Line] = (),
    interprets: Sequence[Line] = (),
    place_of: Callable[[str], Path],
    standing: Standing = NOTHING,
    translate: Translate = str,
) -> list[Output]:
    """All files of an item. `place_of` says where a content stands, by its hash; a download that
    is `standing`, made from the same, is not made again."""
    folder = item_folder(item.unit, item.key, item.published_at)
    url = f"{host.address}/{folder}"
    files = [(one, f"files/{file_name(one)}") for one in item.files]
    facts = tuple(facts_of(item, translate))
    made = list(downloads(item, facts, folder=folder, url=url, standing=standing))
    has_pdf = any(one.path == f"{folder}{item.key}.pdf" for one in made)
    stored = {
        name: Output(f"{folder}{name}", Kept(place_of(one.sha256), one.sha256, one.size), Rank.FILE)
        for one, name in files
    }
    made += stored.values()
    inside = interaction.list_of(item.columns)
    column, label, above = _column_of(item, inside)
    text = page(
        "item.html",
        f"{folder}index.html",
        host=host,
        section=section,
        title=item.title,
        meta=_meta(item, label, inside),
        trail=(
            Crumb(translate("首页"), f"{item.unit}/"),
            *(Crumb(translate(words), f"{item.unit}/{folder}/") for words, folder in above),
            Crumb(item.title),
        ),
        column=column,
        translate=translate,
        item=item,
        body=reachable(item.body_html),
        source=_source(item, section),
        facts=facts,
        stale=_stale(item, translate),
        files=files,
        has_pdf=has_pdf,
        linked=(
            (translate("政策解读"), "interpretations", interpretations),
            (translate("解读的文件"), "interprets", interprets),
        ),
    )
    made.append(Output(f"{folder}index.html", text, Rank.ITEM))
    return made


def _column_of(item: PublicItem, inside: str) -> tuple[str, str, list[tuple[str, str]]]:
    """The column a page stands in, what its tags call it, and the way down to it."""
    if inside:
        top, label = interaction.COLUMN, interaction.LABELS[inside]
        return top, label, [(interaction.LABEL, top), (label, f"{top}/{inside}")]
    column = "rules" if item.columns == ("rules",) else "content"
    label = dict(COLUMNS)[column]
    return column, label, [(label, column)]


def facts_of(item: PublicItem, translate: Translate = str) -> list[tuple[str, str]]:
    """The table of the page: official labels in the order portals print them."""
    if item.facts:
        return [(translate(label), value) for label, value in item.facts if value]
    named = [
        (N_("索引号"), item.index_number),
        (N_("发文字号"), item.document_number),
        (N_("发布机构"), item.publisher),
        (N_("联合发文机构"), "、".join(item.joint_organs[1:])),
        (N_("成文日期"), day(item.formed_on) if item.formed_on else ""),
        (N_("发布日期"), day(item.published_at)),
        (N_("主题分类"), item.theme.replace("\\", " / ")),
        (N_("公开事项"), "；".join(STATUTORY[key].label for key in item.statutory_items
                            if key in STATUTORY)),
        (N_("五公开"), item.stage.label if item.stage else ""),
        (N_("公开方式"), "主动公开"),
        (N_("有效性"), item.validity.label if item.validity else ""),
        (N_("施行日期"), day(item.effective_on) if item.effective_on else ""),
        (N_("失效日期"), day(item.ends_on) if item.ends_on else ""),
        (N_("主题词"), "；".join(item.subject_words)),
        (N_("内容概述"), item.summary),
    ]  # fmt: skip
    return [(translate(label), value) for label, value in named if value]


_TABLE = re.compile(r"<table((?:(?!</tr>).)*)", re.DOTALL)
_CELL = re.compile(r"<t[hd][ >]")
_WIDE = 4
"""From so many columns a table scrolls sideways on a phone."""


def reachable(body: str) -> str:
    """The text with its wide tables open to the keyboard, which must be able to scroll them."""
    return _TABLE.sub(
        lambda found: (
            f'<table tabindex="0"{found[1]}' if len(_CELL.findall(found[1])) >= _WIDE else found[0]
        ),
        body,
    )


def _source(item: PublicItem, section: Section) -> str:
    return item.publisher or section.name


def _meta(item: PublicItem, column: str, inside: str) -> Meta:
    about = "依照《政府信息公开条例》主动公开的信息"
    return Meta(
        column=column,
        description=interaction.ABOUT[inside] if inside else about,
        keywords=f"互动交流,{column}" if inside else "政府信息公开",
        column_type="互动交流" if inside else "信息公开",
        title=item.title,
        published=minute(item.published_at),
        source=item.publisher,
        author=item.publisher,
        summary=item.summary,
        words=",".join(item.subject_words),
        is_gone=item.tombstone is not None,
    )


def _stale(item: PublicItem, translate: Translate) -> str:
    """What stands over a document that holds no longer; it is not taken away for that."""
    if item.validity is Validity.REPEALED:
        return translate("本文件已经废止。")
    if item.validity is Validity.EXPIRED:
        return translate("本文件已经失效。")
    return ""


def file_name(file: PublicFile) -> str:
    """The name an attachment goes by in addresses; people see its own."""
    ending = file.name.rpartition(".")[2].lower()
    ending = ending if ending in _ENDINGS and re.fullmatch(r"[a-z0-9]+", ending) else "bin"
    return f"{file.sha256[:16]}.{ending}"
