"""Bytes to text, in the encodings Chinese offices write.

What a file declares is not believed; the text decides: the decoding that gives the most common
characters and the fewest impossible ones.
"""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年"
    "號政府信息公開开電电話话身份證证號号姓名地址日月市縣县鎮镇村組组區区"
)
_SAMPLE = 65_536


def decode(data: bytes) -> tuple[str, str]:
    """The text with line ends of one kind, and the encoding to write it back in."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            name = "utf-8-sig" if encoding == "utf-8" else encoding
            return _lines(data[len(mark) :].decode(encoding, "replace")), name
    if b"\0" not in data:
        try:
            return _lines(data.decode("utf-8")), "utf-8"
        except UnicodeDecodeError:
            pass
    encoding = _likeliest(data[:_SAMPLE])
    return _lines(data.decode(encoding, "replace")), encoding


def _likeliest(sample: bytes) -> str:
    names = ["gb18030", "utf-8"]
    names += ["utf-16-le", "utf-16-be"] if b"\0" in sample else ["big5"]

    def score(name: str) -> int:
        text = sample[: len(sample) // 4 * 4].decode(name, "replace")
        common = sum(character in _COMMON or "0" <= character <= "z" for character in text)
        return common - 5 * (text.count("\ufffd") + text.count("\0"))

    return max(names, key=score)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
