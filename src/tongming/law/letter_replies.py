"""The letters that answer an application, in the order of table 3.

A refusal names its reasons (第三十六条第三项); one letter rests on one row of the table.
"""

from __future__ import annotations

from functools import partial

from tongming.law.letter_model import Element, Letter, Need
from tongming.law.letter_steps import FEE_NOTICE, article
from tongming.law.outcomes import Outcome
from tongming.law.remedies import RemedyClass
from tongming.law.terms import Mark
from tongming.law.words import N_

_A = RemedyClass.REVIEW_FIRST
_REASONS = article(36, item=3)
_reply = partial(Letter, is_reply=True, remedy=RemedyClass.FREE_CHOICE)
_refusal = partial(Letter, is_reply=True, remedy=_A)

REPLIES: tuple[Letter, ...] = (
    _reply(
        id="R1",
        outcome=Outcome.GRANTED,
        title=N_("予以公开告知书"),
        when=N_("可以公开"),
        elements=(Element("form", N_("提供信息的形式")),),
        basis=(article(36, item=2), article(40)),
        gives_information=True,
    ),
    _reply(
        id="R2",
        outcome=Outcome.GRANTED,
        title=N_("已主动公开告知书"),
        when=N_("已经主动公开"),
        elements=(Element("route", N_("获取的确切方式和途径（网址、页码、地点）")),),
        basis=(article(36, item=1),),
        gives_information=True,
    ),
    _reply(
        id="R3",
        outcome=Outcome.PARTLY_GRANTED,
        remedy=_A,
        title=N_("部分公开告知书"),
        when=N_("能够区分处理"),
        elements=(
            Element("given", N_("公开的内容")),
            Element("withheld", N_("不予公开的内容")),
            Element("reasons", N_("每一处不予公开的理由和条款")),
        ),
        basis=(article(37), article(14), article(15), article(16)),
        gives_information=True,
    ),
    _refusal(
        id="R4",
        title=N_("不予公开告知书（国家秘密）"),
        when=N_("依法确定为国家秘密"),
        outcome=Outcome.STATE_SECRET,
        elements=(Element("reason", N_("不予公开及其理由（不描述秘密内容）")),),
        basis=(article(14), _REASONS),
    ),
    _refusal(
        id="R5",
        title=N_("不予公开告知书（法律、行政法规禁止）"),
        when=N_("法律、行政法规禁止公开"),
        outcome=Outcome.FORBIDDEN_BY_LAW,
        elements=(Element("forbidding_law", N_("禁止公开的法律或者行政法规及其条款")),),
        basis=(article(14), _REASONS),
    ),
    _refusal(
        id="R6",
        title=N_("不予公开告知书（三安全一稳定）"),
        when=N_("公开后可能危及国家安全、公共安全、经济安全、社会稳定"),
        outcome=Outcome.ENDANGERS_SECURITY,
        elements=(
            Element("limb", N_("危及哪一项")),
            Element("reason", N_("理由")),
        ),
        basis=(article(14), _REASONS),
    ),
    _refusal(
        id="R7",
        title=N_("不予公开告知书（第三方权益）"),
        when=N_("第三方不同意且有合理理由，或者行政机关决定不予公开"),
        outcome=Outcome.THIRD_PARTY_RIGHTS,
        elements=(
            Element("right", N_("商业秘密、个人隐私或者其他合法权益")),
            Element("consultation", N_("征求意见的情况")),
            Element("no_public_interest", N_("不公开不会对公共利益造成重大影响")),
        ),
        basis=(article(15), article(32), _REASONS),
    ),
    _refusal(
        id="R8",
        title=N_("不予公开告知书（内部事务信息）"),
        when=N_("属于人事管理、后勤管理、内部工作流程三类之一"),
        outcome=Outcome.INTERNAL_AFFAIRS,
        elements=(
            Element("kind", N_("属于哪一类")),
            Element("reason", N_("为什么不公开")),
        ),
        basis=(article(16, 1), _REASONS),
    ),
    _refusal(
        id="R9",
        title=N_("不予公开告知书（过程性信息）"),
        when=N_("属于讨论记录、过程稿、磋商信函、请示报告四类之一"),
        outcome=Outcome.PROCESS_INFORMATION,
        elements=(
            Element("kind", N_("属于哪一类")),
            Element("reason", N_("为什么不公开")),
            Element("no_rule_demands", N_("已核对：没有法律、法规、规章规定应当公开")),
        ),
        basis=(article(16, 2), _REASONS),
    ),
    _refusal(
        id="R10",
        title=N_("不予公开告知书（行政执法案卷信息）"),
        when=N_("属于行政执法案卷信息"),
        outcome=Outcome.ENFORCEMENT_FILE,
        elements=(
            Element("file", N_("哪一案卷")),
            Element("reason", N_("为什么不公开")),
            Element("no_rule_demands", N_("已核对：没有法律、法规、规章规定应当公开")),
        ),
        basis=(article(16, 2), _REASONS),
    ),
    _reply(
        id="R11",
        outcome=Outcome.ADMINISTRATIVE_QUERY,
        remedy=RemedyClass.CONTESTED,
        title=N_("依照专门规定办理告知书（行政查询事项）"),
        when=N_("工商、不动产登记资料等，法律、行政法规对获取另有规定"),
        elements=(
            Element("special_law", N_("作出专门规定的法律或者行政法规")),
            Element("where", N_("在哪里查询")),
        ),
        basis=(article(36, item=7),),
    ),
    _reply(
        id="R12",
        outcome=Outcome.NOT_HELD,
        title=N_("政府信息不存在告知书"),
        when=N_("经检索没有所申请的信息"),
        elements=(Element("search", N_("检索了什么：文件、关键词、日期、单位")),),
        basis=(article(36, item=4),),
    ),
    _reply(
        id="R13",
        outcome=Outcome.NOT_HELD,
        title=N_("非本机关负责公开告知书"),
        when=N_("所申请的信息不属于本机关负责公开"),
        elements=(
            Element("reason", N_("理由")),
            Element("other_organ", N_("负责公开的机关名称和联系方式（能够确定的）"), Need.IF_ANY),
        ),
        basis=(article(36, item=5), article(10)),
    ),
    _reply(
        id="R14",
        outcome=Outcome.WOULD_NEED_MAKING,
        title=N_("无法提供告知书（需另行制作）"),
        when=N_("需要对现有信息加工、分析"),
        elements=(Element("not_ready", N_("没有现成信息，也没有另行制作的义务")),),
        basis=(article(38),),
    ),
    _reply(
        id="R15",
        outcome=Outcome.STILL_UNCLEAR,
        title=N_("无法提供告知书（补正后仍不明确）"),
        when=N_("补正后申请内容仍不明确"),
        elements=(Element("still_unclear", N_("哪些内容仍不明确")),),
        basis=(article(30),),
    ),
    _reply(
        id="R16",
        outcome=Outcome.PETITION,
        title=N_("不作为政府信息公开申请处理告知书（信访、投诉、举报）"),
        when=N_("以申请的形式进行信访、投诉、举报"),
        elements=(
            Element("reason", N_("理由")),
            Element("right_channel", N_("可以通过的相应渠道"), Need.OPTIONAL),
        ),
        basis=(article(39, 1),),
    ),
    _reply(
        id="R17",
        outcome=Outcome.REPEATED,
        title=N_("不予重复处理告知书"),
        when=N_("同一申请人就同一信息再次申请，已经答复过"),
        elements=(
            Element("earlier_number", N_("先前答复的文号")),
            Element("earlier_date", N_("先前答复的日期")),
        ),
        basis=(article(36, item=6),),
    ),
    _reply(
        id="R18",
        outcome=Outcome.PUBLICATION,
        title=N_("公开出版物获取途径告知书"),
        when=N_("要求提供政府公报、报刊、书籍等公开出版物"),
        elements=(Element("where", N_("获取的途径")),),
        basis=(article(39, 2),),
    ),
    _reply(
        id="R19",
        outcome=Outcome.EXCESSIVE,
        title=N_("不予处理告知书（无正当理由大量反复申请）"),
        when=N_("已要求说明理由，理由不合理"),
        elements=(
            Element("numbers", N_("申请的数量、频次")),
            Element("reasons_given", N_("申请人说明的理由")),
            Element("why_unreasonable", N_("为什么不合理")),
        ),
        basis=(article(35),),
    ),
    _reply(
        id="R20",
        outcome=Outcome.CONFIRMATION,
        title=N_("不予处理告知书（确认或重新出具）"),
        when=N_("要求确认或者重新出具已经获取的信息"),
        elements=(
            Element("obtained", N_("已经获取的信息")),
            Element("obtained_on", N_("获取的时间")),
        ),
        basis=(),
        mark=Mark.UNVERIFIED,
    ),
    _reply(
        id="R21",
        outcome=Outcome.NOT_CORRECTED,
        title=N_("不再处理告知书（逾期不补正）"),
        when=N_("无正当理由逾期不补正"),
        elements=(
            Element("notice_number", N_("补正告知书的文号")),
            Element("served_on", N_("补正告知书的送达日期")),
            Element("last_day", N_("补正期限的最后一天")),
        ),
        basis=(article(30),),
    ),
    _reply(
        id="R22",
        outcome=Outcome.UNPAID,
        title=N_("不再处理告知书（逾期未缴费）"),
        when=N_("逾期未按收费通知缴纳费用"),
        elements=(
            Element("notice_number", N_("收费通知书的文号")),
            Element("served_on", N_("收费通知书的送达日期")),
            Element("last_day", N_("缴费期限的最后一天")),
            Element("amount", N_("金额")),
        ),
        basis=(FEE_NOTICE,),
    ),
    _reply(
        id="R24",
        title=N_("更正／不予更正告知书"),
        when=N_("申请更正与自身相关的不准确信息"),
        elements=(
            Element("facts", N_("事实")),
            Element("decision", N_("更正的结果，或者有权更正的机关")),
        ),
        basis=(article(41),),
    ),
)
