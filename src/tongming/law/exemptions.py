"""Grounds for not disclosing: 《政府信息公开条例》第十四条至第十六条.

Disclosure is the norm (第五条、第十三条); these are the only exceptions. They have two kinds of
force: where the organ must not disclose, and where it may withhold. A ground of the second kind is
a choice, and a refusal resting on it should say why the choice fell so.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from tongming.law.citation import REGULATION, Citation
from tongming.law.labelled import Labelled
from tongming.law.outcomes import Outcome
from tongming.law.terms import Mark
from tongming.law.words import N_, Message, Refused, say

_ARTICLE_14 = Citation(REGULATION, 14)


class Force(StrEnum):
    """What a ground does to the organ."""

    MUST = "must"
    """不予公开: no one in the organ can decide otherwise."""
    MUST_UNLESS = "must_unless"
    """不得公开, unless the third party agrees or the public interest demands it (第十五条)."""
    MAY = "may"
    """可以不予公开 (第十六条)."""


class Lift(Labelled):
    """What opens information a ground would close."""

    THIRD_PARTY_AGREES = "third_party_agrees", N_("第三方同意公开")
    PUBLIC_INTEREST = (
        "public_interest",
        N_("行政机关认为不公开会对公共利益造成重大影响（须将内容和理由书面告知第三方）"),
    )
    """Decided by the organ; the third party is told what is disclosed and why (第三十二条)."""
    LAW_DEMANDS_IT = "law_demands_it", N_("法律、法规、规章规定应当公开")
    """Here local regulations and rules count too."""
    ORGAN_CHOOSES = "organ_chooses", N_("行政机关决定公开")


class Exemption(StrEnum):
    """One ground. The value is stored; `label` is what the text names."""

    label: str
    force: Force
    citation: Citation
    outcome: Outcome
    """The row a refusal on this ground is counted in."""
    kinds: tuple[str, ...]
    lifts: tuple[Lift, ...]

    def __new__(
        cls,
        code: str,
        label: str = "",
        force: Force = Force.MUST,
        citation: Citation = _ARTICLE_14,
        outcome: Outcome = Outcome.STATE_SECRET,
        kinds: tuple[str, ...] = (),
        lifts: tuple[Lift, ...] = (),
    ) -> Self:
        ground = str.__new__(cls, code)
        ground._value_, ground.label, ground.force = code, label, force
        ground.citation, ground.outcome = citation, outcome
        ground.kinds, ground.lifts = kinds, lifts
        return ground

    STATE_SECRET = (
        "14-a",
        N_("国家秘密"),
        Force.MUST,
        _ARTICLE_14,
        Outcome.STATE_SECRET,
    )
    """Lawfully classified. In doubt ask the department or 保密行政管理部门 (第十七条)."""
    FORBIDDEN_BY_LAW = (
        "14-b",
        N_("法律、行政法规禁止公开"),
        Force.MUST,
        _ARTICLE_14,
        Outcome.FORBIDDEN_BY_LAW,
    )
    """Laws and 行政法规 only: a local regulation or a rule cannot forbid."""
    ENDANGERS_SECURITY = (
        "14-c",
        N_("公开后可能危及国家安全、公共安全、经济安全、社会稳定"),
        Force.MUST,
        _ARTICLE_14,
        Outcome.ENDANGERS_SECURITY,
        (N_("国家安全"), N_("公共安全"), N_("经济安全"), N_("社会稳定")),
    )
    THIRD_PARTY_RIGHTS = (
        "15",
        N_("商业秘密、个人隐私等公开会对第三方合法权益造成损害"),
        Force.MUST_UNLESS,
        Citation(REGULATION, 15),
        Outcome.THIRD_PARTY_RIGHTS,
        (N_("商业秘密"), N_("个人隐私"), N_("其他合法权益")),
        (Lift.THIRD_PARTY_AGREES, Lift.PUBLIC_INTEREST),
    )
    """Silence is not consent: without an answer the organ decides by itself (第三十二条)."""
    INTERNAL_AFFAIRS = (
        "16-1",
        N_("内部事务信息"),
        Force.MAY,
        Citation(REGULATION, 16, 1),
        Outcome.INTERNAL_AFFAIRS,
        (N_("人事管理"), N_("后勤管理"), N_("内部工作流程")),
        (Lift.ORGAN_CHOOSES,),
    )
    PROCESS_INFORMATION = (
        "16-2a",
        N_("过程性信息"),
        Force.MAY,
        Citation(REGULATION, 16, 2),
        Outcome.PROCESS_INFORMATION,
        (N_("讨论记录"), N_("过程稿"), N_("磋商信函"), N_("请示报告")),
        (Lift.ORGAN_CHOOSES, Lift.LAW_DEMANDS_IT),
    )
    ENFORCEMENT_FILE = (
        "16-2b",
        N_("行政执法案卷信息"),
        Force.MAY,
        Citation(REGULATION, 16, 2),
        Outcome.ENFORCEMENT_FILE,
        (),
        (Lift.ORGAN_CHOOSES, Lift.LAW_DEMANDS_IT),
    )

    @property
    def is_choice(self) -> bool:
        """Whether the organ may disclose all the same, and so should say why it does not."""
        return self.force is Force.MAY

    @property
    def must_consult(self) -> bool:
        """Whether the third party is asked in writing before deciding (第三十二条)."""
        return self is Exemption.THIRD_PARTY_RIGHTS


REASON_FOR_CHOICE_MARK = Mark.KNOWN
"""That a choice to withhold must be reasoned is not written in 第十六条; 第三十六条第三项 asks for
reasons of every refusal, and courts ask for those of a choice."""


def still_wanting(
    ground: Exemption, *, reason: str = "", kind: str = "", forbidding_law: str = ""
) -> tuple[Message, ...]:
    """What a refusal on a ground still lacks: every refusal gives reasons (第三十六条第三项)."""
    wanting = []
    if not reason.strip():
        wanting.append(
            say(N_("写明选择不公开的理由：该项信息可以不公开，也可以公开"))
            if ground.is_choice
            else say(N_("写明不予公开的理由"))
        )
    if ground.kinds and kind not in ground.kinds:
        wanting.append(say(N_("写明属于哪一种：{kinds}"), kinds="、".join(ground.kinds)))
    if ground is Exemption.FORBIDDEN_BY_LAW and not forbidding_law.strip():
        wanting.append(say(N_("写明禁止公开的法律或者行政法规及其条款")))
    return tuple(wanting)


def require_lift(ground: Exemption, lift: Lift) -> None:
    """Refuse to disclose information under a ground for a reason the law does not know."""
    if lift not in ground.lifts:
        raise Refused(
            say(
                N_("{ground}不能因为“{lift}”而公开。"),
                ground=say(ground.label),
                lift=say(lift.label),
            ),
            str(ground.citation),
        )
