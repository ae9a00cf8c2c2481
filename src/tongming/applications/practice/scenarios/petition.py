"""A petition written as an application: it too has its letter, and that letter its remedies."""

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
from tongming.applications.practice.scenarios.places import (
    disclosure_cases,
    procedure,
    regulation,
)
from tongming.law.clock import Kind
from tongming.law.outcomes import Outcome, Step
from tongming.law.words import N_

_ANSWER = Sample(
    "R16",
    {
        "receipt": "本机关于{received}签收您邮寄的材料，题为“政府信息公开申请”。",
        "reason": ("材料要求查处邻居占道建房并说明不查处的原因，没有指向任何已经记录、保存的信息"),
        "right_channel": "您可以向本镇综合行政执法队反映，电话见政府信息公开指南，也可以依法信访。",
    },
)

SCENARIO = Scenario(
    key="petition",
    title=N_("以申请形式信访投诉的"),
    about=N_("写着“申请”，其实是投诉：要告知，不能不理，也不能当成信息不存在。"),
    applicant="钱某某",
    asked=(
        "请公开贵镇为什么不处理我邻居占道建房。我去年就反映过，没有人管。"
        "请你们依法拆除，并公开处理他的决定。"
    ),
    begins=date(2026, 4, 27),
    scenes=(
        Scene(
            "receipt",
            N_("4月27日，邮政快递送来一封信，由收发室签收，题目是“政府信息公开申请”。"),
            (
                Choice(
                    "signed",
                    N_("按签收之日登记"),
                    "proper",
                    act=Act(Kind.RECEIVED, details={"channel": "mail_signed"}),
                    after=After(working=1),
                ),
                wrong(
                    "petition-office",
                    N_("一看就是信访，不登记，转给信访办"),
                    N_("以申请的形式提出的，先登记、再判断；不作为申请处理也要告知申请人。"),
                    regulation(39, 1),
                ),
            ),
        ),
        Scene(
            "proper",
            N_(
                "您把信读了两遍：他要求查处邻居、要求说明为什么不查处。"
                "您打电话确认，他说：“我不要什么文件，我就要你们去拆。”"
            ),
            (
                Choice(
                    "tell",
                    N_("告知不作为政府信息公开申请处理，说明理由，告诉他投诉举报的渠道"),
                    "suit",
                    act=Act(Kind.ANSWERED),
                    outcome=Outcome.PETITION,
                    letters=(_ANSWER,),
                    after=After(working=14),
                ),
                wrong(
                    "not-held",
                    N_("答复“您申请的信息不存在”"),
                    N_("他没有要任何一项信息，谈不上有没有。用错了情形，复议和诉讼都站不住。"),
                    regulation(39, 1),
                ),
                wrong(
                    "excessive",
                    N_("去年反映过，这是重复申请，不予重复处理"),
                    N_(
                        "重复申请是指同一申请人就同一信息再次申请、已经答复过；去年那次是反映问题。"
                    ),
                    regulation(36, item=6),
                ),
                wrong(
                    "silent",
                    N_("执法队已经在查了，等查完一起回他"),
                    N_("是不是作为申请处理，要在答复期限内告知，不能等别的事办完。"),
                    regulation(33, 2),
                ),
            ),
            question=Step.PROPER,
            term="reply",
        ),
        Scene(
            "suit",
            N_("钱某某没有申请复议，直接起诉。今天法院送来起诉状副本和应诉通知书。"),
            (
                Choice(
                    "defend",
                    N_("15日内提交答辩状，附上答复时依据的材料和电话记录"),
                    "end",
                    after=After(working=30),
                ),
                wrong(
                    "review-first",
                    N_("他没有先复议，法院应当不受理，不用答辩"),
                    N_("复议前置只管第十四条至第十六条的不予公开；不予处理可以直接起诉。"),
                    disclosure_cases(1, 1),
                ),
                wrong(
                    "at-hearing",
                    N_("开庭那天把证据带去"),
                    N_("不提供或者无正当理由逾期提供证据，视为没有相应证据。"),
                    procedure(34, 2),
                ),
            ),
            term="C8",
        ),
        Scene(
            "end",
            N_("法院认为告知正确、理由清楚，驳回了诉讼请求。占道建房由执法队另案处理。"),
        ),
    ),
)
