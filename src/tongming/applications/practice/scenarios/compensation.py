"""征地补偿: the whole course, from an unclear application to the court."""

from __future__ import annotations

from datetime import date
from functools import partial

from tongming.applications.practice.scenario import Act, After, Choice, Scenario, Scene, wrong
from tongming.applications.practice.scenarios import compensation_letters as letters
from tongming.applications.practice.scenarios.places import (
    procedure,
    reconsideration,
    regulation,
)
from tongming.law.clock import Kind
from tongming.law.exemptions import Exemption, Lift, require_lift
from tongming.law.outcomes import Outcome, Step
from tongming.law.words import N_

_BEGINNING = (
    Scene(
        "receipt",
        N_(
            "3月1日（星期日）晚上，镇政府网站收到一份申请，附了身份证照片和电话。"
            "今天3月2日上班，您看到了它。"
        ),
        (
            Choice(
                "confirm",
                N_("打电话与申请人确认，按双方确认之日登记，出具登记回执"),
                "complete",
                act=Act(
                    Kind.RECEIVED, days_on={"confirmed_on": 0}, details={"channel": "internet"}
                ),
                letters=(letters.RECEIPT,),
            ),
            wrong(
                "sunday",
                N_("按网上提交的3月1日登记"),
                N_("通过互联网渠道提交的，以双方确认之日为收到申请之日。"),
                regulation(31, item=3),
            ),
            wrong(
                "purpose",
                N_("先问他要这些材料做什么，不说用途不登记"),
                N_("申请只需写明姓名和身份证明、联系方式、信息的特征、形式要求，不问用途。"),
                regulation(29, 2),
            ),
        ),
    ),
    Scene(
        "complete",
        N_("“征地补偿的全部材料”：哪一次征地、哪些材料，都看不出来，没有办法查。"),
        (
            Choice(
                "notify",
                N_("一次性书面告知补正：哪里不明确、怎样写，给10个工作日"),
                "proper",
                act=Act(Kind.CORRECTION_NOTIFIED, days_on={"reply_by": 10}),
                letters=(letters.CORRECTION,),
                after=After(working=6),
            ),
            wrong(
                "unclear",
                N_("内容不明确，直接答复“无法提供”"),
                N_("内容不明确的，应当指导和释明，一次性告知补正；补正后仍不明确的才能这样答复。"),
                regulation(30),
            ),
            wrong(
                "later",
                N_("先办着看，办不下去再通知补正"),
                N_("告知补正只有7个工作日，只有一次。过了再通知，期限不会重新计算。"),
                regulation(30),
            ),
        ),
        question=Step.COMPLETE,
        term="D1",
    ),
    Scene(
        "proper",
        N_(
            "补正来了：2025年国道改线征地，要①补偿安置方案，②补偿款发放明细表，"
            "③镇政府与石门砂石公司签的地上附着物补偿协议。"
        ),
        (
            Choice(
                "search",
                N_("这是政府信息公开申请，该由本镇办，接着检索"),
                "exists",
                after=After(working=2),
            ),
            wrong(
                "petition",
                N_("他对补偿不满，这是信访，不作为申请处理"),
                N_("他要的是三份具体的材料，不是要求解决诉求。对补偿不满的人也有权申请。"),
                regulation(39, 1),
            ),
            wrong(
                "outsider",
                N_("他户口已经迁走，与征地无关，无权申请"),
                N_("公民、法人或者其他组织都可以申请，不要求与信息有利害关系。"),
                regulation(27),
            ),
        ),
        question=Step.PROPER,
        term="reply",
        brings=Kind.CORRECTED,
    ),
    Scene(
        "exists",
        N_(
            "三份都找到了，检索的地方和关键词已经记下。明细表212页，有姓名、面积、金额，"
            "还有身份证号和银行账号。"
        ),
        (
            Choice(
                "have",
                N_("三份都有，逐份看能不能给"),
                "third-party",
            ),
            wrong(
                "processing",
                N_("遮盖身份证号要一页一页做，属于加工分析，不提供"),
                N_("不用加工分析的规定把区分处理排除在外：能区分的应当区分后提供。"),
                regulation(38),
            ),
        ),
        question=Step.EXISTS,
        term="reply",
    ),
)

