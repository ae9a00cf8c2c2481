"""Files brought in as the text of a document: DOCX, PDF, HTML, TXT."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

import mammoth
import pypdfium2

from tongming.files.guard import reason
from tongming.guarding import Fault
from tongming.information import guard
from tongming.information.texts.markup import clean, from_plain, plain
from tongming.law.words import N_, Refused, say

ENDINGS = (".docx", ".pdf", ".html", ".htm", ".txt")
_STYLES = """
p[style-name='标题'] => h2:fresh
p[style-name='Title'] => h2:fresh
p[style-name='Heading 1'] => h2:fresh
p[style-name='Heading 2'] => h3:fresh
p[style-name='Heading 3'] => h4:fresh
u => u
"""
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
_DAMAGED = {
    ".docx": N_(
        "这个 DOCX 文件打不开，可能已损坏或者加了密码。请在 Word 或 WPS 里打开后另存一次。"
    ),
    ".pdf": N_("这个 PDF 文件打不开，可能已损坏或者加了密码。请去掉密码后再上传。"),
}


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file gave."""

    title: str
    markup: str


def bring_in(content: bytes, name: str) -> Brought:
    """The text of a file as clean markup; its first line, where it looks like one, as the title."""
    ending = PurePosixPath(name.lower()).suffix
    if ending == ".docx":
        markup = clean(_guarded(content, name, ending))
    elif ending == ".pdf":
        markup = from_plain(_joined(_guarded(content, name, ending)))
    elif ending in (".html", ".htm"):
        markup = clean(decode(content))
    elif ending == ".txt":
        markup = from_plain(decode(content))
    else:
        raise Refused(
            say(
                N_(
                    "不能从“{name}”读出文字。请用 DOCX、PDF、HTML 或者 TXT 文件；"
                    "旧的 DOC、WPS 文件请先另存为 DOCX。"
                ),
                name=name,
            )
        )
    if not plain(markup):
        raise Refused(
            say(
                N_(
                    "“{name}”里没有可以读出的文字，可能是扫描件。请把文字粘贴进来，把扫描件作为附件上传。"
                ),
                name=name,
            )
        )
    return _with_title(markup)


def _guarded(content: bytes, name: str, ending: str) -> str:
    """The text of a file nobody has looked into: taken apart where it can do no harm."""
    try:
        return guard.ask({"do": "text", "ending": ending}, content).decode()
    except Fault as fault:
        if str(fault) == "damaged":
            raise Refused(say(_DAMAGED[ending])) from None
        raise Refused(reason(fault, name)) from None


def _with_title(markup: str) -> Brought:
    """Take the first line as the title where it is short and no sentence."""
    lines = plain(markup).split("\n")
    first = lines[0]
    if not 4 <= len(first) <= 80 or first[-1] in "。；：，" or len(lines) == 1:
        return Brought("", markup)
    rest = re.sub(r"^<(p|h2|h3|h4)>.*?</\1>", "", markup, count=1, flags=re.DOTALL)
    return Brought(first, rest.strip() if plain(rest) == "\n".join(lines[1:]) else markup)


def office_text(content: bytes, ending: str) -> str:
    """The text of a DOCX as HTML, of a PDF as lines; run in the guarded process."""
    return _docx(content) if ending == ".docx" else _pdf(content)


def _docx(content: bytes) -> str:
    result = mammoth.convert_to_html(
        io.BytesIO(content),
        style_map=_STYLES,
        convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
    )
    return str(result.value)


def _pdf(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def _joined(text: str) -> str:
    """Lines of a page put together to paragraphs: a line goes on unless it ends like an end."""
    paragraphs: list[str] = []
    going_on = False
    for line in text.replace("\r", "\n").split("\n"):
        words = line.strip(" \t\u3000")
        if not words:
            going_on = False
            continue
        begins = line.startswith(("\u3000", "  ")) or re.match(
            r"[一二三四五六七八九十]+、|（|第.{1,4}[条章]", words
        )
        if going_on and not begins:
            paragraphs[-1] += words
        else:
            paragraphs.append(words)
        going_on = len(words) >= 20 and words[-1] not in "。：；！？"
    return "\n".join(paragraphs)


def decode(content: bytes) -> str:
    """The text of bytes: by their mark, as UTF-8, else as GB18030, which holds GB2312 and GBK."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    declared = _CHARSET.search(content[:2048])
    if declared and declared[1].lower() in (b"gb2312", b"gbk", b"gb18030"):
        return content.decode("gb18030", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")
