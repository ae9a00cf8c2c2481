"""The verbs over visits: enter, strike out, open a name; and what a kiosk counts by itself."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tongming.engagement.reading.kinds import Satisfaction, Wanted, Way
from tongming.engagement.reading.models import Demand, Kiosk, Point, Visit
from tongming.engagement.reading.places import locked
from tongming.files.checking import check_text
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.sealing.seals import seal, unseal
from tongming.units.models import Person
from tongming.units.rights import Right, require

LONGEST_WORDS = 30
"""A longer question is a story, and may be somebody's own: it is not counted by its words."""


@transaction.atomic
def enter(
    *, point: Point, on: date, looked_at: str, by: Person, today: date, way: Way = Way.ASSISTED,
    item: str = "", found: bool = True, copied_pages: int = 0,
    satisfaction: Satisfaction | None = None, visitor: str = "",
) -> Visit:  # fmt: skip
    """Somebody looked something up; who it was is kept only where they said so, and sealed."""
    point = locked(point, by)
    if on > today:
        raise Refused(say(N_("日期不能晚于今天：发生以后再登记。")))
    if not point.is_open(on):
        raise Refused(say(N_("“{point}”这一天没有开放。"), point=point.name))
    if seen := check_text(looked_at):
        raise Refused(
            say(
                N_("查阅内容里有{kind}（{masked}）。这里只写查了什么，不写是谁，请去掉。"),
                kind=say(seen[0].kind.label),
                masked=seen[0].masked,
            )
        )
    visit = Visit.objects.create(
        point=point, on=on, looked_at=looked_at, item=item, found=found, way=way.value,
        copied_pages=copied_pages, satisfaction=satisfaction.value if satisfaction else "",
        visitor=seal(visitor.strip().encode()) if visitor.strip() else b"", by=by,
    )  # fmt: skip
    record(
        "reading.visit_entered", unit=point.unit, by=by, subject=visit, on=on, point=point.name,
        read_by=way, copied_pages=copied_pages, named=bool(visitor.strip()),
    )  # fmt: skip
    return visit


@transaction.atomic
def strike_out(*, visit: Visit, reason: str, by: Person) -> None:
    """It was entered by mistake: it stays to be read and counts no longer. The name goes."""
    point = locked(visit.point, by)
    visit = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if visit.known_until is not None:
        raise Refused(say(N_("这一条已经划去。")))
    visit.known_until, visit.struck_out_reason, visit.visitor = timezone.now(), reason, b""
    visit.save()
    record(
        "reading.visit_struck_out", unit=point.unit, by=by, subject=visit, on=visit.on,
        point=point.name, reason=reason,
    )  # fmt: skip


@transaction.atomic
def open_name(*, visit: Visit, reason: str, by: Person) -> str:
    """Who it was, in the clear. The ledger says who looked and why, never what was seen."""
    require(by, Right.READING_KEEP, visit.point.unit)
    if check_text(reason):
        raise Refused(say(N_("原因里有个人信息。台账要长期保存，请去掉再提交。")))
    if not visit.visitor:
        raise Refused(say(N_("这次查阅没有留姓名，或者保存期限已满，已经清除。")))
    name = unseal(visit.visitor).decode()
    record(
        "reading.visitor_opened", unit=visit.point.unit, by=by, subject=visit, on=visit.on,
        point=visit.point.name, reason=reason,
    )  # fmt: skip
    return name


# --- What a kiosk counts --------------------------------------------------------------------------


@transaction.atomic
def count_visit(*, kiosk: Kiosk, today: date) -> Visit:
    """A visitor opened something at a kiosk: one visit, nobody's name, no time of day."""
    visit = Visit.objects.create(
        point=kiosk.point, on=today, kiosk=kiosk, way=Way.SELF_SERVICE.value
    )
    Kiosk.objects.filter(pk=kiosk.pk).update(seen_on=today)
    record(
        "reading.visit_counted", unit=kiosk.point.unit, by=None, subject=visit, on=today,
        point=kiosk.point.name, kiosk=kiosk.name,
    )  # fmt: skip
    return visit


def count_wanted(*, point: Point, kind: Wanted, what: str, today: date) -> None:
    """Something was wanted once more this month. Words with personal data in them, and long ones,
    are not kept: somebody may have typed a name with a number."""
    words = " ".join(what.split())
    if kind is not Wanted.OPENED and (len(words) > LONGEST_WORDS or check_text(words)):
        return
    month = today.replace(day=1)
    with transaction.atomic():
        Demand.objects.get_or_create(point=point, month=month, kind=kind.value, what=words)
        Demand.objects.filter(point=point, month=month, kind=kind.value, what=words).update(
            times=F("times") + 1
        )
