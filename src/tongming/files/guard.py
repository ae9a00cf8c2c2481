"""Asking the guarded process, and saying plainly why it gave nothing."""

from __future__ import annotations

from tongming.files.extraction.limits import SECONDS
from tongming.guarding import Fault, Guard, Head
from tongming.law.words import N_, Message, Refused, say

_guard = Guard("tongming.files.guarded")
# Burning in and proving a long file takes minutes; nobody else waits for it.
_long_guard = Guard("tongming.files.guarded")

_REASONS = {
    "locked": N_("文件“{name}”设了打开密码，系统读不了。请取消密码后再试。"),
    "bomb": N_("文件“{name}”解压后过大，不像正常文件，没有打开。请换一份。"),
    "too_large": N_("文件“{name}”内容太多，系统读不完。请拆成几份。"),
    "too_slow": N_("文件“{name}”太复杂，在规定时间内没有读完。请拆成几份，或另存后再试。"),
    "no_pages": N_("文件“{name}”没有这一页。请核对页码。"),
    "inside": N_(
        "“{name}”里面的文件系统不能改写。请打开它，把里面的文件取出来单独处理，再删掉原处的。"
    ),
    "not_maskable": N_(
        "文件“{name}”的格式不能直接遮盖。旧版 Office 文件请另存为 DOCX、XLSX、PPTX，"
        "PDF 和图片请用涂黑。"
    ),
}
_DAMAGED = N_("文件“{name}”已损坏，打不开。请用对应的软件打开，另存后再试。")


def ask(head: Head, content: bytes, name: str, *, seconds: float = SECONDS) -> tuple[Head, bytes]:
    """The guarded process's answer about a file; refused with a sentence where there is none."""
    try:
        guard = _guard if seconds <= SECONDS else _long_guard
        return guard.ask(head, content, seconds=seconds)
    except Fault as fault:
        raise Refused(reason(fault, name)) from None


def reason(fault: Fault, name: str) -> Message:
    """Why a guarded process gave nothing, as a sentence."""
    return say(_REASONS.get(str(fault), _DAMAGED), name=name)
