"""A Word document from its parts, in the layout of official papers (GB/T 9704—2012).

A Word document is a zip of XML parts. The ones that never change (styles, fonts, footers, settings)
lie ready in `docx_parts/`; whoever writes a document gives its text, and the same text always gives
the same bytes.

The document names the typefaces the standard prescribes, as office computers have them; none is
embedded, since they may not be given away.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tongming.typesetting.wording import SignatureLine

PARTS = Path(__file__).with_name("docx_parts")
# Where each part stands in the package; `document.xml` and `core.xml` are written per paper.
_FIXED_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/footer_odd.xml": "footer_odd.xml",
    "word/footer_even.xml": "footer_even.xml",
    "docProps/app.xml": "app.xml",
}
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# The oldest time a zip can name: every entry has it, so that equal papers are equal files.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_DRAWING = (
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
TEXT_WIDTH = 8844
"""The type area, 156 mm, in twentieths of a point."""
# A4; margins of 37 mm above and 28 mm left; 156 × 225 mm of text; the page number 7 mm below it.
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
    '<w:footerReference w:type="even" r:id="rId5"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851"'
    ' w:footer="1304" w:gutter="0"/>'
    '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-862"/></w:sectPr>'
)


def package(
    content: str,
    *,
    title: str,
    author: str,
    day: date | None,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """A .docx of these paragraphs and tables. Without a day it says none, rather than the day the
    file was made. `pictures` are PNG files by the name `floating` calls them."""
    document = "".join(
        (
            _XML,
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
            ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
            _DRAWING if pictures else "",
            "><w:body>",
            content,
            _PAGE,
            "</w:body></w:document>",
        )
    )
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in _fixed_parts():
            _write(made, name, _with_pictures(name, part, pictures or {}))
        for name, picture in (pictures or {}).items():
            _write(made, f"word/media/{name}", picture)
        _write(made, "docProps/core.xml", _core(title, author, day).encode())
        _write(made, "word/document.xml", document.encode())
    return file.getvalue()


@lru_cache(maxsize=1)
def _fixed_parts() -> tuple[tuple[str, bytes], ...]:
    return tuple((name, (PARTS / file).read_bytes()) for name, file in _FIXED_PARTS.items())


_RELATIONSHIPS = "word/_rels/document.xml.rels"
_PICTURE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def _with_pictures(name: str, part: bytes, pictures: Mapping[str, bytes]) -> bytes:
    """The parts that list what is in the package, with the pictures listed too."""
    if not pictures:
        return part
    if name == "[Content_Types].xml":
        kind = b'<Default Extension="png" ContentType="image/png"/>'
        return part.replace(b"</Types>", kind + b"</Types>")
    if name == _RELATIONSHIPS:
        listed = "".join(
            f'<Relationship Id="{_picture_id(one)}" Type="{_PICTURE}" Target="media/{one}"/>'
            for one in pictures
        )
        return part.replace(b"</Relationships>", listed.encode() + b"</Relationships>")
    return part


def _picture_id(name: str) -> str:
    return f"picture_{name.partition('.')[0]}"


def _write(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(entry, content)


def _core(title: str, author: str, day: date | None) -> str:
    """Title, organ and date."""
    stamp = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
        if day
    )
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata'
        '/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f"<dc:language>zh-CN</dc:language>{stamp}</cp:coreProperties>"
    )


def run(text: str, style: str = "") -> str:
    """A stretch of text; a style is that of a character."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(style: str, content: str, more: str = "") -> str:
    """A paragraph in one of the styles of `docx_parts/styles.xml`."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{content}</w:p>'


def signature(lines: Sequence[SignatureLine], seal: str = "") -> Iterator[str]:
    """The lines under a paper, kept together on one page; the seal hangs on the first."""
    for place, line in enumerate(lines):
        together = "<w:keepNext/>" if place + 1 < len(lines) else ""
        hundredths, twips = round(line.indent * 100), round(line.indent * 320)
        indent = f'<w:ind w:rightChars="{hundredths}" w:right="{twips}"/>'
        hung = seal if place == 0 else ""
        yield paragraph("Signature", hung + run(line.text), together + indent)


_EMU_PER_MM = 36_000
_LINE_MM = 560 / 20 * 25.4 / 72
_CHARACTER_MM = 16 * 25.4 / 72


def floating(name: str, description: str, *, from_right: float, size_mm: int) -> str:
    """A square picture over two lines of text, its middle `from_right` characters from the right
    edge of the text and between the line it hangs on and the next."""
    size = size_mm * _EMU_PER_MM
    across = TEXT_WIDTH / 20 * 25.4 / 72 - from_right * _CHARACTER_MM - size_mm / 2
    down = _LINE_MM - size_mm / 2
    extent = f'cx="{size}" cy="{size}"'
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0"'
        ' relativeHeight="1" behindDoc="0" locked="1" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column">'
        f"<wp:posOffset>{round(across * _EMU_PER_MM)}</wp:posOffset></wp:positionH>"
        '<wp:positionV relativeFrom="paragraph">'
        f"<wp:posOffset>{round(down * _EMU_PER_MM)}</wp:posOffset></wp:positionV>"
        f'<wp:extent {extent}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="1" name={quoteattr(name)} descr={quoteattr(description)}/>'
        "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData"
        ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="1" name={quoteattr(name)}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{_picture_id(name)}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:anchor></w:drawing></w:r>"
    )
