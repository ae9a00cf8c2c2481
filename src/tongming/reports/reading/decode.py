"""Bytes to text, for the encodings Chinese public sites and offices use.

What a page declares is not believed: pages declare gb2312 and are GBK, declare GBK and are UTF-8.
The text itself decides: the decoding in which the words of a report appear.
"""

from __future__ import annotations

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WORDS = ("政府", "信息", "公开", "年度", "报告", "申请", "行政", "人民")
_SAMPLE = 200_000


def decode(data: bytes) -> str:
    """The text of a file; characters that cannot be decoded become U+FFFD."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            # A byte-order mark put before bytes of another encoding is seen by what comes out.
            if encoding == "utf-8" and text.count("\ufffd") > len(text) // 100:
                break
            return _clean(text)
    if b"\0" not in data:
        try:
            return _clean(data.decode("utf-8"))
        except UnicodeDecodeError:
            pass
    return _clean(data.decode(_likeliest(data[:_SAMPLE]), "replace"))


def _likeliest(sample: bytes) -> str:
    candidates = ["utf-8", "gb18030"]
    if b"\0" in sample:
        candidates += ["utf-16-le", "utf-16-be"]
    else:
        candidates.append("big5")

    def score(encoding: str) -> tuple[int, int]:
        text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
        return sum(text.count(word) for word in _WORDS), -text.count("\ufffd") - text.count("\0")

    return max(candidates, key=score)


def _clean(text: str) -> str:
    """Line ends of one kind; no NUL, no lone surrogate (they end C strings and break writers)."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", "")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = text.encode("utf-8", "replace").decode("utf-8")
    return text.removeprefix("\ufeff")
