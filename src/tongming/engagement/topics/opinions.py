"""The verbs over public opinion: record, assess, say, close, evaluate (收集、研判、回应、评估).

国办发〔2016〕61号, 80号: by which hour is `law.responses`; here is who does it and what is kept.
Every verb is given the moment, aware.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from tongming.engagement.topics.models import SOURCES, Counter, Opinion, Statement
from tongming.files.checking import check_text
from tongming.files.queries import public_contacts
from tongming.law.dated import NotInForce
from tongming.law.responses import RULES, Form, Gravity, unanswered
from tongming.law.words import N_, Message, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require


@dataclass(frozen=True, slots=True)
class Said:
    """A statement to be written down."""

    at: datetime
    form: Form
    channel: str
    text: str
    address: str = ""


@transaction.atomic
def enter(
    *,
    unit: Unit,
    source: str,
    title: str,
    summary: str,
    found_at: datetime,
    by: Person,
    now: datetime,
    where: str = "",
) -> Opinion:
    """Write down what was found, and when: the hours run from then, not from now."""
    require(by, Right.OPINION_HANDLE, unit)
    if source not in SOURCES:
        raise Refused(say(N_("请选择来源。")))
    title, summary = (
        written(title, say(N_("请填舆情名称。"))),
        written(summary, say(N_("请写摘要：谁在说什么，影响多大。"))),
    )
    nobody_named(title)
    if found_at > now:
        raise Refused(say(N_("发现时间不能晚于现在。")))
    try:
        RULES.on(localtime(found_at).date())
    except NotInForce as none:
        raise Refused(say(N_("发现时间太早，请核对年份。"))) from none
    year = localtime(found_at).year
    opinion = Opinion.objects.create(
        unit=unit, year=year, serial=_next_serial(unit, year), source=source, where=where.strip(),
        title=title, summary=summary, found_at=found_at, entered_by=by, entered_at=now,
    )  # fmt: skip
    _told("opinions.entered", opinion, by, found_at=_minute(found_at))
    return opinion


@transaction.atomic
def assess(
    *,
    opinion: Opinion,
    gravity: Gravity,
    assessment: str,
    responsible: str,
    lead: str,
    by: Person,
    now: datetime,
) -> None:
    """Say how grave it is, who answers for it and who speaks first; again where it grows.

    属地管理、分级负责、谁主管谁负责: the department concerned answers first (国办发〔2016〕80号).
    """
    opinion = locked(opinion)
    require(by, Right.OPINION_APPROVE, opinion.unit)
    _still_open(opinion)
    opinion.assessment = written(assessment, say(N_("请写研判意见。")))
    opinion.responsible = written(responsible, say(N_("请填责任单位。")))
    opinion.lead = written(lead, say(N_("请填牵头负责人。")))
    before, opinion.gravity = opinion.gravity, gravity.value
    opinion.assessed_by, opinion.assessed_at = by, now
    opinion.save()
    _told("opinions.assessed", opinion, by, gravity=gravity.value, before=before)


@transaction.atomic
def add_statement(
    *,
    opinion: Opinion,
    said: Said,
    by: Person,
    now: datetime,
    is_last: bool = False,
    unmet_reason: str = "",
) -> Statement:
    """Write down what was said, at its own moment. The last one closes the matter."""
    opinion = locked(opinion)
    require(by, Right.OPINION_HANDLE, opinion.unit)
    _still_open(opinion)
    channel = written(said.channel, say(N_("请填回应渠道。")))
    text = written(said.text, say(N_("请写回应的内容。")))
    if said.at < opinion.found_at:
        raise Refused(say(N_("回应不能早于发现时间。")))
    if said.at > now:
        raise Refused(say(N_("回应的时间不能晚于现在，说出来以后再登记。")))
    made = Statement.objects.create(
        opinion=opinion, at=said.at, form=said.form.value, channel=channel, text=text,
        address=said.address.strip(), by=by, entered_at=now,
    )  # fmt: skip
    if is_last:
        _close(opinion, unmet_reason, by, now)
    _told(
        "opinions.said", opinion, by, statement=made.pk, form=said.form.value,
        said_at=_minute(said.at), is_last=is_last,
    )  # fmt: skip
    return made


@transaction.atomic
def strike_out(*, statement: Statement, reason: str, by: Person) -> None:
    """It was entered by mistake. It stays to be read, and counts for nothing."""
    opinion = locked(statement.opinion)
    require(by, Right.OPINION_HANDLE, opinion.unit)
    _still_open(opinion)
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    if statement.struck_reason:
        raise Refused(say(N_("这条登记已经撤销。")))
    statement.struck_reason = written(reason, say(N_("请写明撤销登记的理由。")))
    statement.save(update_fields=["struck_reason"])
    _told("opinions.struck_out", opinion, by, statement=statement.pk)


@transaction.atomic
def close(*, opinion: Opinion, by: Person, now: datetime, unmet_reason: str = "") -> None:
    """Nothing more is to be said. Where a limit was never met, why is kept."""
    opinion = locked(opinion)
    require(by, Right.OPINION_HANDLE, opinion.unit)
    _still_open(opinion)
    _close(opinion, unmet_reason, by, now)
    _told("opinions.closed", opinion, by)


@transaction.atomic
def evaluate(*, opinion: Opinion, text: str, by: Person, now: datetime) -> None:
    """Look back: was it answered in time, what was it worth, what is to be done better."""
    opinion = locked(opinion)
    require(by, Right.OPINION_HANDLE, opinion.unit)
    if opinion.is_open:
        raise Refused(say(N_("办结以后再评估。")))
    opinion.evaluation = written(text, say(N_("请写评估。")))
    opinion.evaluated_by, opinion.evaluated_at = by, now
    opinion.save(update_fields=["evaluation", "evaluated_by", "evaluated_at"])
    _told("opinions.evaluated", opinion, by)


def why_not_close(opinion: Opinion) -> Message | None:
    """What stands in the way of closing, whatever reason is given."""
    if opinion.of_gravity is None:
        return say(N_("先研判等级，再办结。"))
    if not opinion.said:
        return say(N_("还没有回应过，不能办结。"))
    return None


def _close(opinion: Opinion, unmet_reason: str, by: Person, now: datetime) -> None:
    if reason := why_not_close(opinion):
        raise Refused(reason)
    missing = unanswered(opinion.running_as, opinion.found_at, opinion.said, now)
    if missing and not unmet_reason.strip():
        raise Refused(
            say(N_("还没有{what}。不再需要的，请写明理由。"), what=say(missing[0].label)),
            str(RULES.latest.citation),
        )
    opinion.closed_at, opinion.closed_by = now, by
    opinion.unmet_reason = unmet_reason.strip() if missing else ""
    opinion.save(update_fields=["closed_at", "closed_by", "unmet_reason"])


# --- What the verbs share -------------------------------------------------------------------------


def locked(opinion: Opinion) -> Opinion:
    """The incident as it stands, nobody else's until the act is done."""
    mine = Opinion.objects.select_for_update(of=("self",)).select_related("unit")
    return mine.get(pk=opinion.pk)


