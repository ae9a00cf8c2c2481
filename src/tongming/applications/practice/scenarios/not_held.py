"""A search that finds nothing, and the proof of it before the reconsideration organ."""

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
from tongming.applications.practice.scenarios.places import reconsideration, regulation
from tongming.law.clock import Kind
from tongming.law.outcomes import Outcome, Step
from tongming.law.words import N_

_ANSWER = Sample(
    "R12",
    {
        "receipt": "本机关于{received}签收您邮寄的申请：2012年柳树村低保民主评议会议记录。",
        "search": (
            "检索了本镇综合档案室2011年至2014年全部案卷目录、民政办公室移交清单和电子档案，"
            "关键词“柳树村”“低保”“评议”，并向柳树村核实，该年记录本已在2013年汛期损毁，有当年损毁登记为证"
        ),
    },
)

SCENARIO = Scenario(
    key="not-held",
    title=N_("信息不存在的"),
    about=N_("查了没有，也要答复，还要拿得出检索的记录：复议时就靠它。"),
    applicant="孙某某",
    asked="请提供2012年柳树村低保民主评议会议记录的复印件。",
    begins=date(2026, 6, 8),
    scenes=(
        Scene(
            "receipt",
            N_(
                "6月8日，收发室签收了一封挂号信，是孙某某的政府信息公开申请，信封上的邮戳是6月3日。"
            ),
            (
                Choice(
                    "signed",
                    N_("按今天签收登记"),
                    "search",
                    act=Act(Kind.RECEIVED, details={"channel": "mail_signed"}),
                ),
                wrong(
                    "postmark",
                    N_("按邮戳的6月3日登记"),
                    N_("邮寄的，以签收之日为收到申请之日。"),
                    regulation(31, item=2),
                ),
                wrong(
                    "approved",
                    N_("先请分管领导批示，批示那天算收到"),
                    N_("收到申请之日由法律规定，内部什么时候批示不改变它。"),
                    regulation(31),
                ),
            ),
        ),
        Scene(
            "search",
            N_("申请写明了年份、村和材料名称。民政办公室的同志说：“印象里没有这个东西。”"),
            (
                Choice(
                    "look",
                    N_("认真检索：查档案目录、移交清单、电子档案，问村里，每一步记下来"),
                    "answer",
                    after=After(working=4),
                ),
                wrong(
                    "memory",
                    N_("既然没有印象，直接答复不存在"),
                    N_("“经检索”没有才能答复不存在。没有检索，复议和诉讼时拿不出依据。"),
                    regulation(36, item=4),
                ),
                wrong(
                    "correct",
                    N_("让申请人补正：说出文号和存放地点"),
                    N_(
                        "名称、文号或者便于查询的特征，有一样能查到就行，不能要求申请人替机关检索。"
                    ),
                    regulation(29, 2, 2),
                ),
            ),
            question=Step.COMPLETE,
            term="reply",
        ),
        Scene(
            "answer",
            N_("检索完了：确实没有。村里说那一年的记录本在2013年汛期泡坏了，镇上留有损毁登记。"),
            (
                Choice(
                    "none",
                    N_("答复信息不存在，写明检索了什么，附检索记录存档"),
                    "review",
                    act=Act(Kind.ANSWERED),
                    outcome=Outcome.NOT_HELD,
                    letters=(_ANSWER,),
                    after=After(working=15),
                ),
                wrong(
                    "make",
                    N_("请村里凭回忆补写一份给他"),
                    N_("行政机关提供现有的信息，没有另行制作的义务；补写的也不是当年的记录。"),
                    regulation(38),
                ),
                wrong(
                    "process",
                    N_("会议记录是过程性信息，答复不予公开"),
                    N_("先要有，才谈得上给不给。没有的信息不能答复“不予公开”。"),
                    regulation(36, item=4),
                ),
                wrong(
                    "silent",
                    N_("没有东西可给，就不用答复了"),
                    N_("检索后没有的，也要告知申请人该信息不存在。"),
                    regulation(36, item=4),
                ),
            ),
            question=Step.EXISTS,
            term="reply",
        ),
        Scene(
            "review",
            N_(
                "孙某某申请了行政复议。复议机构适用简易程序，今天送来申请书副本。"
                "信息不存在不属于复议前置，他本来也可以直接起诉。"
            ),
            (
                Choice(
                    "answer",
                    N_("5个工作日内提出书面答复，交上检索记录和损毁登记"),
                    "end",
                    after=After(working=15),
                ),
                wrong(
                    "ten",
                    N_("复议答复有10个工作日，不着急"),
                    N_("简易程序是5个工作日，普通程序才是10个工作日。"),
                    reconsideration(54),
                ),
                wrong(
                    "gather",
                    N_("现在再去村里做一份检索笔录，写成答复之前的日期"),
                    N_(
                        "复议期间不得自行收集证据，自行收集的不作为认定行政行为合法的依据；倒签更是造假。"
                    ),
                    reconsideration(46, 1),
                ),
            ),
            term="D13",
        ),
        Scene(
            "end",
            N_("复议机关看了检索记录，认为已经尽到检索义务，维持了答复。表四计入“复议结果维持”。"),
        ),
    ),
)
