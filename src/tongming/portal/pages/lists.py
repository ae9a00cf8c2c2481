"""Lists, the catalogue, and what leads to lists."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from tongming.portal.pages.environment import (
    COLUMNS,
    OTHERS,
    Translate,
    day,
    moment,
    page,
)
from tongming.portal.pages.model import Crumb, Facet, Host, Line, ListPage, Meta, Rule, Section
from tongming.publishing.site import Output, Rank

LABELS = dict((*COLUMNS, *OTHERS))
CATALOGUE = "政府信息公开目录"
_LAST = 1_000_000


def list_page(
    shown: ListPage,
    *,
    host: Host,
    section: Section,
    column: str,
    rules: Sequence[Rule] = (),
    translate: Translate = str,
) -> Output:
    """A page of a list: the newest lines, or those of fixed positions."""
    file = "index.html" if shown.number is None else f"{shown.number}.html"
    path = f"{shown.name}/{file}"
    top = f"{section.code}/{column}"
    trail = [Crumb(translate("首页"), f"{section.code}/")]
    if shown.name != top:
        trail += [Crumb(translate(LABELS[column]), f"{top}/"), Crumb(shown.title)]
    else:
        trail.append(Crumb(translate(LABELS[column])))
    content = page(
        "list.html",
        path,
        host=host,
        section=section,
        title=_title(shown, translate),
        meta=Meta(
            column=translate(LABELS[column]),
            description=shown.description or shown.title,
            keywords=f"政府信息公开,{shown.title}",
            column_type="互动交流" if column == "interaction" else "信息公开",
        ),
        trail=tuple(trail),
        column=column,
        translate=translate,
        page=_Shown(shown),
        filters=filters(section.code, shown.name, translate) if column == "content" else (),
        rules=rules if shown.number is None else (),
        writes=shown.name.endswith("/interaction/messages"),
    )
    return _output(path, content, shown)


def filters(code: str, here: str, translate: Translate = str) -> list[tuple[str, str, bool]]:
    """The line over a list: everything, or by what. Its addresses never change."""
    top = f"{code}/content"
    return [
        (translate("全部"), f"{top}/", here == top),
        (translate("按法定事项"), f"{top}/by-item.html", "/item/" in here or here == "item"),
        (translate("按年份"), f"{top}/by-year.html", "/year/" in here or here == "year"),
        (translate("按主题"), f"{top}/by-theme.html", "/theme/" in here or here == "theme"),
    ]


class _Shown:
    """A page of a list as the template asks for it."""

    def __init__(self, shown: ListPage) -> None:
        self.title, self.description = shown.title, shown.description
        self.number, self.last_number = shown.number, shown.last_number
        self.lines, self.count = shown.lines, shown.count
        self.is_full = shown.number is not None and shown.number < shown.last_number


def _title(shown: ListPage, translate: Translate) -> str:
    if shown.number is None:
        return shown.title
    return translate("{title}（第 {n} 页）").format(title=shown.title, n=shown.number)


def _output(path: str, content: bytes, shown: ListPage) -> Output:
    if shown.number is None:
        return Output(path, content, Rank.INDEX)
    # A full page links to the one after it, so that one is there first.
    return Output(path, content, Rank.PAGE, order=_LAST - shown.number)


def browse_page(
    what: str,
    title: str,
    groups: Sequence[tuple[str, Sequence[Facet]]],
    *,
    host: Host,
    section: Section,
    translate: Translate = str,
) -> Output:
    """The lists one may choose from: by item of the regulation, by year, by theme."""
    path = f"{section.code}/content/by-{what}.html"
    label = translate(LABELS["content"])
    content = page(
        "browse.html",
        path,
        host=host,
        section=section,
        title=title,
        meta=Meta(label, title, f"政府信息公开,{title}", "信息公开"),
        trail=(
            Crumb(translate("首页"), f"{section.code}/"),
            Crumb(label, f"{section.code}/content/"),
            Crumb(title),
        ),
        column="content",
        translate=translate,
        groups=[(heading, facets) for heading, facets in groups if facets],
        filters=filters(section.code, what, translate),
    )
    return Output(path, content, Rank.BROWSE)


# --- The catalogue --------------------------------------------------------------------------------

COLUMNS_OF_THE_CATALOGUE = (
    ("index_number", "索引号"),
    ("title", "名称"),
    ("summary", "内容概述"),
    ("formed_on", "生成日期"),
    ("published_on", "发布日期"),
    ("document_number", "发文字号"),
    ("publisher", "发布机构"),
    ("theme", "主题分类"),
    ("subject_words", "主题词"),
    ("validity", "有效性"),
    ("withdrawn_on", "撤回日期"),
    ("url", "网址"),
)
"""docs/catalogue.schema.json describes each; a test holds the two together."""


def catalogue_page(
    shown: ListPage, *, host: Host, section: Section, translate: Translate = str
) -> list[Output]:
    """A page of the 目录: for people, and the same lines as CSV and JSON."""
    file = "index.html" if shown.number is None else f"{shown.number}.html"
    path = f"{shown.name}/{file}"
    content = page(
        "catalogue.html",
        path,
        host=host,
        section=section,
        title=_title(shown, translate),
        meta=Meta(translate(CATALOGUE), shown.title, f"政府信息公开,{shown.title}", "信息公开"),
        trail=(
            Crumb(translate("首页"), f"{section.code}/"),
            Crumb(translate(LABELS["content"]), f"{section.code}/content/"),
            Crumb(translate(CATALOGUE)),
        ),
        column="content",
        translate=translate,
        page=_Shown(shown),
    )
    made = [_output(path, content, shown)]
    if shown.number is not None:
        rows = [record_of(line, host) for line in reversed(shown.lines)]
        stem = f"{shown.name}/{shown.number}"
        data = {"page": shown.number, "unit": section.code, "items": rows}
        made.append(Output(f"{stem}.json", _json(data), Rank.FILE))
        made.append(Output(f"{stem}.csv", _csv(rows), Rank.FILE))
    return made


def catalogue_index(name: str, pages: int, count: int, *, host: Host, section: Section) -> Output:
    """Where a machine begins: how many pages there are, and where."""
    data = {
        "title": f"{section.name}{CATALOGUE}",
        "unit": section.code,
        "count": count,
        "pages": pages,
        "json": f"{host.address}/{name}/{{page}}.json",
        "csv": f"{host.address}/{name}/{{page}}.csv",
    }
    return Output(f"{name}/index.json", _json(data), Rank.HOME)


def record_of(line: Line, host: Host) -> dict[str, Any]:
    """A line of the catalogue for machines. A withdrawn one keeps its number, name and day."""
    gone = line.withdrawn_on is not None
    return {
        "key": line.key,
        "index_number": line.index_number,
        "title": line.title,
        "summary": "" if gone else line.summary,
        "formed_on": day(line.formed_on) if line.formed_on else None,
        "published_on": day(line.published_at),
        "changed_at": moment(line.changed_at),
        "document_number": line.document_number,
        "publisher": line.publisher,
        "theme": line.theme,
        "subject_words": list(line.subject_words),
        "statutory_items": list(line.statutory_items),
        "validity": line.validity or None,
        "withdrawn_on": day(line.withdrawn_on) if line.withdrawn_on else None,
        "url": f"{host.address}/{line.folder}",
    }


def _csv(rows: Sequence[dict[str, Any]]) -> bytes:
    """With a byte order mark, so that a double click in Chinese Windows shows Chinese."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([label for _key, label in COLUMNS_OF_THE_CATALOGUE])
    for row in rows:
        writer.writerow([_plain(row[key]) for key, _label in COLUMNS_OF_THE_CATALOGUE])
    return text.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> str:
    """A cell no spreadsheet takes for a formula."""
    text = "；".join(value) if isinstance(value, list) else str(value or "")
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
