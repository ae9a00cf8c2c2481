"""Units of one installation help each other, and hand over what came to the wrong one.

A colleague unit reads the matter it is asked about and nothing of the applicant; the organ that was
asked answers (第十条, 第四十五条).
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.applications.actions import locked, next_serial
from tongming.applications.handling.actions.searching import write_search
from tongming.applications.handling.models import Help
from tongming.applications.handling.replying import require_open
from tongming.applications.models import UNCONFIRMED, Application
from tongming.applications.wording import check_subject
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require


@transaction.atomic
def ask_help(
    *,
    application: Application,
    unit: Unit,
    kind: Help.Kind,
    matter: str,
    due_on: date | None,
    by: Person,
    today: date,
) -> Help:
    """Ask another unit to search or to handle together by a day, or tell it what concerns it.

    The term to reply goes on: only asking under 第三十三条第三款 (P5, P6) stops it.
    """
    application = locked(application)
    require(by, Right.APPLICATION_HANDLE, application.unit)
    if application.received_on is None:
        raise Refused(say(N_("申请还没有确认收到，不能请其他单位协办。")), "第三十一条")
    if unit.pk == application.unit_id:
        raise Refused(say(N_("请选择另一个单位。")))
    if not unit.takes_part(today):
        raise Refused(say(N_("“{unit}”现在不在系统里办理。"), unit=unit.name))
    if not matter.strip():
        raise Refused(say(N_("请写明请对方做什么。不要写申请人是谁。")))
    check_subject(matter)
    if kind is Help.Kind.NOTE:
        due_on = None
    else:
        require_open(application)
        if due_on is None or due_on < today:
            raise Refused(say(N_("请定一个今天以后的办理时限。")))
        if application.due_on is not None and due_on > application.due_on:
            raise Refused(
                say(N_("办理时限要早于答复期限{due}，请其他单位协办不停止期限。"),
                    due=application.due_on),
                "第三十三条",
            )  # fmt: skip
    asked = Help.objects.create(
        application=application, unit=unit, kind=kind, matter=matter.strip(), due_on=due_on, by=by
    )
    record(
        "handling.help_asked", unit=application.unit, by=by, subject=application, on=today,
        to_unit=unit.code, help_kind=kind.value, due_on=due_on,
    )  # fmt: skip
    return asked


@transaction.atomic
def reply_help(*, asked: Help, reply: str, found: bool | None, by: Person, today: date) -> None:
    """Answer what one's own unit was asked. A search goes into the search record by itself."""
    application = locked(asked.application)
    asked = Help.objects.select_for_update().select_related("unit").get(pk=asked.pk)
    require(by, Right.APPLICATION_HANDLE, asked.unit)
    if not asked.is_open:
        raise Refused(say(N_("这件协办已经回复或者收回。")))
    if not reply.strip():
        raise Refused(say(N_("请写明查了哪里、结果如何。")))
    if asked.kind == Help.Kind.SEARCH and found is None:
        raise Refused(say(N_("请说明找到还是没有找到。")))
    check_subject(reply)
    asked.reply, asked.found, asked.replied_by = reply.strip(), found, by
    asked.replied_at = timezone.now()
    asked.save(update_fields=["reply", "found", "replied_by", "replied_at"])
    record(
        "handling.help_replied", unit=asked.unit, by=by, subject=application, on=today,
        help_kind=asked.kind, found=found,
    )  # fmt: skip
    if asked.kind == Help.Kind.SEARCH and application.is_open:
        write_search(
            application, on=today, place=asked.unit.name, keywords=asked.matter[:200], period="",
            asked=asked.unit.name, searcher=by.full_name, found=bool(found), result=reply,
            by=by,
        )  # fmt: skip


@transaction.atomic
def take_back(*, asked: Help, by: Person, today: date) -> None:
    """Not needed any more: the other unit is not waited for."""
    application = locked(asked.application)
    asked = Help.objects.select_for_update().get(pk=asked.pk)
    require(by, Right.APPLICATION_HANDLE, application.unit)
    if not asked.is_open:
        raise Refused(say(N_("这件协办已经回复或者收回。")))
    asked.taken_back_at = timezone.now()
    asked.save(update_fields=["taken_back_at"])
    record(
        "handling.help_taken_back", unit=application.unit, by=by, subject=application, on=today,
        help_kind=asked.kind,
    )  # fmt: skip


@transaction.atomic
def hand_over(
    *, application: Application, unit: Unit, reason: str, by: Person, today: date
) -> Application:
    """Give what was sent to the wrong unit to the right one, before its receipt is confirmed.

    Once received it is this organ's to answer (第三十六条第五项). The query code stays; the number
    becomes the other unit's.
    """
    application = locked(application)
    require(by, Right.APPLICATION_REGISTER, application.unit)
    if application.state != UNCONFIRMED:
        raise Refused(
            say(N_("已经确认收到的申请不能转走：不属于本机关的，告知申请人向哪个机关申请。")),
            "第三十六条第五项",
        )
    if unit.pk == application.unit_id or not unit.takes_part(today):
        raise Refused(say(N_("请选择另一个正在办理的单位。")))
    if not reason.strip():
        raise Refused(say(N_("请写明为什么转给这个单位，申请人查询时看得到单位的变化。")))
    check_subject(reason)
    former, former_number = application.unit, application.number
    application.unit = unit
    application.serial = next_serial(unit, application.year)
    application.save(update_fields=["unit", "serial"])
    for paper in application.papers.select_related("file"):
        paper.file.unit = unit
        paper.file.save(update_fields=["unit"])
    record(
        "handling.handed_over", unit=former, by=by, subject=application, on=today,
        to_unit=unit.code, former_number=former_number, number=application.number,
        reason=reason.strip(),
    )  # fmt: skip
    return application
