"""What a crawl found, as a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter
from django.utils.translation import gettext

from tongming.law.inspection import Severity
from tongming.supervision.crawling.forms import SHOWN
from tongming.supervision.crawling.models import Crawl
from tongming.supervision.crawling.queries import Compared


def as_xlsx(crawl: Crawl, lines: Iterable[Compared]) -> bytes:
    """A row a fault; every cell is text, whatever a page put into it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False,
                                     "strings_to_urls": False})  # fmt: skip
    book.set_properties({"title": crawl.section.name})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(gettext("巡查发现"))
    headings = (
        (gettext("指标"), 8), (gettext("类别"), 28), (gettext("发现的问题"), 48),
        (gettext("程度"), 10),
        (gettext("所在页面"), 44), (gettext("对象"), 44), (gettext("与上次相比"), 12),
        (gettext("依据"), 60),
    )  # fmt: skip
    for column, (heading, width) in enumerate(headings):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, head)
    row = 0
    for row, line in enumerate(lines, 1):
        for column, words in enumerate(_cells(line)):
            sheet.write_string(row, column, words[:32_000], text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, row, len(headings) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return out.getvalue()


def _cells(line: Compared) -> tuple[str, ...]:
    fault = line.fault
    evidence = "\n".join(
        f"{gettext(name)}：{value or '；'.join(several)}"
        for name, value, several in fault.shown_evidence
    )
    severity = gettext(Severity(fault.severity).label) if fault.severity else ""
    return (
        fault.kind if fault.is_indicator else "",
        gettext(fault.label),
        fault.message.render(gettext) + (gettext("（待复查）") if fault.suspected else ""),
        severity,
        fault.url,
        fault.subject,
        gettext(SHOWN[line.since]) if line.since else "",
        evidence,
    )
