"""What inspection asks of people: to answer, to mend, to look again, to order, to sign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, QuerySet
from django.urls import reverse

from tongming.calendars.queries import current_calendar
from tongming.law.citation import REGULATION, Citation
from tongming.law.inspection import Severity
from tongming.law.words import N_, say
from tongming.supervision.inspection.kinds import OrderState
from tongming.supervision.inspection.models import Finding, Order, QuarterReport, Run
from tongming.supervision.inspection.quarter import days_of, quarter_before
from tongming.supervision.inspection.queries import supervised_by
from tongming.units.duties import Duty, Kind
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, units_for

SUPERVISION = str(Citation(REGULATION, 47))
_GRAVE = (Severity.RED, Severity.BLOCK, Severity.VETO)
_OVER = [one.value for one in OrderState if one.is_over]


def inspection_duties(person: Person, today: date) -> Iterator[Duty]:
    """Of the unit that is inspected first, then of the one that inspects."""
    yield from _to_answer(person, today)
    yield from _to_mend(person)
    yield from _to_look_again(person, today)
    yield from _to_order(person)
    yield from _quarter(person, today)


def _to_answer(person: Person, today: date) -> Iterator[Duty]:
    calendar = current_calendar()
    mine = units_for(person, Right.INSPECTION_ANSWER)
    waiting = Order.objects.filter(unit__in=mine, state__in=_waiting()).select_related("unit")
    for order in waiting:
        new = order.state_kind is OrderState.ISSUED
        what = N_("签收整改通知{number}") if new else N_("报送整改情况：{number}")
        yield Duty(
            what=say(what, number=order.number),
            url=order.get_absolute_url(),
            button=say(N_("签收")) if new else say(N_("报送")),
            due=order.due_on,
            working_days_left=calendar.count(today, order.due_on),
            article=SUPERVISION,
            unit=order.unit,
            told=say(N_("整改通知{number}"), number=order.number),
        )


def _waiting() -> list[str]:
    return [one.value for one in OrderState if one.awaits_unit]


def _to_mend(person: Person) -> Iterator[Duty]:
    """What stands and is in no order yet; an order's findings are the order's."""
    mine = units_for(person, Right.INSPECTION_ANSWER)
    for unit, number in _unordered(mine):
        yield Duty(
            what=say(N_("处理检查发现的{n}个问题"), n=number),
            url=reverse("inspection:unit", args=[unit.pk]),
            button=say(N_("去处理")),
            article=SUPERVISION,
            unit=unit,
        )


def _unordered(units: QuerySet[Unit], *, grave: bool = False) -> list[tuple[Unit, int]]:
    standing = Finding.objects.standing().filter(unit__in=units)
    standing = standing.exclude(severity=Severity.INFO)
    if grave:
        standing = standing.filter(severity__in=_GRAVE)
    in_orders = Order.objects.exclude(state__in=_OVER).values("items__finding")
    counted = standing.exclude(pk__in=in_orders).order_by().values("unit").annotate(n=Count("pk"))
    numbers = {row["unit"]: row["n"] for row in counted}
    return [
        (unit, numbers[unit.pk]) for unit in Unit.objects.filter(pk__in=numbers).order_by("path")
    ]


def _to_look_again(person: Person, today: date) -> Iterator[Duty]:
    inspects = units_for(person, Right.INSPECT)
    open_ones = Order.objects.filter(issuer__in=inspects).exclude(state__in=_OVER)
    for order in open_ones.select_related("unit"):
        if order.state_kind is OrderState.ANSWERED:
            what, button, kind = N_("复查{unit}的整改（{number}）"), N_("复查"), Kind.ACT
        elif order.is_overdue(today):
            what, button, kind = (
                N_("{unit}整改逾期，催办或者通报（{number}）"),
                N_("去办"),
                Kind.ACT,
            )
        else:
            what, button, kind = N_("等{unit}整改（{number}）"), N_("查看"), Kind.WAITING
        yield Duty(
            what=say(what, unit=order.unit.short_name, number=order.number),
            url=order.get_absolute_url(),
            button=say(button),
            due=None if order.state_kind is OrderState.ANSWERED else order.due_on,
            article=SUPERVISION,
            unit=order.issuer if order.issuer_id else order.unit,
            kind=kind,
            told=say(N_("整改通知{number}"), number=order.number),
        )


def _to_order(person: Person) -> Iterator[Duty]:
    """Red cards and worse that nobody has been told to put right."""
    tops = supervised_by(person)
    inspects = units_for(person, Right.INSPECT).exclude(pk__in=tops.values("pk"))
    for unit, number in _unordered(inspects, grave=True):
        yield Duty(
            what=say(N_("{unit}有{n}个严重问题没有发整改通知"), unit=unit.short_name, n=number),
            url=reverse("inspection:unit", args=[unit.pk]),
            button=say(N_("发整改通知")),
            article=SUPERVISION,
            unit=unit,
        )


def _quarter(person: Person, today: date) -> Iterator[Duty]:
    year, quarter = quarter_before(today)
    since, until = days_of(year, quarter)
    for unit in supervised_by(person):
        if not Run.objects.filter(
            unit__path__startswith=unit.path, day__gte=since, day__lt=until
        ).exists():
            continue  # nobody looked in that quarter: there is nothing to report
        report = QuarterReport.objects.filter(unit=unit, year=year, quarter=quarter).first()
        if report is not None and report.state != QuarterReport.State.DRAFT:
            continue
        yield Duty(
            what=say(N_("编写{year}年第{quarter}季度检查情况通报"), year=year, quarter=quarter),
            url=report.get_absolute_url() if report else reverse("inspection:reports"),
            button=say(N_("去编写")),
            article=SUPERVISION,
            unit=unit,
        )
    signs = units_for(person, Right.INSPECTION_SIGN)
    for report in QuarterReport.objects.filter(
        unit__in=signs, state=QuarterReport.State.SUBMITTED
    ).select_related("unit"):
        yield Duty(
            what=say(
                N_("签发{year}年第{quarter}季度检查情况通报"),
                year=report.year, quarter=report.quarter,
            ),
            url=report.get_absolute_url(),
            button=say(N_("去签发")),
            article=SUPERVISION,
            unit=report.unit,
        )  # fmt: skip
