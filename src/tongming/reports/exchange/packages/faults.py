"""Why a package is not taken, in words that say what to do next."""

from __future__ import annotations

from typing import Any

from tongming.law.words import N_, Refused, say

FAULTS = {
    "too_large": (413, N_("文件超过 {most} MB，没有接收。请对方按年度分开发送。")),
    "not_canonical": (
        400,
        N_("这不是交换包，或者在途中被改动过。请对方重新导出，导出后不要用别的软件打开再保存。"),
    ),
    "schema": (
        400,
        N_("包的内容不合格式（{where}）。请双方使用同一版本的系统，再重新发送。"),
    ),
    "signature": (
        403,
        N_("签名与内容不符，这个包在签名以后被改动过。请打电话向对方核实，再请对方重新发送。"),
    ),
    "unknown_sender": (
        403,
        N_("发送方{name}（{code}）不在交换对象里。请系统管理员先登记对方，并核对公钥指纹。"),
    ),
    "unknown_key": (
        403,
        N_(
            "签名用的公钥（指纹 {fingerprint}）没有登记在{name}名下。"
            "请打电话与对方核对指纹，由系统管理员登记后再接收。"
        ),
    ),
    "pending_key": (
        403,
        N_("{name}的公钥（指纹 {fingerprint}）还没有核对。请系统管理员与对方核对指纹后再接收。"),
    ),
    "revoked_key": (
        403,
        N_("{name}的公钥（指纹 {fingerprint}）已经停用。请对方换用新的密钥签名，再重新发送。"),
    ),
    "wrong_receiver": (
        403,
        N_("这个包是发给{receiver}的，不是发给本系统（{own}）的。请退给发送方，改选接收方再发送。"),
    ),
    "wrong_direction": (
        403,
        N_("{name}登记为{direction}，不能发来这种包。请系统管理员检查交换对象的设置。"),
    ),
    "older_serial": (
        409,
        N_(
            "{name}的第 {serial} 号包已经接收过，内容却与这个不同，没有接收。"
            "请打电话向对方核实；对方从备份恢复过的，由系统管理员重新约定起点。"
        ),
    ),
    "gap": (409, N_("还缺{name}的第 {expected} 号包。请先接收第 {expected} 号，再接收这个。")),
    "broken_chain": (
        409,
        N_("第 {serial} 号包与上一个包接不上，没有接收。请打电话向对方核实，不要只换一个文件。"),
    ),
    "hash": (400, N_("{what}的内容与它的指纹不符。请对方检查后重新发送。")),
    "report": (400, N_("{what}不是可用的年度报告：{why}。请对方更正后重新发送。")),
    "unknown_report": (
        409,
        N_("审核意见针对的报告（{what}）不是从这里发出的。请对方核对后重新发送。"),
    ),
    "unknown_package": (409, N_("回执针对的包不是从这里发出的。请核对文件是否来自别的系统。")),
    "not_package": (400, N_("这个文件是{kind}，不能在这里接收。")),
    "too_often": (429, N_("发送太频繁。请 {seconds} 秒以后再发。")),
}
"""A code, its HTTP status, and the sentence."""


class Rejected(Refused):
    """A package that is not taken: the code is for machines, the sentence for people."""

    def __init__(self, fault: str, /, **values: Any) -> None:
        status, text = FAULTS[fault]
        super().__init__(say(text, **values))
        self.code, self.status = fault, status
