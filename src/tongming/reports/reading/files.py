"""A file to a report: what kind it is, how large it may be, and which reader it needs."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tongming.law.words import N_, Message, say
from tongming.reports.document import AnnualReport
from tongming.reports.reading.blocks import Source, TooLarge
from tongming.reports.reading.decode import decode
from tongming.reports.reading.errors import Unreadable
from tongming.reports.reading.limits import (
    MAX_APART,
    MAX_FILE,
    MAX_FORMATTING,
    MAX_LINES,
    MAX_LIST,
    MAX_PLAIN_PAGE,
    MAX_TAGS,
    MAX_TEXT,
    MAX_WORDS,
)
from tongming.reports.reading.own import entries_in, listed_report, looks_like_json, read_json
from tongming.reports.reading.report import NotAReport, check_report, read_source
from tongming.reports.reading.sniff import Kind, kind_of

_REASONS: dict[Kind, Message] = {
    Kind.EMPTY: say(N_("文件是空的，请检查是否保存完整")),
    Kind.RTF: say(N_("RTF文件不能读取，请在Word或WPS中另存为DOCX")),
    Kind.GZIP: say(N_("这是压缩文件，请先解压")),
    Kind.IMAGE: say(N_("这是图片，没有文字，请改用网页、Word或带文字的PDF")),
    Kind.BINARY: say(N_("无法识别的文件，请改用网页、文本、DOCX、PDF或XLSX")),
}
_TOO_LARGE = say(N_("文件过大，不是一份年度报告"))
_FAULTS: dict[str, Message] = {
    "too_large": _TOO_LARGE,
    "too_slow": say(N_("读取用时过长，已停止；文件可能已损坏，请另存后再试")),
    "died": say(N_("文件内容异常，超出读取所允许的内存或时间，已停止")),
    "bomb": say(N_("压缩内容展开后大得异常，为安全起见没有打开")),
    "damaged": say(N_("文件已损坏或不完整，请在原来的软件中打开后另存")),
    "locked": say(N_("文件已加密，请取消密码后另存")),
    "scanned": say(N_("这是扫描件，没有文字，请改用网页、Word或带文字的PDF，或先做文字识别")),
    "garbled": say(N_("PDF的字体缺少文字编码，取不出文字，请改用网页或Word")),
    "old_word": say(N_("这是旧版Word文件（.doc），请在Word或WPS中另存为DOCX")),
    "old_office": say(N_("这是旧版Office文件，请另存为DOCX或XLSX")),
    "open_document": say(N_("这是ODF文件，请另存为DOCX或XLSX")),
    "archive": say(N_("这是压缩包，请解压后逐个读取其中的文件")),
    "no_page": say(N_("保存的网页中没有正文，请重新保存")),
}
_NOT_A_REPORT = say(N_("没有找到年度报告的标题、表格或数字，请确认选对了文件"))


def read_path(path: Path, name: str = "") -> AnnualReport:
    """The report in a file on disk."""
    name = name or str(path)
    return read_bytes(_contents(path, name), name)


def read_each(path: Path) -> Iterator[tuple[str, AnnualReport | Unreadable]]:
    """Every report of a file, by name, or why there is none.

    One, but for a list of reports as `tongming report read --json` writes it for a folder: there
    each is named by its place, and one that could not be read then is still missing.
    """
    name = str(path)
    try:
        data = _contents(path, name)
        entries = _listed(data)
        if entries is None:
            yield name, read_bytes(data, name)
            return
        if not entries:
            raise Unreadable(name, say(N_("文件里没有一份报告")))
    except Unreadable as error:
        yield name, error
        return
    for number, entry in enumerate(entries, start=1):
        place = f"{name}#{number}"
        try:
            yield place, _listed_report(entry, place)
        except Unreadable as error:
            yield place, error


def _listed(data: bytes) -> list[Any] | None:
    """The entries of a list of reports; None for any other file, and for a list of one."""
    if not looks_like_json(decode(data[:64])) or len(data) > MAX_LIST:
        return None
    entries = entries_in(decode(data))
    return None if entries is not None and len(entries) == 1 else entries


def _listed_report(entry: Any, name: str) -> AnnualReport:
    report = listed_report(entry, name)
    check_report(report)
    return report


def _contents(path: Path, name: str) -> bytes:
    try:
        return _bytes(path, name)
    except FileNotFoundError:
        raise Unreadable(name, say(N_("找不到文件"))) from None
    except (OSError, ValueError) as error:
        fault = getattr(error, "strerror", None) or str(error)
        raise Unreadable(name, say(N_("无法打开：{fault}"), fault=fault)) from None


def _bytes(path: Path, name: str) -> bytes:
    """What is in a file, and no more of it than is read: a pipe or a device may never end."""
    if path.is_dir():
        raise Unreadable(name, say(N_("这是文件夹，不是文件")))
    # Opening a pipe waits for who writes into it, unless it is said not to wait.
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        about = os.fstat(opened)
        if not stat.S_ISREG(about.st_mode):
            raise Unreadable(name, say(N_("这是设备或管道，不是文件，请先保存为文件")))
        if about.st_size > MAX_FILE:
            raise Unreadable(name, _TOO_LARGE)
        with os.fdopen(opened, "rb", closefd=False) as stream:
            return stream.read(MAX_FILE + 1)
    finally:
        os.close(opened)


def read_bytes(data: bytes, name: str) -> AnnualReport:
    """The report in the bytes of a file."""
    if len(data) > MAX_FILE:
        raise Unreadable(name, _TOO_LARGE)
    kind = kind_of(data)
    if kind in _REASONS:
        raise Unreadable(name, _REASONS[kind])
    try:
        if kind is Kind.TEXT and looks_like_json(text := _text(data, name)):
            report = read_json(text, name)
            check_report(report)
            return report
        return read_source(source_of(kind, data, name))
    except NotAReport:
        raise Unreadable(name, _NOT_A_REPORT) from None
    except TooLarge:
        raise Unreadable(name, _TOO_LARGE) from None


def _text(data: bytes, name: str) -> str:
    if len(data) > MAX_TEXT:
        raise Unreadable(name, _TOO_LARGE)
    return decode(data)


def source_of(kind: Kind, data: bytes, name: str) -> Source:
    """The lines and grids of a file, before anything in them is understood."""
    if kind is Kind.HTML:
        text = _text(data, name)
        if not is_ordinary(text):
            return _guarded(kind, text.encode(), name)
        from tongming.reports.reading.html import read_html

        return read_html(text)
    if kind is Kind.TEXT:
        from tongming.reports.reading.plain import read_text

        text = _text(data, name)
        if len(text) > 2 * MAX_WORDS or text.count("\n") > MAX_LINES:
            raise TooLarge
        return read_text(text)
    return _guarded(kind, data, name)


def is_ordinary(text: str) -> bool:
    """Whether a page is cheap to read, whatever is in it.

    HTML reopens formatting that was left open in every block that follows: a page of a few hundred
    kilobytes can be made to unfold to gigabytes. And each attribute of a tag is compared with all
    before it.
    """
    if len(text) > MAX_PLAIN_PAGE and sum(1 for _ in _APART.finditer(text)) > MAX_APART:
        return False
    tags = text.count("<")
    if tags > MAX_TAGS:
        return False
    if tags * tags <= 4 * MAX_FORMATTING:
        return True
    found = _FORMATTING.findall(text)
    return found.count("") * (tags - len(found)) <= MAX_FORMATTING


_APART = re.compile(r"[\s/\"']+")
"""What may stand between two attributes."""
_FORMATTING = re.compile(
    r"<(/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.I
)


def _guarded(kind: Kind, data: bytes, name: str) -> Source:
    from tongming.guarding import Fault
    from tongming.reports.reading.guard import read_in_guard

    try:
        return read_in_guard(kind.value, data)
    except Fault as fault:
        raise Unreadable(name, _FAULTS.get(str(fault), _FAULTS["damaged"])) from None
