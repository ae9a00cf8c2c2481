"""Whose report it is and for which year: title, organ, year, dates."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tongming.law.words import N_, Message, say
from tongming.reports.reading.blocks import Line, Source
from tongming.reports.reading.numbers import chinese_number, visible
from tongming.reports.reading.sections import FURNITURE

_REPORT = re.compile(
    r"(?:政府信息公开|政务信息公开|信息公开|政务公开)[^。；，]{0,16}?(?:年度?报告?|报告|年报)"
)
_YEAR = re.compile(r"(20\d{2}|[二2][〇○零Oo0ΟО][〇○零Oo0一二三四五六七八九1-9]{2})\s*(?:年度|年)?")
_PERIOD = re.compile(
    r"(20\d{2})年\s*1月\s*1日?(?:起)?\s*(?:至|到|[-—–~～])+\s*(?:(20\d{2})年)?\s*12月\s*31日?"
)
_WRITTEN_YEAR = re.compile(r"(20\d{2})年(?!\d{1,2}月|[一二三四五六七八九十]+月)")
_PUBLISHED = re.compile(
    r"(?:发布|公开|发文|成文|生成|公布|印发)?(?:日期|时间)\s*[:：]?\s*(20\d{2})[-年./](\d{1,2})[-月./](\d{1,2})"
)
_SIGNED = re.compile(
    r"^(20\d{2}|[二2][〇○零Oo0][〇○零Oo0一二三四五六七八九]{2})年(\d{1,2}|[一二三四五六七八九十]{1,3})月(\d{1,2}|[一二三四五六七八九十]{1,3})日$"
)
_ORGAN = re.compile(
    r"^[\u4e00-\u9fff（）()·]{2,40}(?:人民政府|政府|局|委员会|委|办公室|办事处|厅|管理处|中心|街道|镇|乡|苏木|总队|支队|大队|公署|院)$"
)
_PUBLISHER = re.compile(
    r"(?:填报单位|编制单位|发布机构|发布单位|公开机构|发文机关|信息来源|来源)\s*(?:[（(]\s*(?:盖章|公章)\s*[）)])?\s*[:：]\s*([\u4e00-\u9fff]{3,40})"
)
_NOTICE = re.compile(r"国办公开办函\s*[〔\[（(【]\s*(20\d{2})\s*[〕\]）)】]\s*(\d{1,3})\s*号")
_ENDS = ("报告", "年报")
_SITE = re.compile(r"[-_|—–>»]{1,2}")


@dataclass(slots=True)
class Heading:
    """What a report says about itself."""

    title: str = ""
    body: str = ""
    year: int | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    remarks: list[Message] = field(default_factory=list)


def read_heading(source: Source, lines: Sequence[Line]) -> Heading:
    """The heading of a report, from its format's own fields and its lines of words."""
    heading = Heading()
    lines = [line for line in lines if not line.link]
    # Blanks are made single: patterns with room for blanks must not search through thousands.
    texts = [" ".join(visible(line.text).split()) for line in lines]
    joined = "\n".join(text for text in texts if text)
    title, body, year = _title(source, lines, texts)
    heading.title = title
    heading.body = body or _signature(texts) or _named(source, joined)
    _dates(heading, source, texts, joined)
    period = _period(joined)
    heading.year = year or period or _most_written(joined, heading.extra)
    _doubts(heading, year, period, joined)
    cites = sorted({f"国办公开办函〔{y}〕{n}号" for y, n in _NOTICE.findall(joined)})
    if cites:
        heading.extra["cites"] = cites
    return heading


# --- Title ----------------------------------------------------------------------------------------


