"""What exchanging asks of the unit beneath, of the office, and of whoever keeps the keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from tongming.law.citation import REGULATION, Citation
from tongming.law.words import N_, Message, say
from tongming.reports.exchange.models import FromAbove, Outgoing, Peer, PeerKey
from tongming.reports.exchange.queries import (
    standing,
    to_pass_on,
    unsent_judgements,
    waiting_above,
)
from tongming.reports.models import FrozenReport, Report
from tongming.units.duties import Duty
from tongming.units.models import Person
from tongming.units.rights import Right, units_for

SUPERVISION = str(Citation(REGULATION, 47))
REPORTING = str(Citation(REGULATION, 49))

MEND = N_("按{peer}的审核意见更正{unit}{year}年年度报告（{n}处标注）")
PASS_ON = N_("{peer}退回了{unit}{year}年年度报告，请转退")
SEND = N_("向{peer}报送{year}年年度报告")
SEND_AGAIN = N_("把更正后的{year}年年度报告重新报送{peer}")
REVIEW = N_("审核{peer}报来的{year}年年度报告（{n}份）")
TELL = N_("把{n}份审核意见发给{peer}")
NOT_TAKEN = N_("{peer}没有接收第{serial}号包")
CARRY = N_("把第{serial}号包的文件交给{peer}，取回回执")
COMPARE = N_("与{peer}核对公钥指纹")


def exchange_duties(person: Person, today: date) -> Iterator[Duty]:
    """Sent back from above, to be sent, to be judged, to be compared."""
    yield from _to_mend(person)
    units = units_for(person, Right.REPORT_EXCHANGE)
    peers = list(Peer.objects.filter(unit__in=units, ended_at=None).select_related("unit"))
    if peers:
        yield from _of_the_office(person, peers, today.year - 1)
    for key in PeerKey.objects.filter(
        state=PeerKey.State.PENDING,
        peer__unit__in=units_for(person, Right.PEER_MANAGE),
        peer__ended_at=None,
    ).select_related("peer__unit"):
        what = say(COMPARE, peer=key.peer.name)
        yield Duty(
            what=what, url=reverse("exchange:compare", args=[key.pk]), button=say(N_("核对")),
            unit=key.peer.unit, told=what,
        )  # fmt: skip


def _to_mend(person: Person) -> Iterator[Duty]:
    """A unit's own report, sent back, until a newer version is signed."""
    seen: set[int] = set()
    for one in waiting_above(person):
        frozen = one.frozen
        assert frozen is not None
        if frozen.pk in seen or not needs_mending(one):
            continue
        seen.add(frozen.pk)
        report = frozen.report
        what = say(
            MEND, peer=one.peer.short_name, unit=report.unit.short_name, year=report.year,
            n=len(one.marks),
        )  # fmt: skip
        yield Duty(
            what=what, url=one.get_absolute_url(), button=say(N_("更正")), article=REPORTING,
            unit=report.unit, told=what,
        )  # fmt: skip


def needs_mending(one: FromAbove) -> bool:
    """Whether the report is still as it was sent back: no newer word, no newer version."""
    frozen = one.frozen
    if frozen is None:
        return False
    if FromAbove.objects.filter(frozen=frozen, pk__gt=one.pk).exists():
        return False
    report = frozen.report
    newer = report.versions.filter(version__gt=frozen.version).exists()
    return not newer and report.state in (Report.State.SIGNED, Report.State.PUBLISHED)


def _of_the_office(person: Person, peers: list[Peer], year: int) -> Iterator[Duty]:
    for peer in peers:
        yield from _sending(peer, year) if peer.is_above else _judging(peer, year)
        waiting = Outgoing.objects.filter(peer=peer).exclude(state=Outgoing.State.RECEIVED)
        first = waiting.order_by("serial").first()
        if first is not None and first.state == Outgoing.State.REFUSED:
            what = say(NOT_TAKEN, peer=peer.name, serial=first.serial)
            yield _duty(what, first.get_absolute_url(), N_("处理"), peer)
        elif first is not None and first.state == Outgoing.State.BY_FILE:
            what = say(CARRY, peer=peer.name, serial=first.serial)
            yield _duty(what, first.get_absolute_url(), N_("下载"), peer)
    for one in to_pass_on(person):
        assert one.received is not None
        what = say(
            PASS_ON, peer=one.peer.short_name, unit=one.received.name, year=one.received.year
        )
        yield _duty(what, one.received.get_absolute_url(), N_("转退"), one.received.peer)


def _sending(peer: Peer, year: int) -> Iterator[Duty]:
    url = reverse("exchange:send", args=[peer.pk]) + f"?year={year}"
    sent = Outgoing.objects.filter(peer=peer, kind="reports", year=year).order_by("-serial").first()
    signed = FrozenReport.objects.filter(
        report__unit__path__startswith=peer.unit.path, report__year=year
    )
    if sent is None:
        if signed.exists():
            yield _duty(say(SEND, peer=peer.name, year=year), url, N_("报送"), peer, REPORTING)
        return
    back = FromAbove.objects.filter(peer=peer, verdict="sent_back", frozen__report__year=year)
    for one in back.select_related("frozen__report"):
        frozen = one.frozen
        if (
            frozen
            and frozen.report.versions.filter(
                version__gt=frozen.version, known_at__gt=sent.made_at
            ).exists()
        ):
            what = say(SEND_AGAIN, peer=peer.name, year=year)
            yield _duty(what, url, N_("报送"), peer, REPORTING)
            return


def _judging(peer: Peer, year: int) -> Iterator[Duty]:
    stands = standing(peer, year)
    if stands.package is not None and stands.open:
        what = say(REVIEW, peer=peer.name, year=year, n=stands.open)
        yield _duty(what, stands.package.get_absolute_url(), N_("审核"), peer, SUPERVISION)
    if n := unsent_judgements(peer).count():
        yield _duty(say(TELL, n=n, peer=peer.name), peer.get_absolute_url(), N_("发送"), peer)


def _duty(what: Message, url: str, button: str, peer: Peer, article: str = "") -> Duty:
    return Duty(what=what, url=url, button=say(button), article=article, unit=peer.unit, told=what)