_CONSULTING = (
    Scene(
        "third-party",
        N_("补偿协议后面附着砂石公司的设备清单和成本核算，公司当时在封面注明“商业秘密”。"),
        (
            Choice(
                "ask",
                N_("书面征求公司的意见，同时告知申请人这段时间不计入期限"),
                "opinion",
                act=Act(Kind.THIRD_PARTY_ASKED, days_on={"received_on": 0}),
                letters=(letters.CONSULTATION, letters.CONSULTING),
                after=After(working=9),
            ),
            wrong(
                "stamped",
                N_("公司注明了商业秘密，不用问，整份协议不公开"),
                N_("可能损害第三方合法权益的，应当书面征求意见，不能替它决定。"),
                regulation(32),
            ),
            wrong(
                "phone",
                N_("打电话问一声，没人接就算同意"),
                N_("要书面征求。第三方15个工作日不提意见，也不是同意，由行政机关决定。"),
                regulation(32),
            ),
        ),
        question=Step.DISCLOSE,
        term="reply",
    ),
    Scene(
        "opinion",
        N_("公司回函：协议正文可以公开；成本核算不同意公开，因为同行会据此压价。"),
        (
            Choice(
                "separate",
                N_("理由合理：成本核算不公开，协议正文公开"),
                "extension",
                after=After(before_due=3),
            ),
            wrong(
                "whole",
                N_("公司不同意，整份协议都不公开"),
                N_("能够区分处理的，应当提供可以公开的内容，并对不公开的说明理由。"),
                regulation(37),
            ),
            wrong(
                "override",
                N_("公司不同意也公开，我们镇自己决定"),
                law=partial(require_lift, Exemption.THIRD_PARTY_RIGHTS, Lift.ORGAN_CHOOSES),
            ),
        ),
        question=Step.DISCLOSE,
        term="reply",
        brings=Kind.THIRD_PARTY_ANSWERED,
    ),
    Scene(
        "extension",
        N_("明细表才遮完一半。离答复期限届满还有3个工作日，做不完了。"),
        (
            Choice(
                "extend",
                N_("请公开工作机构负责人同意，延长15个工作日，届满前告知申请人"),
                "separate",
                act=Act(Kind.EXTENDED, details={"days": 15}),
                letters=(letters.EXTENSION,),
                after=After(working=6),
                too_late="separate",
            ),
            wrong(
                "thirty",
                N_("延长30个工作日，宽裕一点"),
                act=Act(Kind.EXTENDED, details={"days": 30}),
            ),
            wrong(
                "untold",
                N_("负责人同意就行，不用告诉申请人"),
                N_("延长要两样：公开工作机构负责人同意，并且告知申请人。"),
                regulation(33, 2),
            ),
            wrong(
                "late",
                N_("晚几天给也没有关系，他在等着呢"),
                N_("逾期不答复，申请人可以复议、起诉，主管部门可以督促整改、通报批评。"),
                regulation(33, 2),
            ),
        ),
        question=Step.DISCLOSE,
        term="reply",
    ),
)

