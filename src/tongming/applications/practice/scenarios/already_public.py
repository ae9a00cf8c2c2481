"""What was asked for stands on the public section already."""

from __future__ import annotations

from datetime import date

from tongming.applications.practice.scenario import Act, Choice, Sample, Scenario, Scene, wrong
from tongming.applications.practice.scenarios.places import regulation
from tongming.law.clock import Kind
from tongming.law.outcomes import Outcome, Step
from tongming.law.words import N_

_RECEIPT = Sample(
    "P1",
    {
        "receipt": "本机关于{received}当面收到您提交的政府信息公开申请，现已登记。",
        "matter": "本镇2025年度财政决算。",
        "reply_by": "{due}",
    },
)
_ANSWER = Sample(
    "R2",
    {
        "receipt": "本机关于{received}收到您当面提交的申请，申请公开：本镇2025年度财政决算。",
        "route": "本机关政府信息公开专栏“财政预算、决算”栏，《2025年度部门决算》，第1条",
    },
)

SCENARIO = Scenario(
    key="already-public",
    title=N_("已经主动公开的"),
    about=N_("最短的一件：要的东西已经在专栏上。从登记到答复，十分钟可以办完。"),
    applicant="周某某",
    asked="请提供贵镇2025年度财政决算，纸质或者电子版都可以。",
    begins=date(2026, 10, 12),
    scenes=(
        Scene(
            "receipt",
            N_(
                "10月12日上午，周某某来到窗口，当面交了一张申请表，出示了身份证，"
                "要本镇2025年度财政决算。"
            ),
            (
                Choice(
                    "register",
                    N_("当场登记，出具登记回执"),
                    "exists",
                    act=Act(Kind.RECEIVED, details={"channel": "in_person"}),
                    letters=(_RECEIPT,),
                ),
                wrong(
                    "purpose",
                    N_("请他先写明用途，写了再收"),
                    N_("申请只需写明姓名和身份证明、联系方式、信息的特征、形式要求，不问用途。"),
                    regulation(29, 2),
                ),
                wrong(
                    "village",
                    N_("请他先到村里开一张介绍信"),
                    N_("公民、法人或者其他组织都可以申请，法律没有要求介绍信。"),
                    regulation(27),
                ),
            ),
        ),
        Scene(
            "exists",
            N_("申请写得很清楚。您查了一下：2025年度决算9月已经在专栏“财政预算、决算”栏公开。"),
            (
                Choice(
                    "route",
                    N_("当场答复：已经主动公开，写明在哪一栏、哪一条，并帮他打开"),
                    "end",
                    act=Act(Kind.ANSWERED),
                    outcome=Outcome.GRANTED,
                    letters=(_ANSWER,),
                ),
                wrong(
                    "search",
                    N_("告诉他“网上都有，自己去找”"),
                    N_("已经主动公开的，要告知获取的方式、途径，让人照着就能找到。"),
                    regulation(36, item=1),
                ),
                wrong(
                    "silent",
                    N_("已经公开过的不用答复，直接归档"),
                    N_("每一件申请都要答复；能够当场答复的，应当当场答复。"),
                    regulation(33, 1),
                ),
                wrong(
                    "charge",
                    N_("打印一份给他，按页收复印费"),
                    N_(
                        "提供政府信息不收检索、复制、邮寄费用，只有数量、频次明显超过合理范围的例外。"
                    ),
                    regulation(42),
                ),
            ),
            question=Step.EXISTS,
            term="reply",
        ),
        Scene(
            "end",
            N_("周某某当场看到了决算，道谢走了。这一件办结，计入表三“（一）予以公开”。"),
        ),
    ),
)
