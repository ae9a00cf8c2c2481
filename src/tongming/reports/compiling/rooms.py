"""What the rooms did in a year that no table has and 一 of the report tells.

Each figure is a count of records that say when they became known, so that a year compiled as of a
past day comes out as it did then. What is kept without that moment is counted by its event in the
ledger. A room that holds nothing by the end of a year is silent about it; from its first year on,
nothing is an honest 0 (docs/decisions/0615).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.timezone import localdate

from tongming.engagement.matters.kinds import Move
from tongming.engagement.matters.models import Answer, Entry
from tongming.engagement.topics.models import Opinion, Response
from tongming.information.models import Document, Step
from tongming.information.states import StepKind
from tongming.law.documents import Attribute
from tongming.law.figures import Cell
from tongming.law.words import N_, Message, say
from tongming.ledger.models import Event
from tongming.supervision.inspection.kinds import StepKind as OrderStepKind
from tongming.supervision.inspection.models import Account, OrderStep
from tongming.units.institutions.models import Version
from tongming.units.models import Unit


@dataclass(frozen=True, slots=True)
class Counted:
    """A record a figure counts. Its title names no citizen."""

    title: str
    on: date
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where the records of a figure are: what is held of a unit at a moment, the field that dates
    them, and how one is shown."""

    held: Callable[[Unit, datetime | None], QuerySet[Any]]
    on: str
    shown: Callable[[Any], Counted]

    def years(self, unit: Unit, at: datetime | None) -> Mapping[int, int]:
        """How many records each year has: one query for the first year and the count."""
        held = self.held(unit, at).order_by().annotate(in_year=ExtractYear(self.on))
        found = held.values_list("in_year", "pk").distinct()
        return Counter(year for year, _pk in found.iterator())

    def records(self, unit: Unit, year: int, at: datetime | None) -> Iterator[Counted]:
        """The records of a year, the oldest first."""
        found = self.held(unit, at).annotate(in_year=ExtractYear(self.on)).filter(in_year=year)
        return (self.shown(one) for one in found.order_by(self.on, "pk").distinct())


def _day(moment: date | datetime) -> date:
    return localdate(moment) if isinstance(moment, datetime) else moment


def _by(at: datetime | None, field: str = "at") -> Q:
    return Q() if at is None else Q(**{f"{field}__lte": at})


# --- 主动公开, 政府信息管理 ---------------------------------------------------------------------


def _steps(*kinds: StepKind) -> Source:
    """Steps of documents, whether or not a later edit voided them: they were taken."""

    def held(unit: Unit, at: datetime | None) -> QuerySet[Step]:
        steps = Step.objects.filter(_by(at), document__unit=unit, kind__in=kinds)
        return steps.select_related("document")

    return Source(held, "at", _shown_step)


def _shown_step(step: Step) -> Counted:
    return Counted(
        step.document.title, _day(step.at), step.step_kind.label, step.document.get_absolute_url()
    )


def _attributed(attribute: Attribute) -> Source:
    """Documents by the attribute they were first signed with (公文公开属性源头认定)."""

    def held(unit: Unit, at: datetime | None) -> QuerySet[Step]:
        earlier = Step.objects.filter(
            document=OuterRef("document"), kind=StepKind.SIGNED, pk__lt=OuterRef("pk")
        )
        return Step.objects.filter(
            ~Exists(earlier), _by(at), document__unit=unit, kind=StepKind.SIGNED,
            revision__data__attribute=attribute.value,
        ).select_related("document")  # fmt: skip

    return Source(held, "at", _shown_step)


def _interpretations(unit: Unit, at: datetime | None) -> QuerySet[Document]:
    return Document.objects.filter(
        _by(at, "published_at"), unit=unit, interprets__isnull=False, published_at__isnull=False
    )


def _shown_document(one: Document) -> Counted:
    assert one.published_at is not None
    return Counted(one.title, _day(one.published_at), one.index_number, one.get_absolute_url())


# --- 回应关切 -----------------------------------------------------------------------------------


def _opinions(unit: Unit, at: datetime | None) -> QuerySet[Opinion]:
    """Incidents, each by the first thing said of it (国办发〔2014〕32号: 不同方式回应计1次)."""
    said = Q(statements__struck_reason="") & _by(at, "statements__entered_at")
    return Opinion.objects.filter(said, unit=unit).annotate(first=Min("statements__at"))


