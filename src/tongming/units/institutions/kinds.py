"""The kinds of institution documents, and the headings each usually has.

The text is the unit's own: no sentence is written for it here, only what it should speak of.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from tongming.law.citation import REGULATION, Citation, cite
from tongming.law.words import N_


class Kind(StrEnum):
    """What an institution document is about; the value is what the database stores."""

    label: str
    article: str
    outline: tuple[str, ...]

    def __new__(
        cls, code: str, label: str = "", article: str = "", outline: tuple[str, ...] = ()
    ) -> Self:
        kind = str.__new__(cls, code)
        kind._value_, kind.label = code, label
        kind.article, kind.outline = article, outline
        return kind

    COORDINATION = (
        "coordination",
        N_("发布协调"),
        # 第十一条: organs coordinate what concerns others before they publish it.
        str(Citation(REGULATION, 11)),
        ("适用范围", "需要协调的信息", "协调的程序和时限", "意见不一致时怎样处理", "责任"),
    )
    SECRECY_REVIEW = (
        "secrecy_review",
        N_("保密审查"),
        # 第十七条: a mechanism of review with procedures and responsibility made clear.
        str(Citation(REGULATION, 17)),
        ("审查的范围", "审查的程序", "审查的依据", "不能确定时报请确定", "审查责任", "审查记录"),
    )
    PROACTIVE = (
        "proactive",
        N_("主动公开"),
        cite(Citation(REGULATION, 19), Citation(REGULATION, 26)),
        (
            "主动公开的范围",
            "公开属性的确定",
            "公开的程序和时限",
            "公开的渠道",
            "更正和撤下",
            "责任",
        ),
    )
    ON_REQUEST = (
        "on_request",
        N_("依申请公开受理"),
        str(Citation(REGULATION, 27)),
        (
            "受理的渠道和地点",
            "登记",
            "补正",
            "检索和审核",
            "征求意见",
            "答复和送达",
            "归档",
            "责任",
        ),
    )
    DUTY = (
        "duty",
        N_("值班"),
        "",
        ("值班的时间", "值班人员的职责", "来电来访的登记", "紧急情况的报告", "交接班"),
    )
    INTERPRETATION = (
        "interpretation",
        N_("政策解读"),
        "",
        ("解读的范围", "解读的主体", "同步起草、审批和发布", "解读的形式", "责任"),
    )
    ACCOUNTABILITY = (
        "accountability",
        N_("工作考核、社会评议和责任追究"),
        str(Citation(REGULATION, 46)),
        ("考核的内容", "考核的办法", "社会评议", "责任追究的情形", "结果的运用"),
    )
    TRAINING = (
        "training",
        N_("业务培训"),
        str(Citation(REGULATION, 48)),
        ("培训的对象", "培训的内容", "每年的安排", "考核和记录"),
    )
    READING_GUIDE = (
        "reading_guide",
        N_("查阅须知"),
        str(Citation(REGULATION, 25)),
        ("谁可以查阅", "开放时间和地点", "怎样查阅", "复制和打印", "查阅人的权利和义务", "投诉"),
    )
    READING_SERVICE = (
        "reading_service",
        N_("查阅服务规范"),
        str(Citation(REGULATION, 25)),
        ("服务范围", "接待和登记", "资料的接收、保管和更新", "设备维护", "无障碍服务", "监督"),
    )
    OTHER = "other", N_("其他制度"), "", ("适用范围", "职责分工", "工作程序", "责任")

    def outlined(self) -> str:
        """A text of nothing but numbered headings, to be written under."""
        numerals = "一二三四五六七八九十"
        return "\n\n".join(f"{numerals[n]}、{head}" for n, head in enumerate(self.outline))