def _title(
    source: Source, lines: Sequence[Line], texts: Sequence[str]
) -> tuple[str, str, int | None]:
    """The best title: one that names an organ and a year, printed on the page and not as a link."""
    period = _period("\n".join(text for text in texts if text))
    best: tuple[tuple[int, ...], str, str, int | None] | None = None
    for place, (text, beside) in enumerate(_candidates(source, lines, texts)):
        body, year = name_and_year(text)
        score = (
            int(bool(body)) + int(year is not None),
            int(year is not None and year == period),
            int(bool(_ORGAN.match(body))),
            -place,
        )
        if best is None or score > best[0]:
            best = (score, text, body or beside, year)
    return (best[1], best[2], best[3]) if best else ("", "", None)


def _candidates(
    source: Source, lines: Sequence[Line], texts: Sequence[str]
) -> Iterable[tuple[str, str]]:
    """What may be the title, with the organ that stands beside it, if any."""
    for text in source.titles:
        for piece in _SITE.split(visible(text)):
            flat = re.sub(r"\s+", "", piece)
            if _REPORT.search(flat) and len(flat) <= 90:
                yield _cut(flat), ""
    rows = [
        re.sub(r"\s+", "", text)
        for text, line in zip(texts, lines, strict=True)
        if text and not line.link and len(text) <= 120 and not FURNITURE.match(text)
    ][:400]
    for i, text in enumerate(rows):
        if len(text) > 70 or re.search(r"[。；？！]", text):
            continue
        below = rows[i + 1] if i + 1 < len(rows) else ""
        above = rows[i - 1] if i else ""
        yield from _set_over_lines(above, text, below, rows[i + 2] if i + 2 < len(rows) else "")


def _set_over_lines(
    above: str, text: str, below: str, next_below: str
) -> Iterable[tuple[str, str]]:
    """A title on one line, or with its organ or its year on the line above or below."""
    if _REPORT.search(text):
        if not text.endswith(_ENDS) and (above + text).endswith(_ENDS):
            return
        if not text.endswith(_ENDS) and len(below) <= 12 and (text + below).endswith(_ENDS):
            text, below = text + below, next_below
        if len(text) < 4 or text.startswith(("根据", "按照", "依据", "本年度报告", "现将")):
            return
        body, year = name_and_year(text)
        if not body and _is_organ(above):
            yield _cut(above + text), ""
        beside = next((line for line in (below, next_below) if _is_organ(line)), "")
        if year is None and re.fullmatch(r"[（(]?20\d{2}年?度?[）)]?", below):
            yield _cut(text) + below, beside
        yield _cut(text), "" if body else beside
    elif _YEAR.search(text) and len(text) <= 40 and len(below) <= 30:
        whole = text + below
        if _REPORT.search(whole) and whole.endswith(_ENDS):
            yield _cut(whole), ""
            if _is_organ(above) and not name_and_year(whole)[0]:
                yield _cut(above + whole), ""


def _is_organ(text: str) -> bool:
    return 4 <= len(text) <= 30 and _ORGAN.match(text) is not None


def _cut(text: str) -> str:
    """A title without what stands before and after it in a page's frame."""
    reports = list(_REPORT.finditer(text))
    if reports:
        last = reports[-1]
        if not re.match(r"[（(]", text[last.end() :]):
            text = text[: last.end()]
        if len(reports) > 1 and last.start() - reports[-2].end() > 6:
            text = text[reports[-2].end() :]
    return re.sub(r"^【[^】]{1,8}】", "", text).strip("《》【】 :：·>»")


def name_and_year(title: str) -> tuple[str, int | None]:
    """The organ and the year in a title: 「XX镇人民政府2019年政府信息公开工作年度报告」."""
    flat = re.sub(r"\s+", "", title)
    found = _YEAR.search(flat)
    year = _year(found.group(1)) if found else None
    name = flat[: found.start()] if found and found.start() > 1 else ""
    if not name.removeprefix("关于").strip("《（("):
        rest = flat[found.end() :] if found else flat
        report = _REPORT.search(rest)
        name = rest[: report.start()] if report else ""
    reports = list(_REPORT.finditer(name))
    if reports:
        name = name[reports[-1].end() :]
    if name.endswith("人民") and "政府信息公开" in flat:
        name += "政府"
    name = re.sub(r"^(?:关于|《|（|\(|附件\d*[:：]?)+", "", name)
    name = re.sub(r"(?:关于|《|度|的|编制|[（(])+$", "", name).strip("：:、，, ·")
    if re.search(r"(?:首页|当前位置|发布|来源|[。；>»])", name):
        name = re.split(r"[>»：:]", name)[-1]
    return (name if 2 <= len(name) <= 40 else ""), year


