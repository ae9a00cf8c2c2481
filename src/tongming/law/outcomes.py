"""How an application can end: one member a row of table 3, in the order of the form.

Row labels are the official form's, verbatim: 国办公开办函〔2021〕30号, and 国办公开办函〔2019〕60号
where the older form differs. Articles are those of 《中华人民共和国政府信息公开条例》(国务院令第711号).
"""

# ruff: noqa: E501 (one member a line, labels verbatim)

from __future__ import annotations

from enum import StrEnum
from typing import Self

from tongming.law.words import N_


class ReviewFirst(StrEnum):
    """Whether reconsideration must come before a court (复议前置).

    《行政复议法》第二十三条第一款第四项; 法释〔2025〕8号 第一条第二项.
    """

    YES = "yes"
    NO = "no"
    WITHHELD_PART = "withheld_part"
    """部分公开: for the withheld part only."""
    CONTESTED = "contested"
    """Row 3.3.8 rests on 第三十六条第七项, outside 第十四条至第十六条: a setting of the unit."""


class Group(StrEnum):
    """The sub-headings of 「三、本年度办理结果」; without figures of their own, but for (六) of 2019."""

    code: str

    def __new__(cls, label: str, code: str = "") -> Self:
        group = str.__new__(cls, label)
        group._value_, group.code = label, code
        return group

    REFUSED = N_("（三）不予公开"), "3.3"
    UNAVAILABLE = N_("（四）无法提供"), "3.4"
    NOT_HANDLED = N_("（五）不予处理"), "3.5"
    OTHERWISE = N_("（六）其他处理"), "3.6"


class Outcome(StrEnum):
    """How an application ended; the value is stored, `row` is the code of its row in the form."""

    row: str
    label: str
    group: Group | None
    article: str
    letters: tuple[str, ...]
    review_first: ReviewFirst

    # The defaults are for type checkers, to whom `Outcome("granted")` is a call with one argument.
    def __new__(
        cls,
        code: str,
        row: str = "",
        label: str = "",
        group: Group | None = None,
        article: str = "",
        letters: tuple[str, ...] = (),
        review_first: ReviewFirst = ReviewFirst.NO,
    ) -> Self:
        outcome = str.__new__(cls, code)
        outcome._value_ = code
        outcome.row, outcome.label, outcome.group = row, label, group
        outcome.article, outcome.letters, outcome.review_first = article, letters, review_first
        return outcome

    # fmt: off
    GRANTED = "granted", "3.1", N_("（一）予以公开"), None, "第三十六条第一项、第二项", ("R1", "R2"), ReviewFirst.NO
    PARTLY_GRANTED = "partly_granted", "3.2", N_("（二）部分公开（区分处理的，只计这一情形，不计其他情形）"), None, "第三十七条", ("R3",), ReviewFirst.WITHHELD_PART
    STATE_SECRET = "state_secret", "3.3.1", N_("1.属于国家秘密"), Group.REFUSED, "第十四条", ("R4",), ReviewFirst.YES
    FORBIDDEN_BY_LAW = "forbidden_by_law", "3.3.2", N_("2.其他法律行政法规禁止公开"), Group.REFUSED, "第十四条", ("R5",), ReviewFirst.YES
    ENDANGERS_SECURITY = "endangers_security", "3.3.3", N_("3.危及“三安全一稳定”"), Group.REFUSED, "第十四条", ("R6",), ReviewFirst.YES
    THIRD_PARTY_RIGHTS = "third_party_rights", "3.3.4", N_("4.保护第三方合法权益"), Group.REFUSED, "第十五条", ("R7",), ReviewFirst.YES
    INTERNAL_AFFAIRS = "internal_affairs", "3.3.5", N_("5.属于三类内部事务信息"), Group.REFUSED, "第十六条第一款", ("R8",), ReviewFirst.YES
    PROCESS_INFORMATION = "process_information", "3.3.6", N_("6.属于四类过程性信息"), Group.REFUSED, "第十六条第二款", ("R9",), ReviewFirst.YES
    ENFORCEMENT_FILE = "enforcement_file", "3.3.7", N_("7.属于行政执法案卷"), Group.REFUSED, "第十六条第二款", ("R10",), ReviewFirst.YES
    ADMINISTRATIVE_QUERY = "administrative_query", "3.3.8", N_("8.属于行政查询事项"), Group.REFUSED, "第三十六条第七项", ("R11",), ReviewFirst.CONTESTED
    NOT_HELD = "not_held", "3.4.1", N_("1.本机关不掌握相关政府信息"), Group.UNAVAILABLE, "第三十六条第四项、第五项", ("R12", "R13"), ReviewFirst.NO
    WOULD_NEED_MAKING = "would_need_making", "3.4.2", N_("2.没有现成信息需要另行制作"), Group.UNAVAILABLE, "第三十八条", ("R14",), ReviewFirst.NO
    STILL_UNCLEAR = "still_unclear", "3.4.3", N_("3.补正后申请内容仍不明确"), Group.UNAVAILABLE, "第三十条", ("R15",), ReviewFirst.NO
    PETITION = "petition", "3.5.1", N_("1.信访举报投诉类申请"), Group.NOT_HANDLED, "第三十九条第一款", ("R16",), ReviewFirst.NO
    REPEATED = "repeated", "3.5.2", N_("2.重复申请"), Group.NOT_HANDLED, "第三十六条第六项", ("R17",), ReviewFirst.NO
    PUBLICATION = "publication", "3.5.3", N_("3.要求提供公开出版物"), Group.NOT_HANDLED, "第三十九条第二款", ("R18",), ReviewFirst.NO
    EXCESSIVE = "excessive", "3.5.4", N_("4.无正当理由大量反复申请"), Group.NOT_HANDLED, "第三十五条", ("R19",), ReviewFirst.NO
    # No article states this ground; it exists through the national form. What a letter should cite is
    # not settled (often 第二条: not a request for government information), so the unit writes it.
    CONFIRMATION = "confirmation", "3.5.5", N_("5.要求行政机关确认或重新出具已获取信息"), Group.NOT_HANDLED, "", ("R20",), ReviewFirst.NO
    NOT_CORRECTED = "not_corrected", "3.6.1", N_("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"), Group.OTHERWISE, "第三十条", ("R21",), ReviewFirst.NO
    UNPAID = "unpaid", "3.6.2", N_("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"), Group.OTHERWISE, "国办函〔2020〕109号 第六条", ("R22",), ReviewFirst.NO
    # Where withdrawn applications are counted; no official list of what else belongs here was found.
    OTHER = "other", "3.6.3", N_("3.其他"), Group.OTHERWISE, "", (), ReviewFirst.NO
    # fmt: on

    @property
    def has_article(self) -> bool:
        """Whether a text gives the ground to cite; otherwise whoever signs must name one."""
        return bool(self.article)


