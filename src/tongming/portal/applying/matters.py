"""Whether an application asks for several things at once, and which.

One matter per application is quicker for everybody: one answer waits for no other. It is a
suggestion; the applicant decides, and no rule of law turns away who asks for two things.
"""

from __future__ import annotations

import re
from collections.abc import Callable

MOST = 10
"""More pieces than this are no longer a help."""

_NUMBERED = re.compile(
    r"(?:[①-⑳]|(?:^|(?<=[\s；;。，,：:]))\s*"
    r"(?:[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|[一二三四五六七八九十]{1,3}[、.．]"
    r"|\d{1,2}(?:[、)）]|[.．](?:(?!\d)|(?=(?:19|20)\d\d年)))))\s*"
)
DOCUMENT_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{0,12}[〔\[［（(【]\s*\d{4}\s*[〕\]］）)】]\s*第?\s*\d{1,5}\s*号"
)
_THING = re.compile(
    r"文件|合同|协议|方案|名单|名册|报告|预算|决算|批复|通知|图纸|公告|公示|清单|台账|记录|纪要|标准|规划|计划"
    r"|档案|证明|材料|资料|信息|数据|明细|凭证|意见|决定|办法|许可|评估|验收|补偿|账目|发票|目录"
)
_GOES_ON = re.compile(r"包括|包含|含|其中|例如|比如|以及|及|和|与|即|等")
"""What begins so belongs to what stands before it."""
_EDGES = " \t\r\n，,、；;。.:："


def matters(subject: str) -> list[str]:
    """The separate matters in what somebody asks for; the whole alone where it reads as one."""
    whole = subject.strip()
    for way in (_by_numbers, _by_lines, _by_semicolons, _by_document_numbers, _by_things):
        pieces = [piece for piece in (one.strip(_EDGES) for one in way(whole)) if piece]
        if 2 <= len(pieces) <= MOST and len(set(pieces)) == len(pieces):
            return pieces
    return [whole]


def _by_numbers(text: str) -> list[str]:
    """「1.…… 2.……」; what stands before the first number introduces all."""
    marks = list(_NUMBERED.finditer(text))
    if len(marks) < 2:
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    pieces = [text[mark.end() : end].strip(_EDGES) for mark, end in zip(marks, ends, strict=True)]
    return pieces if all(len(piece) >= 3 for piece in pieces) else []


def _by_lines(text: str) -> list[str]:
    return _all(text.splitlines(), lambda piece: len(piece) >= 4)


def _by_semicolons(text: str) -> list[str]:
    return _all(re.split(r"[；;]", text), lambda piece: len(piece) >= 4)


def _by_document_numbers(text: str) -> list[str]:
    """Several document numbers: the text around each goes with it."""
    if len({one.group().strip() for one in DOCUMENT_NUMBER.finditer(text)}) < 2:
        return []
    return _all(
        re.split(r"[、，,]|以及|及|和(?=[^、，,]*\d{4})", text),
        lambda piece: bool(DOCUMENT_NUMBER.search(piece)),
    )


def _by_things(text: str) -> list[str]:
    """「甲合同、乙名单以及丙报告」: each part names a thing of its own kind."""
    return _all(
        re.split(r"[、，,]|以及", text),
        lambda piece: len(piece) >= 4 and bool(_THING.search(piece)),
    )


def _all(parts: list[str], stands_alone: Callable[[str], bool]) -> list[str]:
    """The parts where every one of them could be asked for by itself; else nothing."""
    pieces = [piece for piece in (part.strip(_EDGES) for part in parts) if piece]
    if len(pieces) < 2 or any(_GOES_ON.match(piece) for piece in pieces):
        return []
    return pieces if all(stands_alone(piece) for piece in pieces) else []