def _shown_opinion(one: Any) -> Counted:
    return Counted(one.title, _day(one.first), one.number, one.get_absolute_url())


def _responses(unit: Unit, at: datetime | None) -> QuerySet[Response]:
    found = Response.objects.filter(_by(at, "published_at"), published_at__isnull=False)
    return found.filter(topic__unit=unit).select_related("topic")


def _shown_response(one: Response) -> Counted:
    assert one.published_at is not None
    return Counted(one.title, _day(one.published_at), "", one.topic.get_absolute_url())


# --- 监督保障 -----------------------------------------------------------------------------------


def _matters(unit: Unit, at: datetime | None) -> QuerySet[Entry]:
    found = Entry.objects.filter(_by(at), matter__handler=unit, move=Move.CLOSED)
    return found.select_related("matter")


def _shown_matter(one: Entry) -> Counted:
    # Its subject may come from a citizen's message: the number says which one.
    return Counted(one.matter.number, one.on, one.label, one.matter.get_absolute_url())


def _answers(unit: Unit, at: datetime | None) -> QuerySet[Answer]:
    found = Answer.objects.filter(_by(at, "published_at"), published_at__isnull=False)
    return found.filter(matter__unit=unit).select_related("matter")


def _shown_answer(one: Answer) -> Counted:
    assert one.published_at is not None
    return Counted(
        one.title, _day(one.published_at), one.matter.number, one.matter.get_absolute_url()
    )


def _orders(whose: str, kind: OrderStepKind) -> Source:
    def held(unit: Unit, at: datetime | None) -> QuerySet[OrderStep]:
        withdrawn = OrderStep.objects.filter(
            _by(at), order=OuterRef("order"), kind=OrderStepKind.WITHDRAWN
        )
        steps = OrderStep.objects.filter(_by(at), ~Exists(withdrawn), kind=kind)
        return steps.filter(**{f"order__{whose}": unit}).select_related("order")

    return Source(held, "on", _shown_order)


def _shown_order(one: OrderStep) -> Counted:
    return Counted(one.order.number, one.on, one.step_kind.label, one.order.get_absolute_url())


def _versions(unit: Unit, at: datetime | None) -> QuerySet[Version]:
    found = Version.objects.filter(_by(at, "approved_at"), approved_at__isnull=False)
    return found.filter(institution__unit=unit).select_related("institution")


def _shown_version(one: Version) -> Counted:
    assert one.approved_at is not None
    return Counted(
        one.title, _day(one.approved_at), f"v{one.number}", one.institution.get_absolute_url()
    )


def _acts(kind: str, page: str) -> Source:
    """What is dated by its act: events of the ledger, each with the page of its record."""

    def held(unit: Unit, at: datetime | None) -> QuerySet[Event]:
        return Event.objects.filter(_by(at), unit=unit, kind=kind, on__isnull=False)

    def shown(one: Event) -> Counted:
        assert one.on is not None
        return Counted(
            one.data.get("name", ""), one.on, "", reverse(page, args=[int(one.subject_id)])
        )

    return Source(held, "on", shown)


SOURCES: Mapping[str, tuple[Source, ...]] = {
    "interpretations": (Source(_interpretations, "published_at", _shown_document),),
    "hot_topics": (
        Source(_opinions, "first", _shown_opinion),
        Source(_responses, "published_at", _shown_response),
    ),
    "documents_public": (_attributed(Attribute.PROACTIVE),),
    "documents_on_request": (_attributed(Attribute.ON_REQUEST),),
    "documents_withheld": (_attributed(Attribute.WITHHELD),),
    "secrecy_reviews": (_steps(StepKind.SECRECY_PASSED),),
    "corrections": (_steps(StepKind.CORRECTED),),
    "withdrawals": (_steps(StepKind.WITHDRAWN),),
    "cleanups": (_acts("normative.cleanup_finished", "normative:cleanup"),),
    "institutions_made": (Source(_versions, "approved_at", _shown_version),),
    "orders_received": (_orders("unit", OrderStepKind.ISSUED),),
    "orders_closed": (_orders("unit", OrderStepKind.CLOSED),),
    "orders_issued": (_orders("issuer", OrderStepKind.ISSUED),),
    "village_checks": (_acts("villages.checked", "villages:check"),),
    "matters_closed": (Source(_matters, "on", _shown_matter),),
    "matters_told": (Source(_answers, "published_at", _shown_answer),),
}
TOGETHER: tuple[tuple[str, ...], ...] = (
    ("documents_public", "documents_on_request", "documents_withheld", "secrecy_reviews",
     "corrections", "withdrawals"),
    ("orders_received", "orders_closed"),
)  # fmt: skip
"""Figures of one room: where it holds one of them, the others are 0."""

