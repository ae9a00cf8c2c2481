"""A Word document from its parts, in the layout of official papers (GB/T 9704—2012).

A Word document is a zip of XML parts. The ones that never change (styles, fonts, footers, settings)
lie ready in `docx_parts/`; whoever writes a document gives its text, and the same text always gives
the same bytes.

The document names the typefaces the standard prescribes, as office computers have them; none is
embedded, since they may not be given away.
"""

from __future__ import annotations

import zipfile
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

PARTS = Path(__file__).with_name("docx_parts")
# Where each part stands in the package; `document.xml` and `core.xml` are written per report.
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
# The oldest time a zip can name: every entry has it, so that equal reports are equal files.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
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


def package(content: str, *, title: str, author: str, day: date | None) -> bytes:
    """A .docx of these paragraphs and tables. Without a day it says none, rather than the day the
    file was made."""
    document = "".join(
        (
            _XML,
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
            ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            "<w:body>",
            content,
            _PAGE,
            "</w:body></w:document>",
        )
    )
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in _fixed_parts():
            _write(made, name, part)
        _write(made, "docProps/core.xml", _core(title, author, day).encode())
        _write(made, "word/document.xml", document.encode())
    return file.getvalue()


@lru_cache(maxsize=1)
def _fixed_parts() -> tuple[tuple[str, bytes], ...]:
    return tuple((name, (PARTS / file).read_bytes()) for name, file in _FIXED_PARTS.items())


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