def _year(text: str) -> int | None:
    plain = re.sub("[○零OoΟО0]", "〇", text) if not text.isdigit() else text
    number = int(plain) if plain.isdigit() else chinese_number(_all_chinese(plain))
    return number if number is not None and 2003 <= number <= 2050 else None


def _all_chinese(text: str) -> str:
    return "".join("〇一二三四五六七八九"[int(c)] if c.isdigit() else c for c in text)


# --- Organ, dates, doubts -------------------------------------------------------------------------


def _signature(texts: Sequence[str]) -> str:
    """The organ that signed at the end, above or beside the date."""
    tail = [re.sub(r"\s+", "", text) for text in texts if text][-30:]
    for one, two in itertools.pairwise(tail):
        if _SIGNED.match(two) and _ORGAN.match(one):
            return one
    return ""


def _named(source: Source, joined: str) -> str:
    publisher = str(source.facts.get("publisher", ""))
    if _ORGAN.match(publisher):
        return publisher
    found = _PUBLISHER.search(joined)
    return found.group(1) if found and _ORGAN.match(found.group(1)) else ""


def _dates(heading: Heading, source: Source, texts: Sequence[str], joined: str) -> None:
    found = _PUBLISHED.search(joined) or _PUBLISHED.search(
        "发布日期:" + str(source.facts.get("published_on", ""))
    )
    if found:
        year, month, day = (int(part) for part in found.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            heading.extra["published_on"] = f"{year:04}-{month:02}-{day:02}"
    for text in reversed([re.sub(r"\s+", "", text) for text in texts][-60:]):
        signed = _SIGNED.match(text)
        if signed:
            year_, month_, day_ = (_day_part(part) for part in signed.groups())
            if year_ and month_ and day_ and month_ <= 12 and day_ <= 31:
                heading.extra["signed_on"] = f"{year_:04}-{month_:02}-{day_:02}"
            break


def _day_part(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    return _year(text) if len(text) == 4 else chinese_number(text)


def _period(joined: str) -> int | None:
    """The year of the statistical period (统计期限自…1月1日起至12月31日止)."""
    years = Counter(int(found.group(1)) for found in _PERIOD.finditer(joined))
    return years.most_common(1)[0][0] if years else None


def _most_written(joined: str, extra: dict[str, Any]) -> int | None:
    years = Counter(int(year) for year in _WRITTEN_YEAR.findall(joined))
    published = extra.get("published_on") or extra.get("signed_on")
    if years:
        year, count = years.most_common(1)[0]
        if count > 1 or len(years) == 1:
            return year
    return int(published[:4]) - 1 if published else None


def _doubts(heading: Heading, titled: int | None, period: int | None, joined: str) -> None:
    year = heading.year
    if year is None:
        heading.remarks.append(say(N_("没有读出报告年度")))
        return
    if titled is not None and period is not None and titled != period:
        heading.remarks.append(
            say(N_("标题为{a}年，统计期限为{b}年，以标题为准"), a=titled, b=period)
        )
        return
    if titled is None:
        heading.remarks.append(say(N_("标题中没有年度，按正文读作{year}年"), year=year))
    years = Counter(int(found) for found in _WRITTEN_YEAR.findall(joined))
    others = [other for other, count in years.items() if other < year and count >= 2]
    body_years = {other for other in others if years[other] > years.get(year, 0)}
    if body_years:
        heading.remarks.append(
            say(N_("标题为{a}年，正文多处写{b}年，以标题为准"), a=year, b=max(body_years))
        )
