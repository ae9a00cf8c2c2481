"""Some applications of the current year, registered and handled as a person would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tongming.applications.actions import enter_step
from tongming.applications.applicants.actions import register, submit
from tongming.applications.applicants.identity import Identity
from tongming.applications.kinds import Channel, Kind
from tongming.applications.models import Application, Form, Way
from tongming.demonstration.people import JOINED, Cast
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.law.words import Refused
from tongming.units.roles import Role

PERSON, COMPANY = ApplicantKind.NATURAL_PERSON, ApplicantKind.ENTERPRISE


def _person(name: str, number: str, phone: str, address: str) -> Identity:
    return Identity(
        name=name, document="居民身份证", document_number=number, phone=phone, address=address
    )


def _organisation(name: str, contact: str, phone: str) -> Identity:
    return Identity(name=name, document="营业执照", contact=contact, phone=phone)


# Nobody is called so: the check digits are wrong, and no mobile begins with 100.
WANG = _person("王示例", "220282198507150000", "10012340001", "红石砬子镇高兴村三组")
LI = _person("李样本", "220282199003220000", "10012340002", "红石砬子镇批州村一组")
WATER = _organisation("桦甸示例水务有限公司", "赵样本", "0432-00000001")
HOME = _organisation("桦甸示例养老服务有限公司", "钱样本", "0432-00000002")
LAWYERS = _organisation("吉林示例律师事务所", "孙样本", "0432-00000003")
CHARITY = _organisation("桦甸市示例公益促进会", "周样本", "0432-00000004")


@dataclass(frozen=True, slots=True)
class Case:
    """An application: how many days ago it came in, from whom, and how it was answered."""

    days_ago: int
    subject: str
    kind: ApplicantKind
    applicant: Identity
    channel: Channel = Channel.IN_PERSON
    outcome: Outcome | None = None
    after: int = 0
    """How many days after its receipt it was answered."""


CASES = (
    Case(190, "农村危房改造补助发放名册", PERSON, WANG, Channel.IN_PERSON, Outcome.GRANTED, 9),
    Case(
        150, "镇区供水管网改造工程合同", COMPANY, WATER, Channel.MAIL_SIGNED,
        Outcome.PARTLY_GRANTED, 16,
    ),
    Case(120, "对道路修建质量的投诉处理", PERSON, LI, Channel.IN_PERSON, Outcome.PETITION, 6),
    Case(
        90, "河道采砂许可档案", ApplicantKind.LEGAL_SERVICE, LAWYERS, outcome=Outcome.NOT_HELD,
        after=12,
    ),
    Case(60, "镇政府上年度三公经费决算", PERSON, LI),
    Case(24, "征地补偿安置方案批复文件", PERSON, WANG),
    Case(16, "镇区垃圾清运服务合同", PERSON, WANG),
    Case(
        13, "村级公益事业财政奖补项目清单", ApplicantKind.PUBLIC_INTEREST, CHARITY,
        Channel.MAIL_SIGNED,
    ),
    Case(6, "公开镇政府上年度三公经费决算", PERSON, LI),
    Case(3, "敬老院改扩建项目验收材料", COMPANY, HOME),
)  # fmt: skip


def register_cases(cast: Cast, today: date) -> int:
    """Register and answer the cases; how many there are afterwards.

    A case whose days the calendar does not cover, or that lies before the town joined, is left out.
    """
    if not Application.objects.filter(unit=cast.town).exists():
        for case in CASES:
            _register(cast, case, today)
        _submit(cast, today)
    return Application.objects.filter(unit=cast.town).count()


def _register(cast: Cast, case: Case, today: date) -> None:
    arrived = _weekday(today - timedelta(days=case.days_ago))
    if arrived < JOINED:
        return
    handler = cast.by_role[Role.APPLICATION_HANDLER]
    try:
        application = register(
            unit=cast.town,
            subject=case.subject,
            features="",
            applicant_kind=case.kind,
            identity=case.applicant,
            form_wanted=Form.PAPER,
            way_wanted=Way.POST,
            channel=case.channel,
            arrived_on=arrived,
            confirmed_on=None,
            scans=[],
            by=handler,
            today=today,
        )
        if case.outcome is not None:
            enter_step(
                application=application,
                kind=Kind.ANSWERED,
                on=_weekday(arrived + timedelta(days=case.after)),
                by=handler,
                today=today,
                outcome=case.outcome,
            )
    except Refused:
        return


def _submit(cast: Cast, today: date) -> None:
    """One sent over the Internet, for somebody to confirm."""
    submit(
        unit=cast.town,
        subject="高兴村道路硬化工程的招标文件",
        features="2025年施工",
        applicant_kind=PERSON,
        identity=WANG,
        form_wanted=Form.ELECTRONIC,
        way_wanted=Way.ONLINE,
        proofs=[],
        today=today,
    )


def _weekday(day: date) -> date:
    """The day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))
