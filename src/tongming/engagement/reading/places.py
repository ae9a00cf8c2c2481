"""The verbs over reading points: open, change, shut for some days, end; start and end kiosks."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from tongming.engagement.reading.models import Closure, Kiosk, Point
from tongming.law.reading import PointKind
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.sealing.seals import mark
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

CODE_DIGITS = 8
CODE_LASTS = timedelta(minutes=15)
"""Long enough to walk to the device."""


@transaction.atomic
def open_point(
    *, unit: Unit, name: str, kind: PointKind, address: str, hours: str, since: date, by: Person,
    phone: str = "", equipment: str = "",
) -> Point:  # fmt: skip
    """A place where the public can read (第二十五条). It stands on the unit's guide at once."""
    require(by, Right.READING_KEEP, unit)
    if Point.objects.filter(unit=unit, name=name, until=None).exists():
        raise Refused(say(N_("已经有叫“{name}”的查阅点。"), name=name))
    point = Point(
        unit=unit, name=name, kind=kind.value, address=address, hours=hours, phone=phone,
        equipment=equipment, since=since,
    )  # fmt: skip
    point.full_clean()
    point.save()
    record("reading.point_opened", unit=unit, by=by, subject=point, on=since, name=name)
    return point


@transaction.atomic
def change_point(*, point: Point, by: Person, **changes: Any) -> Point:
    """What the public reads of it is put right; its first day and its kind stay."""
    point = locked(point, by)
    _still_open(point)
    allowed = {"name", "address", "hours", "phone", "equipment", "idle_seconds"}
    changed = {
        field: value for field, value in changes.items()
        if field in allowed and getattr(point, field) != value
    }  # fmt: skip
    if not changed:
        return point
    for field, value in changed.items():
        setattr(point, field, value)
    point.full_clean()
    point.save()
    record(
        "reading.point_changed", unit=point.unit, by=by, subject=point, name=point.name,
        changed=sorted(changed),
    )  # fmt: skip
    return point


@transaction.atomic
def end_point(*, point: Point, until: date, reason: str, by: Person, today: date) -> Point:
    """It is open no longer from a day on; its visits stay, its kiosks stop counting."""
    point = locked(point, by)
    _still_open(point)
    if until < point.since:
        raise Refused(say(N_("停止日期不能早于开放日期。")))
    now = timezone.now()
    point.until, point.end_reason, point.ended_at = until, reason, now
    point.listed = until > today
    point.save()
    point.kiosks.filter(ended_at=None).update(ended_at=now, code_mark="", secret_mark="")
    record(
        "reading.point_ended", unit=point.unit, by=by, subject=point, on=until, name=point.name,
        reason=reason,
    )  # fmt: skip
    return point


@transaction.atomic
def add_closure(
    *, point: Point, first: date, last: date, reason: str, by: Person, today: date
) -> Closure:
    """Shut from a day to a day; the guide says so until it is over."""
    point = locked(point, by)
    _still_open(point)
    if last < first:
        raise Refused(say(N_("结束日期不能早于开始日期。")))
    if last < today:
        raise Refused(say(N_("这段日子已经过去，不用再告诉公众。")))
    if point.closures.filter(taken_back=False, first__lte=last, last__gte=first).exists():
        raise Refused(say(N_("这段日子里已经登记过闭馆。")))
    closure = Closure.objects.create(point=point, first=first, last=last, reason=reason)
    record(
        "reading.closure_added", unit=point.unit, by=by, subject=point, on=first, last=last,
        name=point.name, reason=reason,
    )  # fmt: skip
    return closure


@transaction.atomic
def take_back_closure(*, closure: Closure, by: Person) -> None:
    """It is open on these days after all."""
    point = locked(closure.point, by)
    closure = Closure.objects.select_for_update().get(pk=closure.pk)
    if closure.taken_back:
        raise Refused(say(N_("这次闭馆已经取消。")))
    closure.taken_back, closure.listed = True, False
    closure.save()
    record(
        "reading.closure_taken_back", unit=point.unit, by=by, subject=point, on=closure.first,
        name=point.name,
    )  # fmt: skip


# --- Kiosks ---------------------------------------------------------------------------------------


@transaction.atomic
def give_code(*, point: Point, name: str, by: Person) -> tuple[Kiosk, str]:
    """A code that makes a device a kiosk of this point, once and soon. Only its mark is kept."""
    point = locked(point, by)
    _still_open(point)
    code = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
    kiosk = Kiosk.objects.create(
        point=point, name=name, code_mark=mark(code, of="kiosk-code"),
        code_until=timezone.now() + CODE_LASTS,
    )  # fmt: skip
    record(
        "reading.kiosk_coded", unit=point.unit, by=by, subject=point, name=point.name, kiosk=name
    )
    return kiosk, code


@transaction.atomic
def start_kiosk(*, code: str, now: datetime) -> tuple[Kiosk, str]:
    """The device with the code is a kiosk from now on; answers with the secret it shows."""
    digits = "".join(one for one in code if one.isdecimal())
    kiosk = (
        Kiosk.objects.select_for_update(of=("self",))
        .select_related("point__unit")
        .filter(
            code_mark=mark(digits, of="kiosk-code"), code_until__gt=now, ended_at=None,
            started_at=None,
        )
        .first()
        if digits
        else None
    )  # fmt: skip
    if kiosk is None:
        raise Refused(say(N_("启用码不对，或者已经过了时间。请查阅点管理员重新取一个。")))
    secret = secrets.token_urlsafe(32)
    kiosk.secret_mark, kiosk.started_at = mark(secret, of="kiosk"), now
    kiosk.code_mark, kiosk.code_until = "", None
    kiosk.save()
    record(
        "reading.kiosk_started", unit=kiosk.point.unit, by=None, subject=kiosk.point,
        name=kiosk.point.name, kiosk=kiosk.name,
    )  # fmt: skip
    return kiosk, secret


@transaction.atomic
def end_kiosk(*, kiosk: Kiosk, by: Person) -> None:
    """It counts no more; whoever carries it away has nothing."""
    point = locked(kiosk.point, by)
    kiosk = Kiosk.objects.select_for_update().get(pk=kiosk.pk)
    if kiosk.ended_at is not None:
        raise Refused(say(N_("这台查询机已经停用。")))
    kiosk.ended_at, kiosk.code_mark, kiosk.secret_mark = timezone.now(), "", ""
    kiosk.save()
    record(
        "reading.kiosk_ended", unit=point.unit, by=by, subject=point, name=point.name,
        kiosk=kiosk.name,
    )  # fmt: skip


def locked(point: Point, by: Person) -> Point:
    """The point, locked for a change by somebody who keeps it."""
    found = Point.objects.select_for_update(of=("self",)).select_related("unit").get(pk=point.pk)
    require(by, Right.READING_KEEP, found.unit)
    return found


def _still_open(point: Point) -> None:
    if point.until is not None:
        raise Refused(say(N_("这个查阅点已经停止开放。")))
