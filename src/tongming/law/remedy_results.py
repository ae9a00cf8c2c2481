"""How a reconsideration or a suit can end, in the words of decisions, and where table 4 counts it.

The form prints 结果维持、结果纠正、其他结果、尚未审结 and says of none what belongs to it; no official
text that does was found. The map below is the usual reading: it is shown as such, and a case may
be counted otherwise with a reason (docs/decisions/1201). 《行政复议法》 is that of 2023.
"""

# ruff: noqa: E501 (one member a line)

from __future__ import annotations

from enum import StrEnum
from typing import Self

from tongming.law.citation import (
    ADMINISTRATIVE_PROCEDURE,
    ADMINISTRATIVE_PROCEDURE_READING,
    RECONSIDERATION,
    Citation,
)
from tongming.law.labelled import Labelled
from tongming.law.terms import Mark
from tongming.law.words import N_

MAP_MARK = Mark.UNVERIFIED
"""How sure it is which column a result belongs to: no official text was found."""


_WITHOUT_ARTICLE = Citation(RECONSIDERATION)


class Standing(Labelled):
    """The columns of table 4: what has become of a case."""

    UPHELD = "upheld", N_("结果维持")
    CORRECTED = "corrected", N_("结果纠正")
    OTHER = "other", N_("其他结果")
    PENDING = "pending", N_("尚未审结")


class Way(Labelled):
    """The three groups of table 4."""

    REVIEW = "review", N_("行政复议")
    DIRECT = "direct", N_("未经复议直接起诉")
    AFTER = "after", N_("复议后起诉")


class Instance(Labelled):
    """Before whom a case is. A suit passes through one or more; a reconsideration has one."""

    REVIEW = "review", N_("行政复议")
    FIRST = "first", N_("一审")
    SECOND = "second", N_("二审")
    RETRIAL = "retrial", N_("再审")

    @property
    def is_review(self) -> bool:
        return self is Instance.REVIEW

    @property
    def reviews_another(self) -> bool:
        """Whether it looks again at what another court decided."""
        return self in (Instance.SECOND, Instance.RETRIAL)


class Procedure(Labelled):
    """Under which procedure a reconsideration runs.

    Cases about government information may run under the simplified one (《行政复议法》第五十三条
    第一款第四项).
    """

    ORDINARY = "ordinary", N_("普通程序")
    SIMPLIFIED = "simplified", N_("简易程序")