class Step(StrEnum):
    """The five questions an application is put to, in order: 补不补、该不该、有没有、给不给、当不当.

    《江苏省政府信息公开申请办理答复规范》, sent to the whole country for reference by
    国办公开办函〔2020〕2号. `outcomes` are the ways a case may end at that question; the last one is
    about the letter and ends none. `UNPAID` and `OTHER` come from outside the five: a fee notice
    not followed, an application withdrawn.
    """

    label: str
    question: str
    outcomes: tuple[Outcome, ...]

    def __new__(
        cls,
        code: str,
        label: str = "",
        question: str = "",
        outcomes: tuple[Outcome, ...] = (),
    ) -> Self:
        step = str.__new__(cls, code)
        step._value_, step.label, step.question = code, label, question
        step.outcomes = outcomes
        return step

    COMPLETE = (
        "complete",
        N_("补不补"),
        N_("申请内容完整、明确吗？需要补正吗？"),
        (Outcome.STILL_UNCLEAR, Outcome.NOT_CORRECTED),
    )
    PROPER = (
        "proper",
        N_("该不该"),
        N_("是不是政府信息公开申请？该不该由本机关按条例办理？"),
        (
            Outcome.ADMINISTRATIVE_QUERY,
            Outcome.PETITION,
            Outcome.REPEATED,
            Outcome.PUBLICATION,
            Outcome.EXCESSIVE,
            Outcome.CONFIRMATION,
        ),
    )
    EXISTS = (
        "exists",
        N_("有没有"),
        N_("检索后有没有这项信息？（保留检索记录）"),
        (Outcome.NOT_HELD, Outcome.WOULD_NEED_MAKING),
    )
    DISCLOSE = (
        "disclose",
        N_("给不给"),
        N_("依次核对第十四条、第十五条（征求意见）、第十六条，能否区分处理（第三十七条）？"),
        (
            Outcome.GRANTED,
            Outcome.PARTLY_GRANTED,
            Outcome.STATE_SECRET,
            Outcome.FORBIDDEN_BY_LAW,
            Outcome.ENDANGERS_SECURITY,
            Outcome.THIRD_PARTY_RIGHTS,
            Outcome.INTERNAL_AFFAIRS,
            Outcome.PROCESS_INFORMATION,
            Outcome.ENFORCEMENT_FILE,
        ),
    )
    SOUND = (
        "sound",
        N_("当不当"),
        N_("文书、形式、送达是否妥当？"),
        (),
    )


OUTSIDE_THE_STEPS = (Outcome.UNPAID, Outcome.OTHER)
"""Ends that no question leads to."""


def step_of(outcome: Outcome) -> Step | None:
    """The question at which a case ends this way; `None` for those outside the five."""
    return next((step for step in Step if outcome in step.outcomes), None)


class ApplicantKind(StrEnum):
    """The columns of table 3: who applied (the applicant, not the agent who files)."""

    label: str
    group: str

    def __new__(cls, code: str, label: str = "", group: str = "") -> Self:
        kind = str.__new__(cls, code)
        kind._value_, kind.label, kind.group = code, label, group
        return kind

    NATURAL_PERSON = "nat", N_("自然人"), ""
    ENTERPRISE = "ent", N_("商业企业"), "法人或其他组织"
    RESEARCH = "res", N_("科研机构"), "法人或其他组织"
    PUBLIC_INTEREST = "ngo", N_("社会公益组织"), "法人或其他组织"
    LEGAL_SERVICE = "law", N_("法律服务机构"), "法人或其他组织"
    OTHER = "oth", N_("其他"), "法人或其他组织"
