"""From the bytes of a file to its parts. Runs in the guarded process, except for plain text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Protocol

from tongming.files.extraction.limits import MAX_DEPTH, MAX_TEXT
from tongming.files.extraction.live import Live
from tongming.files.extraction.model import Extraction, Layer, Part
from tongming.files.sniff import OFFICE, Kind, ending_of, kind_of
from tongming.guarding import Fault
from tongming.law.words import N_, Message, say


class Writable(Protocol):
    """What masking writes back: a package, or a source."""

    @property
    def changed(self) -> bool: ...

    def save(self) -> bytes: ...


@dataclass(slots=True)
class Opened:
    """A file taken apart: parts that masking can write to, and parts only read."""

    kind: Kind
    live: list[Live] = field(default_factory=list)
    """In the order of the extraction's parts; those only read come after."""
    parts: list[Part] = field(default_factory=list)
    cautions: list[Message] = field(default_factory=list)
    writable: Writable | None = None

    def extraction(self) -> Extraction:
        """As everybody sees it."""
        parts = [live.part() for live in self.live] + self.parts
        if sum(len(part.text) for part in parts) > MAX_TEXT:
            raise Fault("too_large")
        return Extraction(self.kind, tuple(parts), tuple(self.cautions))


def open_file(content: bytes, kind: Kind, depth: int = 0) -> Opened:
    """Take a file of a known kind apart."""
    if kind in OFFICE:
        return _office(content, kind, depth)
    if kind in (Kind.TXT, Kind.CSV, Kind.HTML):
        return _source(content, kind)
    opened = Opened(kind)
    if kind is Kind.PDF:
        from tongming.files.extraction.pdf import read_pdf

        found = read_pdf(content)
        opened.parts, opened.cautions = found.parts, found.cautions
        for name, body in found.attachments:
            opened.parts.append(Part(say(N_("PDF 里的附件")), name, Layer.HIDDEN, key="attachment"))
            _inside(opened, name, body, depth)
    elif kind.is_image:
        from tongming.files.extraction.picture import read_picture

        opened.parts, opened.cautions = read_picture(content)
    elif kind in (Kind.DOC, Kind.XLS, Kind.PPT):
        from tongming.files.extraction import ole

        reader = {Kind.DOC: ole.read_doc, Kind.XLS: ole.read_xls, Kind.PPT: ole.read_ppt}[kind]
        opened.parts = reader(content)
    elif kind is Kind.ZIP:
        _archive(opened, content, depth)
    elif kind in (Kind.OFD, Kind.RTF, Kind.MP4):
        from tongming.files.extraction import others
        from tongming.files.extraction.package import Package

        if kind is Kind.OFD:
            opened.parts = others.read_ofd(Package(content))
        elif kind is Kind.RTF:
            opened.parts = others.read_rtf(content)
        else:
            opened.parts = others.read_video(content)
            opened.cautions.append(say(N_("视频的画面和声音系统检查不了，请人工查看。")))
    else:
        opened.cautions.append(say(N_("压缩包里的文件系统没有检查，请解开后逐个检查。")))
    return opened


def _office(content: bytes, kind: Kind, depth: int) -> Opened:
    from tongming.files.extraction.docx import read_docx
    from tongming.files.extraction.package import Package
    from tongming.files.extraction.pptx import read_pptx
    from tongming.files.extraction.xlsx import read_xlsx

    package = Package(content)
    reader = {Kind.DOCX: read_docx, Kind.XLSX: read_xlsx, Kind.PPTX: read_pptx}[kind]
    opened = Opened(kind, reader(package), writable=package)
    for name in package.names:
        folder = name.split("/")
        if "embeddings" in folder or "media" in folder:
            body = package.read(name)
            inner_kind = kind_of(body, ending_of(name))
            if inner_kind in OFFICE and depth < MAX_DEPTH:
                inner = open_file(body, inner_kind, depth + 1)
                package.inner[name] = inner.writable
                for live in inner.live:
                    live.where = _within(name, live.where)
                opened.live += inner.live
                opened.parts += [_renamed(name, part) for part in inner.parts]
            elif "embeddings" in folder or inner_kind is Kind.JPEG:
                _inside(opened, name, body, depth)
    return opened


def _within(name: str, where: Message) -> Message:
    return say(N_("{file} 中的{part}"), file=name.rpartition("/")[2], part=where)


def _renamed(name: str, part: Part) -> Part:
    return replace(part, where=_within(name, part.where), page=None)


def _inside(opened: Opened, name: str, body: bytes, depth: int) -> None:
    """Read a file inside another."""
    kind = kind_of(body, ending_of(name))
    if kind is None or depth >= MAX_DEPTH:
        text = body.decode("utf-16-le", "ignore") if kind is None else ""
        readable = "".join(c if c.isprintable() else "\n" for c in text).strip()
        opened.cautions.append(say(N_("内嵌文件“{name}”读不出，请人工查看。"), name=name))
        if readable and depth < MAX_DEPTH:
            where = say(N_("内嵌文件 {name}"), name=name)
            opened.parts.append(Part(where, readable[:2_000_000], Layer.ASIDE))
        return
    try:
        inner = open_file(body, kind, depth + 1).extraction()
    except Fault:
        opened.cautions.append(say(N_("内嵌文件“{name}”读不出，请人工查看。"), name=name))
        return
    opened.parts += [_renamed(name, part) for part in inner.parts]
    if not kind.is_image:
        opened.cautions += [_within(name, caution) for caution in inner.cautions]


def _archive(opened: Opened, content: bytes, depth: int) -> None:
    from tongming.files.extraction.package import Package

    package = Package(content)
    for name in package.names:
        _inside(opened, name, package.read(name), depth)


class Source:
    """A text file: its source and the encoding it goes back to."""

    def __init__(self, content: bytes) -> None:
        from tongming.files.decoding import decode
        from tongming.files.extraction.page import Source as Text

        text, self.encoding = decode(content)
        self.source = Text(text)
        self._crlf = any(ends in content[:65536] for ends in (b"\r\n", b"\r\0\n", b"\0\r\0\n"))

    @property
    def changed(self) -> bool:
        return self.source.changed

    def save(self) -> bytes:
        text = self.source.result()
        if self._crlf:
            text = text.replace("\n", "\r\n")
        out = BytesIO()
        if self.encoding.startswith("utf-16"):
            out.write(b"\xff\xfe" if self.encoding.endswith("le") else b"\xfe\xff")
        out.write(text.encode(self.encoding, "replace"))
        return out.getvalue()


def _source(content: bytes, kind: Kind) -> Opened:
    from tongming.files.extraction.page import SourceText, read_page

    source = Source(content)
    if kind is Kind.HTML:
        return Opened(kind, read_page(source.source), writable=source)
    live = Live(say(N_("正文")), key=kind.value, source=source.source)
    live.add(source.source.text, SourceText(source.source, 0))
    return Opened(kind, [live], writable=source)
