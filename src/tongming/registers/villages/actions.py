"""The verbs: name a village, end it, check it, order what is wrong put right, look again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from tongming.law.villages import LAW, MATTERS, Finding, quarter_of
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.registers.villages.models import Check, Village
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require


@transaction.atomic
def add_village(*, unit: Unit, name: str, since: date, by: Person, place: str = "") -> Village:
    """Name a village the unit guides."""
    require(by, Right.REGISTER_KEEP, unit)
    if not name.strip():
        raise Refused(say(N_("请填村（居）名称。")))
    if Village.objects.filter(unit=unit, name=name.strip(), until=None).exists():
        raise Refused(say(N_("已经有“{name}”。"), name=name.strip()))
    village = Village.objects.create(unit=unit, name=name.strip(), place=place.strip(), since=since)
    record("villages.added", unit=unit, by=by, subject=village, on=since, name=village.name)
    return village


@transaction.atomic
def end_village(*, village: Village, until: date, by: Person) -> None:
    """It is checked no longer; its checks stay."""
    require(by, Right.REGISTER_KEEP, village.unit)
    village = Village.objects.select_for_update(of=("self",)).get(pk=village.pk)
    if village.until is not None:
        raise Refused(say(N_("已经停止检查。")))
    if until < village.since:
        raise Refused(say(N_("结束日期不能早于开始日期。")))
    village.until = until
    village.save(update_fields=["until"])
    record("villages.ended", unit=village.unit, by=by, subject=village, on=until, name=village.name)


@transaction.atomic
def check(
    *,
    village: Village,
    on: date,
    findings: Mapping[str, Finding],
    by: Person,
    today: date,
    note: str = "",
    order_until: date | None = None,
) -> Check:
    """Record a quarter's check. What is wrong is ordered to be published by a day (第三十一条)."""
    require(by, Right.REGISTER_KEEP, village.unit)
    if on > today:
        raise Refused(say(N_("日期不能晚于今天。")))
    missing = [matter for matter in MATTERS if matter.key not in findings]
    if missing:
        raise Refused(say(N_("还有{n}项没有填检查情况。"), n=len(missing)))
    wrong = [matter for matter in MATTERS if findings[matter.key].wants]
    if wrong and order_until is None:
        raise Refused(
            say(N_("“{matter}”等{n}项要责令公布，请填整改期限。"),
                matter=say(wrong[0].label), n=len(wrong)),
            f"{LAW}第三十一条",
        )  # fmt: skip
    if order_until is not None and order_until < on:
        raise Refused(say(N_("整改期限不能早于检查日期。")))
    quarter = quarter_of(on)
    if Check.objects.filter(village=village, quarter=quarter).exists():
        raise Refused(say(N_("{village}这个季度已经检查过。"), village=village.name))
    made = Check.objects.create(
        village=village, quarter=quarter, on=on, by=by, note=note.strip(),
        findings={matter.key: findings[matter.key].value for matter in MATTERS},
        order_until=order_until if wrong else None,
    )  # fmt: skip
    record(
        "villages.checked", unit=village.unit, by=by, subject=made, on=on, name=village.name,
        findings=made.findings, order_until=made.order_until, note=made.note,
    )  # fmt: skip
    return made


@transaction.atomic
def settle(*, check: Check, on: date, note: str, by: Person, today: date) -> None:
    """Look again: what was ordered has been published."""
    check = Check.objects.select_for_update(of=("self",)).select_related("village__unit").get(
        pk=check.pk
    )  # fmt: skip
    require(by, Right.REGISTER_KEEP, check.village.unit)
    if not check.is_open:
        raise Refused(say(N_("没有待复查的整改。")))
    if on > today or on < check.on:
        raise Refused(say(N_("复查日期要在检查日期和今天之间。")))
    if not note.strip():
        raise Refused(say(N_("请写明整改情况。")))
    check.settled_on, check.settled_note = on, note.strip()
    check.save(update_fields=["settled_on", "settled_note"])
    record(
        "villages.settled", unit=check.village.unit, by=by, subject=check, on=on,
        name=check.village.name, note=check.settled_note,
    )  # fmt: skip
