"""What may stand in the register in the clear, which many people read."""

from __future__ import annotations

import re

from tongming.law.words import N_, Refused, say

PERSONAL = re.compile(
    r"(?<!\d)(?:\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]|1[3-9]\d{9})(?!\d)"
)
"""The number of an identity card (GB 11643) or of a mobile telephone."""


def check_subject(subject: str) -> None:
    """Refuse a subject that says nothing, or says who applied.

    Lists, duties and the ledger show it; whoever applied is nobody else's business.
    """
    if not subject.strip():
        raise Refused(say(N_("请写明申请人要什么信息。")), "第二十九条第二款")
    check_nothing_personal(subject)


def check_nothing_personal(*texts: str) -> None:
    """Refuse the number of a person where it would stand in the clear, and in the ledger."""
    if any(PERSONAL.search(text) for text in texts):
        raise Refused(say(N_("内容里有身份证号或者手机号。登记簿很多人看得到，请去掉再登记。")))