_ANSWERING = (
    Scene(
        "separate",
        N_(
            "表快遮好了。姓名、面积和金额在村务公开栏张榜过；身份证号、银行账号没有公开过。"
            "遮什么、留什么？"
        ),
        (
            Choice(
                "mask",
                N_("遮住身份证号和银行账号，张榜过的照给，每一处写明理由"),
                "letter",
                after=After(working=2),
            ),
            wrong(
                "none",
                N_("表里有个人信息，整张表不给"),
                N_("能够区分处理的，应当提供可以公开的内容，并对不公开的说明理由。"),
                regulation(37),
            ),
            wrong(
                "all",
                N_("原样给，反正只给他一个人看"),
                N_("涉及个人隐私、公开会损害第三方的，不得公开；给一个人也是公开。"),
                regulation(15),
            ),
        ),
        question=Step.DISCLOSE,
        term="reply",
    ),
    Scene(
        "letter",
        N_("材料都备好了，只差告知书。写什么、告诉他怎样救济？"),
        (
            Choice(
                "answer",
                N_("部分公开告知书：给什么、不给什么、各处理由和条款，不服先申请复议"),
                "review",
                act=Act(Kind.ANSWERED),
                outcome=Outcome.PARTLY_GRANTED,
                letters=(letters.PARTLY,),
                after=After(working=25),
            ),
            wrong(
                "free-choice",
                N_("同上，但写“可以申请复议，也可以直接起诉”"),
                N_(
                    "不予公开的部分属于复议前置：要告知先申请行政复议。写错了救济，期限要重新起算。"
                ),
                reconsideration(23, 1, 4),
            ),
            wrong(
                "no-letter",
                N_("把文件发到他邮箱就行，不写告知书"),
                N_("不公开的部分要说明理由，答复要有书面的告知。"),
                regulation(36, item=3),
            ),
        ),
        question=Step.SOUND,
        term="reply",
    ),
)

_REMEDIES = (
    Scene(
        "review",
        N_("行政复议机构送来申请书副本：赵某某认为成本核算也应当公开。适用普通程序。"),
        (
            Choice(
                "answer",
                N_("10个工作日内提出书面答复，提交当初作出答复的证据、依据"),
                "suit",
                after=After(working=40),
            ),
            wrong(
                "gather",
                N_("请砂石公司现在补一份“商业秘密”的说明，当作证据"),
                N_("复议期间不得自行收集证据，自行收集的不作为认定行政行为合法的依据。"),
                reconsideration(46, 1),
            ),
            wrong(
                "not-ours",
                N_("复议由上级管，镇里不用管"),
                N_("被申请人不提出书面答复、不提交证据的，视为没有证据、依据，答复会被撤销。"),
                reconsideration(70),
            ),
        ),
        term="D12",
    ),
    Scene(
        "suit",
        N_(
            "复议决定维持。赵某某收到决定后15日内起诉，法院今天送来起诉状副本，"
            "镇政府和复议机关是共同被告。"
        ),
        (
            Choice(
                "defend",
                N_("15日内提交答辩状和作出答复时的证据、依据"),
                "end",
                after=After(working=30),
            ),
            wrong(
                "at-hearing",
                N_("开庭那天把证据带去"),
                N_("不提供或者无正当理由逾期提供证据，视为没有相应证据。"),
                procedure(34, 2),
            ),
            wrong(
                "other-defendant",
                N_("已经复议维持了，由复议机关去应诉"),
                N_("复议机关维持的，作出原行政行为的机关和复议机关是共同被告。"),
                procedure(26, 2),
            ),
        ),
        term="C8",
    ),
    Scene(
        "end",
        N_(
            "法院认为：该征求意见的征求了，该区分的区分了，该告知的告知了，驳回诉讼请求。"
            "表三计入“部分公开”，表四计入“复议后起诉，结果维持”。"
        ),
    ),
)

SCENARIO = Scenario(
    key="compensation",
    title=N_("征地补偿材料：从收到到应诉"),
    about=N_("最完整的一件：补正、征求第三方意见、延期、区分处理、复议、诉讼，都走一遍。"),
    applicant="赵某某",
    asked="请公开石门村征地补偿的全部材料，发到我的电子邮箱。",
    begins=date(2026, 3, 2),
    scenes=(*_BEGINNING, *_CONSULTING, *_ANSWERING, *_REMEDIES),
)
