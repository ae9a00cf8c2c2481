"""An installation above and one beneath: packages both ways, sent back from either side."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.urls import reverse

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tests.unit.reports.exchange.packages_at_hand import KEY, OTHER, report_entry
from tongming.reports.exchange import actions
from tongming.reports.exchange.identity import own_party
from tongming.reports.exchange.models import FromAbove, Incoming, Peer, PeerKey
from tongming.reports.exchange.packages.contents import FIRST, Party, payload
from tongming.reports.exchange.packages.envelope import seal
from tongming.reports.exchange.packages.keys import SigningKey, fingerprint
from tongming.reports.models import FrozenReport
from tongming.reports.sums.gathering import Basis

CITY = Party("220200", "吉林市人民政府", "吉林市", "city")
BUREAU = Party("11220282013", "桦甸市公安局", "市公安局", "county_department")
HOW = "拨打办公电话，与张三核对"


def exchange(cast: Cast) -> Visits:
    """After the reports: the town's of 2022 goes up and comes back."""
    above = _peer(cast, CITY, "up", OTHER)
    beneath = _peer(cast, BUREAU, "down", KEY)
    sent = actions.send_reports(peer=above, year=2022, basis=Basis.SIGNED, by=cast.supervisor)
    frozen = FrozenReport.objects.filter(report__unit=cast.town, report__year=2022).latest(
        "version"
    )
    _take(cast, CITY, OTHER, "judgements", judgements=[_judgement(frozen)])
    for serial, issued in ((1, 3), (2, 5)):
        entry = report_entry(2022, issued, serial)
        previous = Incoming.objects.filter(peer=beneath).order_by("-pk").first()
        _take(
            cast, BUREAU, KEY, "reports", serial=serial, year=2022, reports=[entry], sums=[],
            previous=previous.sha256 if previous else FIRST,
            missing=[{"unit": {**entry["unit"], "code": "x", "name": "城区派出所"}, "via": []}],
        )  # fmt: skip
    old, new = Incoming.objects.filter(peer=beneath).order_by("pk")
    row = new.reports.get()
    actions.mark(report=row, where="requests/1/sum", words="请核对。", by=cast.supervisor)
    actions.send_back(report=row, words="请更正。", by=cast.supervisor)
    waiting = PeerKey.objects.create(
        peer=beneath, public=SigningKey("44" * 32).public, vouched=True,
        added_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    trusted = above.keys.get()
    both = ("supervisor", "administrator")
    judged = FromAbove.objects.get()
    choose = reverse("exchange:send", args=[above.pk])
    return {
        "exchange:index": [Visit("/work/exchange/", who) for who in both],
        "exchange:year": [Visit("/work/exchange/year/2022/", who) for who in both],
        **at("exchange:new", "administrator"),
        "exchange:peer": [
            Visit(one.get_absolute_url(), who) for one in (above, beneath) for who in both
        ],
        **at("exchange:address", "administrator", above.pk),
        **at("exchange:anew", "administrator", above.pk),
        **at("exchange:end", "administrator", above.pk),
        **at("exchange:compare", "administrator", waiting.pk),
        **at("exchange:revoke", "administrator", trusted.pk),
        "exchange:send": [
            Visit(choose, "supervisor"),
            Visit(f"{choose}?year=2022&basis=signed", "supervisor"),
        ],
        **at("exchange:sent", "supervisor", sent.pk),
        **at("exchange:take", "supervisor"),
        "exchange:package": [
            Visit(old.get_absolute_url(), "supervisor"),
            Visit(new.get_absolute_url(), "supervisor"),
            Visit(new.get_absolute_url(), "administrator"),
            Visit(judged.package.get_absolute_url(), "supervisor"),
        ],
        "exchange:received": [
            Visit(f"{row.get_absolute_url()}?where=requests/1/sum", "supervisor"),
            Visit(old.reports.get().get_absolute_url(), "supervisor"),
        ],
        "exchange:judged": [Visit(judged.get_absolute_url(), who) for who in ("clerk", "leader")],
    }


def _peer(cast: Cast, party: Party, direction: str, key: SigningKey) -> Peer:
    peer = actions.add_peer(
        unit=cast.county, direction=direction, party=party, public=(key.public,), address="",
        by=cast.administrator,
    )  # fmt: skip
    actions.compare(
        key=peer.keys.get(), digits=fingerprint(key.public), how=HOW, by=cast.administrator
    )
    return peer


def _judgement(frozen: FrozenReport) -> dict[str, Any]:
    report = frozen.report
    unit = report.unit
    return {
        "unit": {
            "code": unit.code, "name": unit.name, "short_name": unit.short_name,
            "level": unit.level,
        },
        "via": [], "year": report.year, "form": report.form, "version": frozen.version,
        "sha256": frozen.sha256, "verdict": "sent_back", "words": "请三日内更正。",
        "marks": [{"where": "requests/1/sum", "words": "与台账不一致。"},
                  {"where": "problems", "words": "没有写改进措施。"}],
        "by": "韩梅", "at": "2026-02-01T08:30:00.000000+00:00",
    }  # fmt: skip


def _take(
    cast: Cast, sender: Party, key: SigningKey, kind: str, *, serial: int = 1,
    previous: str = FIRST, **inside: Any,
) -> None:  # fmt: skip
    raw = seal(
        payload(
            kind, sender=sender, receiver=own_party(cast.county), serial=serial,
            created=datetime(2026, 2, serial, tzinfo=UTC), previous=previous,
            ledger={"seq": 100 + serial, "hash": "ab" * 32}, **inside,
        ),
        [key],
    )  # fmt: skip
    actions.take(raw, by=cast.supervisor)