def written(text: str, otherwise: Message) -> str:
    """The words without spaces around them; refused where there are none."""
    if not text.strip():
        raise Refused(otherwise)
    return text.replace("\r\n", "\n").strip()


def nobody_named(*texts: str) -> None:
    """Refuse personal data where many people, or all, read it."""
    phones, addresses = public_contacts()
    text = "\n".join(texts)
    if found := check_text(text, allowed_phones=phones, allowed_addresses=addresses):
        raise Refused(
            say(
                N_("里面有{kind}（{masked}），看到的人很多，请去掉。"),
                kind=say(found[0].kind.label), masked=found[0].masked,
            ),
            "《个人信息保护法》第二十八条",
        )  # fmt: skip


def _still_open(opinion: Opinion) -> None:
    if opinion.closed_at is not None:
        raise Refused(say(N_("这件舆情已在{day}办结。"), day=localtime(opinion.closed_at).date()))


def _next_serial(unit: Unit, year: int) -> int:
    """The next number of the unit's year, given out once even to two who ask together."""
    Counter.objects.get_or_create(unit=unit, year=year)
    counter = Counter.objects.select_for_update().get(unit=unit, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def _minute(moment: datetime) -> str:
    return f"{localtime(moment):%Y-%m-%d %H:%M}"


def _told(kind: str, opinion: Opinion, by: Person, **data: Any) -> None:
    record(kind, unit=opinion.unit, by=by, subject=opinion, number=opinion.number, **data)
