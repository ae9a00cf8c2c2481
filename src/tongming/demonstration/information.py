"""Some government information of the current year: public, under way, withheld, withdrawn.

Every document is marked as demonstration content and says so in its own text; the sentences are
made for the demonstration and tell of nothing real.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tongming.demonstration.people import JOINED, Cast
from tongming.demonstration.walking import pass_office, review_and_sign
from tongming.information import actions
from tongming.information.content import Content
from tongming.information.interpreting import Aspect, Form
from tongming.information.models import Document
from tongming.information.texts.suggestions import subject_words, summary
from tongming.law.documents import Attribute, Stage
from tongming.law.exemptions import Exemption
from tongming.units.roles import Role

MARK = "<p>（演示内容，用来试用系统，不是真实的政府信息。）</p>"


@dataclass(frozen=True, slots=True)
class Example:
    """A document, how many days ago it was formed, and how far it is to go."""

    days_ago: int
    content: Content
    upto: str = "published"


def _text(*paragraphs: str) -> str:
    return "".join(f"<p>{one}</p>" for one in paragraphs) + MARK


ROADS = Content(
    title="红石砬子镇2026年农村道路养护补助办法（演示）",
    body=_text(
        "第一条　为管好养好全镇村道，制定本办法。",
        "第二条　村道由所在村负责日常养护，镇里按养护里程给予补助。",
        "第三条　补助标准为每公里每年八百元，验收合格后由镇财政所拨付到村。",
        "第四条　本办法自公布之日起施行，有效期两年。",
    ),
    attribute=Attribute.PROACTIVE.value,
    document_number="红政发〔2026〕6号",
    statutory_items=("20-1", "21-township-2"),
    theme="工业、交通\\公路",
    stage=Stage.DECISION.value,
    is_policy=True,
    is_normative=True,
)
EXAMPLES: tuple[Example, ...] = (
    Example(24, ROADS),
    Example(
        20,
        Content(
            title="红石砬子镇防汛应急预案（演示）",
            body=_text(
                "为做好汛期防范工作，镇政府成立防汛指挥部，办公室设在镇应急管理站。",
                "接到暴雨预警后，各村应当在两小时内完成危险地段的巡查，并把结果报镇值班室。",
                "需要转移群众的，由包村干部逐户通知，老人、儿童和行动不便的人先转移。",
            ),
            attribute=Attribute.PROACTIVE.value,
            document_number="红政发〔2026〕9号",
            statutory_items=("20-12",),
            theme="综合政务\\应急管理",
            stage=Stage.MANAGEMENT.value,
        ),
    ),
    Example(
        11,
        Content(
            title="2026年第二季度临时救助资金发放情况（演示）",
            body=_text(
                "本季度全镇共发放临时救助资金十二笔，资金全部由镇财政所直接打入救助对象账户。"
            )
            + "<table><tbody><tr><th>救助类别</th><th>笔数</th><th>金额（元）</th></tr>"
            "<tr><td>因病</td><td>7</td><td>14000</td></tr>"
            "<tr><td>因灾</td><td>5</td><td>8500</td></tr></tbody></table>",
            attribute=Attribute.PROACTIVE.value,
            statutory_items=("20-11", "21-township-8"),
            theme="民政、扶贫、救灾\\社会福利",
            stage=Stage.RESULT.value,
            catalogue_row="社会救助 / 临时救助 / 发放结果",
            term="relief",
        ),
    ),
    Example(
        15,
        Content(
            title="红石砬子镇便民服务中心办事指南（演示）",
            body=_text(
                "便民服务中心周一至周五办理业务，中午不休息。",
                "办理低保申请、医保登记、老年人补贴，请带本人身份证件到一号窗口。",
            ),
            attribute=Attribute.PROACTIVE.value,
            statutory_items=("20-5",),
            theme="综合政务\\政务公开",
            stage=Stage.SERVICE.value,
        ),
        "withdrawn",
    ),
    Example(
        10,
        Content(
            title="关于调整镇区集市摊位布局的讨论记录（演示）",
            body=_text("会议讨论了三种布局方案，尚未形成决定。"),
            attribute=Attribute.WITHHELD.value,
            ground=Exemption.PROCESS_INFORMATION.value,
            ground_kind="讨论记录",
            reason="讨论还没有形成决定，公开中间意见会影响后续决策。",
            theme="城乡建设、环境保护\\城乡建设（含住房）",
        ),
    ),
    Example(
        6,
        Content(
            title="红石砬子镇秋冬森林防火通告（演示）",
            body=_text(
                "防火期内，林区和林缘五百米以内禁止一切野外用火。",
                "发现火情请立即报告镇值班室。",
            ),
            attribute=Attribute.PROACTIVE.value,
            document_number="红政发〔2026〕21号",
            statutory_items=("20-12",),
            theme="农业、林业、水利\\林业",
        ),
        "secrecy",
    ),
    Example(
        3,
        Content(
            title="2026年冬季农村道路除雪安排（演示）",
            body=_text(
                "主要村道积雪超过五厘米时，由各村组织除雪，镇里统一调配机械。",
                "联系人王师傅，手机13900001234。",
            ),
            attribute=Attribute.PROACTIVE.value,
            statutory_items=("20-11",),
            theme="工业、交通\\公路",
        ),
        "draft",
    ),
)
INTERPRETED = {
    Aspect.BACKGROUND: "村道建成以后缺少固定的养护经费，群众反映路面破损修得慢，所以制定这个办法。",
    Aspect.STANDARDS: "每公里每年补助八百元，验收合格才拨付，不合格的限期整改。",
    Aspect.BENEFITS: "养护由村里的公益岗位人员承担，补助资金拨付情况每半年公布一次。",
}


def publish_information(cast: Cast, today: date) -> int:
    """Draft, review, sign and publish the examples as the people of the town would; how many."""
    if not Document.objects.filter(unit=cast.town).exists():
        for example in EXAMPLES:
            formed = max(today - timedelta(days=example.days_ago), JOINED)
            _walk(cast, example, formed, today)
    return Document.objects.filter(unit=cast.town).count()


def _walk(cast: Cast, example: Example, formed: date, today: date) -> None:
    clerk = cast.by_role[Role.CLERK]
    text = example.content.text
    content = replace(
        example.content,
        formed_on=formed,
        summary=summary(text),
        subject_words=subject_words(example.content.title, text, cast.town.name),
    )
    document = actions.create_document(unit=cast.town, by=clerk, content=content, is_demo=True)
    if content.is_policy:
        _interpret(cast, document, today)
    if example.upto == "draft":
        return
    if example.upto == "secrecy":
        actions.submit(document=document, by=clerk)
        pass_office(cast, document)
        return
    review_and_sign(cast, document, today, public=content.is_public)
    if not content.is_public:
        return
    actions.publish(document=document, by=clerk)
    if example.upto == "withdrawn":
        actions.withdraw(
            document=document,
            by=cast.by_role[Role.OFFICE_HEAD],
            reason="办事时间有变化，核对后重新公布（演示）",
        )


def _interpret(cast: Cast, policy: Document, today: date) -> None:
    clerk = cast.by_role[Role.CLERK]
    actions.plan_interpretation(
        policy=policy,
        by=clerk,
        form=Form.TEXT,
        aspects=tuple(INTERPRETED),
        interpreter="演示主任",
        planned_on=today,
        contact="镇党政办公室",
    )
    interpretation = actions.begin_interpretation(policy=policy, by=clerk)
    body = "".join(
        f"<h3>{aspect.label}</h3><p>{words}</p>" for aspect, words in INTERPRETED.items()
    )
    actions.save_content(
        document=interpretation,
        content=replace(interpretation.content, body=body + MARK),
        by=clerk,
    )