WORDS: Mapping[str, str] = {
    "interpretations": N_("{year}年公开的政策解读"),
    "hot_topics": N_("{year}年首次回应的公众关注热点和重大舆情，几种方式回应同一件算一次"),
    "documents_public": N_("{year}年签发时定为主动公开的公文和信息"),
    "documents_on_request": N_("{year}年签发时定为依申请公开的公文和信息"),
    "documents_withheld": N_("{year}年签发时定为不予公开的公文和信息"),
    "secrecy_reviews": N_("{year}年通过的保密和隐私审查"),
    "corrections": N_("{year}年对已公开信息发布的更正"),
    "withdrawals": N_("{year}年撤回的已公开信息"),
    "cleanups": N_("{year}年完成的规范性文件清理"),
    "institutions_made": N_("{year}年审批施行的信息公开工作制度，修订的也算一项"),
    "orders_received": N_("{year}年收到的整改通知，撤销的不算"),
    "orders_closed": N_("{year}年复查办结的整改通知"),
    "orders_issued": N_("{year}年发出的整改通知，撤销的不算"),
    "village_checks": N_("{year}年登记的村务公开检查，每村每季一次"),
    "matters_closed": N_("{year}年办结的督办事项，撤销的不算"),
    "matters_told": N_("{year}年公开了办理情况的督办事项"),
}
ACCOUNTS = "accounts"
ACCOUNTS_WORDS = N_("到{year}年12月31日登记在用的政务新媒体账号")


def tally_rooms(unit: Unit, year: int, at: datetime | None) -> dict[Cell, tuple[int, Message]]:
    """The figures of a year by their cells, with what they count."""
    years: dict[str, Counter[int]] = {}
    for key, sources in SOURCES.items():
        years[key] = Counter()
        for source in sources:
            years[key].update(source.years(unit, at))
    first = {key: min(counted, default=None) for key, counted in years.items()}
    for room in TOGETHER:
        begun = min((one for key in room if (one := first[key]) is not None), default=None)
        first |= dict.fromkeys(room, begun)
    found = {
        _cell(key): (years[key][year], say(WORDS[key], year=year))
        for key, since in first.items()
        if since is not None and since <= year
    }
    if any(one.opened_on.year <= year for one in _entered(unit, at)):
        count = len(_accounts(unit, year, at))
        found[_cell(ACCOUNTS)] = (count, say(ACCOUNTS_WORDS, year=year))
    return found


def room_records(unit: Unit, year: int, key: str, at: datetime | None) -> list[Counted]:
    """The records behind a figure, the oldest first; none for a figure of another room."""
    if key == ACCOUNTS:
        return [
            Counted(one.name, one.opened_on, one.platform_kind.label,
                    reverse("inspection:account", args=[one.pk]))
            for one in _accounts(unit, year, at)
        ]  # fmt: skip
    found = [one for source in SOURCES.get(key, ()) for one in source.records(unit, year, at)]
    return sorted(found, key=lambda one: one.on)


def _cell(key: str) -> Cell:
    return Cell("stated", key, "value")


def _entered(unit: Unit, at: datetime | None) -> list[Account]:
    """The accounts somebody had entered by a moment."""
    entered = _account_events(unit, at, "inspection.account_entered")
    return list(Account.objects.filter(unit=unit, pk__in=entered).order_by("opened_on", "pk"))


def _accounts(unit: Unit, year: int, at: datetime | None) -> list[Account]:
    """Those in use at the end of a year; one counts as closed once that was recorded."""
    last = date(year, 12, 31)
    closed = set(_account_events(unit, at, "inspection.account_closed", on__lte=last))
    return [one for one in _entered(unit, at) if one.opened_on <= last and one.pk not in closed]


def _account_events(unit: Unit, at: datetime | None, kind: str, **more: date) -> list[int]:
    events = Event.objects.filter(_by(at), unit=unit, kind=kind, **more)
    return [int(key) for key in events.values_list("subject_id", flat=True)]
