"""Very many applications of one person: reasons, a fee by applications, and what follows unpaid."""

from __future__ import annotations

from datetime import date

from tongming.applications.practice.scenario import (
    Act,
    After,
    Choice,
    Sample,
    Scenario,
    Scene,
    wrong,
)
from tongming.applications.practice.scenarios.places import fee_rules, regulation
from tongming.law.clock import Kind
from tongming.law.fees import Standard, price_of_nth
from tongming.law.outcomes import Outcome, Step
from tongming.law.words import N_

NTH = 28
"""Which application of the month it is; on 第四条 it lies in the tier from the 11th to the 30th."""
YUAN = price_of_nth(Standard.BY_APPLICATIONS, NTH)

_REASONS = Sample(
    "P3",
    {
        "receipt": "本机关于{received}收到您的申请：本镇2019年第三季度农机购置补贴发放表。",
        "numbers": f"您在本自然月内已向本机关提出{NTH}件政府信息公开申请",
        "term": "{reply_by}前（含当日）",
    },
)
_FEE = Sample(
    "P8",
    {
        "receipt": "本机关于{received}收到您的申请，系本自然月内的第28件。",
        "fee_basis": "国务院办公厅《政府信息公开信息处理费管理办法》第三条、第四条",
        "standard": "按件计收，同一申请人一个自然月内第11至30件，每件100元",
        "amount": f"{YUAN}元",
        "way_to_pay": "凭本通知书所附缴款码缴入国库，取得财政票据",
    },
)
_UNPAID = Sample(
    "R22",
    {
        "receipt": "本机关于{received}收到您的申请。",
        "notice_number": "练习样张",
        "served_on": "{noticed}",
        "last_day": "{due}",
        "amount": f"{YUAN}元",
    },
)
_GRANTED = Sample(
    "R1",
    {
        "receipt": "本机关于{received}收到您的申请：本镇2019年第三季度农机购置补贴发放表。",
        "attachment": "2019年第三季度农机购置补贴发放表（身份证号、银行账号已遮盖）",
        "form": "电子文件",
    },
)

SCENARIO = Scenario(
    key="excessive",
    title=N_("大量反复申请、按件收费的"),
    about=N_("一个月里的第28件：先要理由，再决定收不收费；钱怎么算，不缴又怎样。"),
    applicant="李某某",
    asked="请提供贵镇2019年第三季度农机购置补贴发放表，电子版。",
    begins=date(2026, 9, 21),
    scenes=(
        Scene(
            "receipt",
            N_(
                "9月21日，李某某到窗口交来本月的第28件申请。前27件各不相同，"
                "都是历年各项补贴的发放表。"
            ),
            (
                Choice(
                    "register",
                    N_("照常登记"),
                    "proper",
                    act=Act(Kind.RECEIVED, details={"channel": "in_person"}),
                ),
                wrong(
                    "refuse",
                    N_("太多了，不再接收他的申请"),
                    N_("数量再多也要登记。超过合理范围的，先要求说明理由，不能不收。"),
                    regulation(35),
                ),
            ),
        ),
        Scene(
            "proper",
            N_("两个人的公开办公室，一个月28件。您想：这明显超过合理范围。"),
            (
                Choice(
                    "ask",
                    N_("书面要求他说明理由，期限照常计算"),
                    "reasons",
                    act=Act(Kind.REASONS_ASKED, days_on={"reply_by": 5}),
                    letters=(_REASONS,),
                    after=After(working=4),
                ),
                wrong(
                    "not-handled",
                    N_("直接告知不予处理"),
                    N_("要先要求说明理由；理由不合理的，才能告知不予处理。"),
                    regulation(35),
                ),
                wrong(
                    "stop",
                    N_("要求说明理由，等他说明之前期限停止计算"),
                    N_("条例没有规定要求说明理由期间停止计算，期限照常走。"),
                    regulation(35),
                ),
                wrong(
                    "repeated",
                    N_("按重复申请不予处理"),
                    N_("每件要的信息不同，不是就同一信息再次申请。"),
                    regulation(36, item=6),
                ),
            ),
            question=Step.PROPER,
            term="reply",
        ),
        Scene(
            "reasons",
            N_(
                "他书面说明：村里的补贴被冒领，正在逐年核对，每张表都用得上。"
                "您和负责人商量：理由合理，但数量确实明显超过合理范围。"
            ),
            (
                Choice(
                    "fee",
                    N_("继续办理，按件收信息处理费：这一件100元"),
                    "unpaid",
                    act=Act(Kind.FEE_NOTIFIED, days_on={"received_on": 0}),
                    letters=(_FEE,),
                    after=After(term="D7"),
                ),
                Choice(
                    "free",
                    N_("收不收费可以选择：这次不收，按期答复"),
                    "grant",
                    after=After(working=3),
                ),
                wrong(
                    "all",
                    N_("28件都按每件100元，收2800元"),
                    N_("超额累进：一个自然月内前10件不收费，第11至30件每件100元。"),
                    fee_rules(4),
                ),
                wrong(
                    "both",
                    N_("按件收一次，表格有50页，再按页收一次"),
                    N_("一件申请只能选一种标准，按件或者按量，不能都收。"),
                    fee_rules(3),
                ),
                wrong(
                    "unreasonable",
                    N_("还是告知不予处理，省事"),
                    N_("理由合理的应当办理；不能按期答复的，可以确定合理的延迟期限并告知。"),
                    regulation(35),
                ),
            ),
            question=Step.PROPER,
            term="reply",
        ),
        Scene(
            "unpaid",
            N_("收费通知书他当天就收到了。20个工作日过去，没有缴费，也没有说明。"),
            (
                Choice(
                    "close",
                    N_("视为放弃申请，书面告知不再处理"),
                    "end-unpaid",
                    act=Act(Kind.ANSWERED),
                    outcome=Outcome.UNPAID,
                    letters=(_UNPAID,),
                ),
                wrong(
                    "force",
                    N_("从他的补贴款里扣"),
                    N_("不缴费的后果只有一个：视为放弃申请，不再处理。"),
                    fee_rules(6),
                ),
                wrong(
                    "paid-late",
                    N_("他明天来缴也算数，缴了就接着办"),
                    act=Act(Kind.FEE_PAID),
                ),
            ),
        ),
        Scene(
            "grant",
            N_("表找到了，共一份。身份证号和银行账号已经遮好，其余在村里公示过。"),
            (
                Choice(
                    "give",
                    N_("予以公开，按他要的电子形式提供"),
                    "end",
                    act=Act(Kind.ANSWERED),
                    outcome=Outcome.GRANTED,
                    letters=(_GRANTED,),
                ),
                wrong(
                    "wait",
                    N_("等他其余27件都办完，一起给"),
                    N_("每件申请各有各的答复期限。"),
                    regulation(33, 2),
                ),
            ),
            question=Step.DISCLOSE,
            term="reply",
        ),
        Scene(
            "end-unpaid",
            N_("这一件办结，计入表三“申请人逾期未按收费通知要求缴纳费用”。他可以另行申请。"),
        ),
        Scene("end", N_("李某某收到了表。这一件办结，计入表三“（一）予以公开”。")),
    ),
)
