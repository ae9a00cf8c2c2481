"""The words of a report as a Word document in which every change is tracked.

Whoever reviews it in WPS or Word sees who put in what and who took out what, and accepts or rejects
it there. Plain Python.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from tongming.reports.drafting.tracking import Kind, Span, by_line
from tongming.typesetting import word


@dataclass(frozen=True, slots=True)
class TrackedPart:
    """One part of the report, with its changes."""

    heading: str
    """Empty for what stands before the first part."""
    spans: Sequence[Span]


def render_tracked(
    parts: Sequence[TrackedPart], *, title: str, organ: str, day: date | None
) -> bytes:
    """The bytes of a .docx file."""
    return word.package("".join(_body(parts, title)), title=title, author=organ, day=day)


def _body(parts: Sequence[TrackedPart], title: str) -> Iterator[str]:
    numbers = count(1)
    yield word.paragraph("Title", word.run(title))
    for part in parts:
        if part.heading:
            yield word.paragraph("Heading1", word.run(part.heading))
        for spans, end in by_line(part.spans):
            if spans or end is not Kind.SAME:
                content = "".join(_span(span, numbers) for span in spans)
                last = spans[-1] if spans else Span(end, "")
                mark = _mark(Span(end, "", last.by, last.at), numbers)
                yield word.paragraph("BodyText", content, mark)


def _span(span: Span, numbers: Iterator[int]) -> str:
    if span.kind is Kind.SAME:
        return word.run(span.text)
    if span.kind is Kind.NEW:
        return f"<w:ins{_who(span, numbers)}>{word.run(span.text)}</w:ins>"
    text = f'<w:r><w:delText xml:space="preserve">{escape(span.text)}</w:delText></w:r>'
    return f"<w:del{_who(span, numbers)}>{text}</w:del>"


def _mark(span: Span, numbers: Iterator[int]) -> str:
    """A paragraph's end that was put in or taken out: accepted, the paragraphs part or join."""
    if span.kind is Kind.SAME:
        return ""
    tag = "ins" if span.kind is Kind.NEW else "del"
    return f"<w:rPr><w:{tag}{_who(span, numbers)}/></w:rPr>"


def _who(span: Span, numbers: Iterator[int]) -> str:
    when = ""
    if span.at is not None:
        moment = span.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        when = f' w:date="{moment}"'
    return f' w:id="{next(numbers)}" w:author={quoteattr(span.by or "系统")}{when}'
