"""The letters in the course of a case: receipt, correction, extension, consultation, fee.

They cannot be challenged by themselves (国办函〔2021〕132号 第三条) and carry no remedy notice, but for P9:
a third party whose objection is overridden may go against the decision.
"""

# ruff: noqa: E501 (official names are wide)

from __future__ import annotations

from tongming.law.citation import PROCESSING_FEE, REGULATION, Citation
from tongming.law.letter_model import Addressee, Element, Letter
from tongming.law.remedies import RemedyClass
from tongming.law.words import N_

FEE_NOTICE = Citation(PROCESSING_FEE, 6)


def article(number: int, paragraph: int | None = None, item: int | None = None) -> Citation:
    """An article of the regulation."""
    return Citation(REGULATION, number, paragraph, item)


PROCEDURAL: tuple[Letter, ...] = (
    Letter(
        id="P1",
        title=N_("登记回执（接收回执）"),
        when=N_("登记时：当面提交的当场出具，其他方式应申请人要求出具"),
        elements=(
            Element("application_number", N_("申请编号")),
            Element("applicant", N_("申请人")),
            Element("matter", N_("申请事项")),
            Element("reply_by", N_("答复期限的最后一天")),
        ),
        basis=(article(45), article(31)),
    ),
    Letter(
        id="P2",
        title=N_("补正告知书"),
        when=N_("申请内容不明确或者缺少必备内容：收到申请之日起7个工作日内一次性告知"),
        elements=(
            Element("unclear", N_("哪些内容不明确")),
            Element("guidance", N_("指导和释明")),
            Element("to_correct", N_("需要补正的事项")),
            Element("term", N_("合理的补正期限")),
            Element("consequence", N_("后果：无正当理由逾期不补正，视为放弃申请")),
            Element("restart", N_("答复期限自收到补正的申请之日起计算")),
        ),
        basis=(article(30), article(29)),
    ),
    Letter(
        id="P3",
        title=N_("说明理由告知书"),
        when=N_("申请公开政府信息的数量、频次明显超过合理范围"),
        elements=(
            Element("numbers", N_("申请的数量、频次")),
            Element("ask_reasons", N_("要求说明理由")),
            Element("term", N_("说明理由的期限")),
            Element("consequence", N_("后果：理由不合理的，告知不予处理")),
        ),
        basis=(article(35),),
    ),
    Letter(
        id="P4",
        title=N_("延期答复告知书"),
        when=N_("答复期限届满前，经政府信息公开工作机构负责人同意"),
        elements=(
            Element("reason", N_("延期的理由")),
            Element("days", N_("延长的天数（最长20个工作日）")),
            Element("new_last_day", N_("延长后的最后一天")),
        ),
        basis=(article(33, 2),),
    ),
    Letter(
        id="P5",
        title=N_("征求意见书（给第三方）"),
        when=N_("公开可能损害第三方合法权益"),
        elements=(
            Element("asked_for", N_("被申请公开的信息")),
            Element("their_part", N_("其中与第三方有关的内容")),
            Element("term", N_("自收到征求意见书之日起15个工作日内提出意见")),
            Element("silence", N_("逾期未提出意见的，由行政机关决定是否公开")),
            Element("how_to_answer", N_("怎样提出意见")),
        ),
        basis=(article(32),),
        to=Addressee.THIRD_PARTY,
    ),
    Letter(
        id="P6",
        title=N_("征求意见书（给共同制作机关／其他机关）"),
        when=N_("信息由多个机关共同制作，或者涉及其他机关"),
        elements=(
            Element("asked_for", N_("被申请公开的信息")),
            Element("term", N_("自收到征求意见书之日起15个工作日内提出意见")),
            Element("silence", N_("共同制作机关逾期未提出意见的，视为同意公开")),
        ),
        basis=(article(34), article(11)),
        to=Addressee.ORGAN,
    ),
    Letter(
        id="P7",
        title=N_("征求意见告知书（给申请人）"),
        when=N_("发出征求意见书时"),
        elements=(
            Element("consulting", N_("正在征求意见")),
            Element("excluded", N_("征求意见所需时间不计算在答复期限内")),
        ),
        basis=(article(33, 3),),
    ),
    Letter(
        id="P8",
        title=N_("收费通知书"),
        when=N_("申请处理期限内"),
        elements=(
            Element("fee_basis", N_("收费依据")),
            Element("standard", N_("收费标准")),
            Element("amount", N_("金额")),
            Element("way_to_pay", N_("缴费方式")),
            Element("term", N_("自收到通知次日起20个工作日内缴纳")),
            Element("consequence", N_("后果：逾期未缴纳，视为放弃申请，不再处理")),
        ),
        basis=(FEE_NOTICE, article(42)),
    ),
    Letter(
        id="P9",
        title=N_("决定公开告知书（给第三方）"),
        when=N_("第三方不同意，行政机关认为不公开会对公共利益造成重大影响而决定公开"),
        elements=(
            Element("content", N_("决定公开的内容")),
            Element("reason", N_("公开的理由")),
        ),
        basis=(article(32), article(15)),
        remedy=RemedyClass.FREE_CHOICE,
        to=Addressee.THIRD_PARTY,
    ),
    Letter(
        id="P10",
        title=N_("转送／协办函"),
        when=N_("需要其他单位查找或者办理"),
        elements=(
            Element("matter", N_("事项")),
            Element("term", N_("办理时限")),
        ),
        basis=(article(45),),
        to=Addressee.ORGAN,
    ),
    Letter(
        id="R23",
        title=N_("延迟答复告知书（申请理由合理）"),
        when=N_("申请数量、频次明显超过合理范围但理由合理，无法按期答复"),
        elements=(Element("new_term", N_("延迟答复的合理期限")),),
        basis=(article(35),),
    ),
)
