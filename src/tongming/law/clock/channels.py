"""How an application came in, which decides the day it was received (第三十一条)."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Self

from tongming.law.words import N_


class Channel(StrEnum):
    """How an application came in; it decides the day of receipt (第三十一条)."""

    label: str
    item: int | None
    confirmed: bool
    """Whether the day both sides confirmed is the day of receipt."""

    def __new__(
        cls, code: str, label: str = "", item: int | None = None, confirmed: bool = False
    ) -> Self:
        channel = str.__new__(cls, code)
        channel._value_, channel.label = code, label
        channel.item, channel.confirmed = item, confirmed
        return channel

    IN_PERSON = "in_person", N_("当面提交，以提交之日为收到申请之日"), 1, False
    MAIL_SIGNED = "mail_signed", N_("邮寄，以签收之日为收到申请之日"), 2, False
    MAIL_PLAIN = "mail_plain", N_("平常信函，以与申请人确认之日为收到申请之日"), 2, True
    INTERNET = "internet", N_("互联网渠道，以双方确认之日为收到申请之日"), 3, True
    FAX = "fax", N_("传真，以双方确认之日为收到申请之日"), 3, True
    ORAL = "oral", N_("口头提出并由工作机构代为填写，以填写之日为收到申请之日"), None, False


_NAMES: dict[Channel, str] = {
    Channel.IN_PERSON: "counter window on_site onsite walk_in 当面 当面提交 现场 现场提交 窗口",
    Channel.MAIL_SIGNED: (
        "mail post postal letter registered registered_mail registered_post express courier ems "
        "post_signed 邮寄 邮政 信函 书信 挂号信 快递 邮寄(需签收)"
    ),
    Channel.MAIL_PLAIN: (
        "plain_mail ordinary_mail ordinary_post ordinary_letter post_plain "
        "平信 平常信函 平常信函等无需签收的邮寄"
    ),
    Channel.INTERNET: (
        "web website online on_line portal platform email e_mail "
        "互联网 互联网渠道 网络 网上 网站 在线 电子邮件 电子邮箱 邮箱"
    ),
    Channel.FAX: "传真 工作机构的传真",
    Channel.ORAL: "spoken verbal 口头 口头提出",
}
"""Other names a register or a person gives them; e-mail is an Internet channel (第三项)."""
_BY_NAME = {
    name: channel for channel in Channel for name in (channel.value, *_NAMES[channel].split())
}
_UNSAID = {"mail", "post", "postal", "letter", "邮寄", "邮政", "信函", "书信"}
"""Names that do not say whether the letter was signed for."""


def channel_named(name: str, *, confirmed: bool = False) -> Channel | None:
    """The channel of that name, however it is written; None where nobody knows it.

    Plain "mail" was signed for, unless a day of confirmation is told (第二项).
    """
    plain = re.sub(r"[\s-]+", "_", unicodedata.normalize("NFKC", name).strip().casefold())
    if confirmed and plain in _UNSAID:
        return Channel.MAIL_PLAIN
    return _BY_NAME.get(plain)
