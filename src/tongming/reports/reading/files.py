"""A file to a report: what kind it is, how large it may be, and which reader it needs."""

from __future__ import annotations

from pathlib import Path

from tongming.law.words import N_, Message, say
from tongming.reports.document import AnnualReport
from tongming.reports.reading.blocks import Source, TooLarge
from tongming.reports.reading.decode import decode
from tongming.reports.reading.errors import Unreadable
from tongming.reports.reading.own import looks_like_json, read_json
from tongming.reports.reading.report import NotAReport, check_report, read_source
from tongming.reports.reading.sniff import Kind, kind_of

MAX_FILE = 30 * 1024 * 1024
MAX_TEXT = 8 * 1024 * 1024

_REASONS: dict[Kind, Message] = {
    Kind.EMPTY: say(N_("文件是空的，请检查是否保存完整")),
    Kind.RTF: say(N_("RTF文件不能读取，请在Word或WPS中另存为DOCX")),
    Kind.GZIP: say(N_("这是压缩文件，请先解压")),
    Kind.IMAGE: say(N_("这是图片，没有文字，请改用网页、Word或带文字的PDF")),
    Kind.BINARY: say(N_("无法识别的文件，请改用网页、文本、DOCX、PDF或XLSX")),
}
_TOO_LARGE = say(N_("文件过大，不是一份年度报告"))
_NOT_A_REPORT = say(N_("没有找到年度报告的标题、表格或数字，请确认选对了文件"))


def read_path(path: Path, name: str = "") -> AnnualReport:
    """The report in a file on disk."""
    name = name or str(path)
    try:
        if path.is_dir():
            raise Unreadable(name, say(N_("这是文件夹，不是文件")))
        if path.stat().st_size > MAX_FILE:
            raise Unreadable(name, _TOO_LARGE)
        data = path.read_bytes()
    except FileNotFoundError:
        raise Unreadable(name, say(N_("找不到文件"))) from None
    except OSError as error:
        raise Unreadable(name, say(N_("无法打开：{fault}"), fault=error.strerror or "")) from None
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> AnnualReport:
    """The report in the bytes of a file."""
    if len(data) > MAX_FILE:
        raise Unreadable(name, _TOO_LARGE)
    kind = kind_of(data)
    if kind in _REASONS:
        raise Unreadable(name, _REASONS[kind])
    if kind is Kind.TEXT:
        text = _text(data, name)
        if looks_like_json(text):
            report = read_json(text, name)
            check_report(report)
            return report
    try:
        return read_source(_source(kind, data, name))
    except NotAReport:
        raise Unreadable(name, _NOT_A_REPORT) from None
    except TooLarge:
        raise Unreadable(name, _TOO_LARGE) from None


def _text(data: bytes, name: str) -> str:
    if len(data) > MAX_TEXT:
        raise Unreadable(name, _TOO_LARGE)
    return decode(data)


def _source(kind: Kind, data: bytes, name: str) -> Source:
    if kind is Kind.HTML:
        from tongming.reports.reading.html import read_html

        return read_html(_text(data, name))
    if kind is Kind.TEXT:
        from tongming.reports.reading.plain import read_text

        return read_text(_text(data, name))
    raise Unreadable(name, _REASONS[Kind.BINARY])