class Result(StrEnum):
    """What a decision, judgment or ruling says; the value is stored."""

    label: str
    instances: tuple[Instance, ...]
    standing: Standing | None
    """Where table 4 counts it; None: what the court before decided stands."""
    citation: Citation
    orders_action: bool
    """Whether it may order the organ to act (again)."""
    is_ruling: bool
    """裁定, not 判决: the term of appeal is shorter."""

    # The defaults are for type checkers, to whom `Result("upheld")` is a call with one argument.
    def __new__(
        cls,
        code: str,
        label: str = "",
        instances: tuple[Instance, ...] = (),
        standing: Standing | None = None,
        citation: Citation = _WITHOUT_ARTICLE,
        orders_action: bool = False,
        is_ruling: bool = False,
    ) -> Self:
        result = str.__new__(cls, code)
        result._value_, result.label, result.instances = code, label, instances
        result.standing, result.citation = standing, citation
        result.orders_action, result.is_ruling = orders_action, is_ruling
        return result

    # fmt: off
    REVIEW_UPHELD = "review_upheld", N_("维持"), (Instance.REVIEW,), Standing.UPHELD, Citation(RECONSIDERATION, 68)
    REVIEW_DISMISSED = "review_dismissed", N_("驳回行政复议请求"), (Instance.REVIEW,), Standing.UPHELD, Citation(RECONSIDERATION, 69)
    REVIEW_REVOKED = "review_revoked", N_("决定撤销"), (Instance.REVIEW,), Standing.CORRECTED, Citation(RECONSIDERATION, 64), True
    REVIEW_PARTLY_REVOKED = "review_partly_revoked", N_("决定部分撤销"), (Instance.REVIEW,), Standing.CORRECTED, Citation(RECONSIDERATION, 64), True
    REVIEW_CHANGED = "review_changed", N_("变更"), (Instance.REVIEW,), Standing.CORRECTED, Citation(RECONSIDERATION, 63), True
    REVIEW_UNLAWFUL = "review_unlawful", N_("确认违法"), (Instance.REVIEW,), Standing.CORRECTED, Citation(RECONSIDERATION, 65), True
    REVIEW_ORDERED = "review_ordered", N_("责令限期履行"), (Instance.REVIEW,), Standing.CORRECTED, Citation(RECONSIDERATION, 66), True
    REVIEW_VOID = "review_void", N_("确认无效"), (Instance.REVIEW,), Standing.CORRECTED, Citation(RECONSIDERATION, 67), True
    REVIEW_NOT_ACCEPTED = "review_not_accepted", N_("不予受理"), (Instance.REVIEW,), Standing.OTHER, Citation(RECONSIDERATION, 30)
    REVIEW_REJECTED = "review_rejected", N_("驳回行政复议申请"), (Instance.REVIEW,), Standing.OTHER, Citation(RECONSIDERATION, 33)
    REVIEW_WITHDRAWN = "review_withdrawn", N_("申请人撤回，终止行政复议"), (Instance.REVIEW,), Standing.OTHER, Citation(RECONSIDERATION, 41)
    REVIEW_ENDED = "review_ended", N_("因其他原因终止行政复议"), (Instance.REVIEW,), Standing.OTHER, Citation(RECONSIDERATION, 41)
    REVIEW_MEDIATED = "review_mediated", N_("调解"), (Instance.REVIEW,), Standing.OTHER, Citation(RECONSIDERATION, 73), True
    REVIEW_SETTLED = "review_settled", N_("和解"), (Instance.REVIEW,), Standing.OTHER, Citation(RECONSIDERATION, 74)
    REVIEW_TRANSFERRED = "review_transferred", N_("移送其他机关"), (Instance.REVIEW,), Standing.OTHER, _WITHOUT_ARTICLE
    STANDS = "stands", N_("驳回上诉或者再审申请，维持原裁判"), (Instance.SECOND, Instance.RETRIAL), None, Citation(ADMINISTRATIVE_PROCEDURE, 89)
    APPEAL_WITHDRAWN = "appeal_withdrawn", N_("撤回上诉或者再审申请"), (Instance.SECOND, Instance.RETRIAL), None, Citation(ADMINISTRATIVE_PROCEDURE_READING), False, True
    REMANDED = "remanded", N_("发回重审"), (Instance.SECOND, Instance.RETRIAL), Standing.PENDING, Citation(ADMINISTRATIVE_PROCEDURE, 89), False, True
    SUIT_DISMISSED = "suit_dismissed", N_("驳回诉讼请求"), (Instance.FIRST, Instance.SECOND, Instance.RETRIAL), Standing.UPHELD, Citation(ADMINISTRATIVE_PROCEDURE, 69)
    SUIT_REVOKED = "suit_revoked", N_("判决撤销"), (Instance.FIRST, Instance.SECOND, Instance.RETRIAL), Standing.CORRECTED, Citation(ADMINISTRATIVE_PROCEDURE, 70), True
    SUIT_PARTLY_REVOKED = "suit_partly_revoked", N_("判决部分撤销"), (Instance.FIRST, Instance.SECOND, Instance.RETRIAL), Standing.CORRECTED, Citation(ADMINISTRATIVE_PROCEDURE, 70), True
    SUIT_ORDERED = "suit_ordered", N_("判决限期履行"), (Instance.FIRST, Instance.SECOND, Instance.RETRIAL), Standing.CORRECTED, Citation(ADMINISTRATIVE_PROCEDURE, 72), True
    SUIT_UNLAWFUL = "suit_unlawful", N_("判决确认违法"), (Instance.FIRST, Instance.SECOND, Instance.RETRIAL), Standing.CORRECTED, Citation(ADMINISTRATIVE_PROCEDURE, 74), True
    SUIT_VOID = "suit_void", N_("判决确认无效"), (Instance.FIRST, Instance.SECOND, Instance.RETRIAL), Standing.CORRECTED, Citation(ADMINISTRATIVE_PROCEDURE, 75), True
    SUIT_CHANGED = "suit_changed", N_("判决变更"), (Instance.FIRST, Instance.SECOND, Instance.RETRIAL), Standing.CORRECTED, Citation(ADMINISTRATIVE_PROCEDURE, 77), True
    SUIT_NOT_FILED = "suit_not_filed", N_("不予立案"), (Instance.FIRST,), Standing.OTHER, Citation(ADMINISTRATIVE_PROCEDURE, 51), False, True
    SUIT_REJECTED = "suit_rejected", N_("裁定驳回起诉"), (Instance.FIRST, Instance.SECOND, Instance.RETRIAL), Standing.OTHER, Citation(ADMINISTRATIVE_PROCEDURE_READING, 69), False, True
    SUIT_WITHDRAWN = "suit_withdrawn", N_("准许撤诉"), (Instance.FIRST, Instance.SECOND, Instance.RETRIAL), Standing.OTHER, Citation(ADMINISTRATIVE_PROCEDURE, 62), False, True
    SUIT_MEDIATED = "suit_mediated", N_("法院调解"), (Instance.FIRST, Instance.SECOND, Instance.RETRIAL), Standing.OTHER, Citation(ADMINISTRATIVE_PROCEDURE, 60), True
    SUIT_TRANSFERRED = "suit_transferred", N_("移送其他法院"), (Instance.FIRST,), Standing.OTHER, Citation(ADMINISTRATIVE_PROCEDURE, 22), False, True
    # fmt: on

    @classmethod
    def of(cls, instance: Instance) -> tuple[Self, ...]:
        """The results an instance can have, those that settle the matter first."""
        return tuple(result for result in cls if instance in result.instances)
