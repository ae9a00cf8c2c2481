"""A year goes up signed, counts in the sum above, comes back marked, and goes up again."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.integration.exchange.conftest import ISSUED, YEAR, Two
from tests.integration.reports.test_submissions import FEE, correct_and_sign
from tongming.law.figures import Cell
from tongming.law.words import Refused
from tongming.ledger.chain import verify
from tongming.ledger.models import Event
from tongming.reports.exchange import actions
from tongming.reports.exchange.checking import check_received, check_sums
from tongming.reports.exchange.duties import exchange_duties
from tongming.reports.exchange.models import FromAbove, Incoming, Outgoing, ReceivedReport
from tongming.reports.exchange.queries import before, latest_package, standing
from tongming.reports.freezing import digest
from tongming.reports.models import Unchangeable
from tongming.reports.submissions.actions import submit_up
from tongming.reports.sums.actions import content_of, keep
from tongming.reports.sums.gathering import Basis, Gathered, Scope, gather
from tongming.units.models import Person
from tongming.units.rights import NotPermitted

TODAY = date(YEAR + 1, 2, 10)


def summed(two: Two, basis: Basis = Basis.SUBMITTED) -> Gathered:
    """The city's sum of what came from beneath."""
    with two.city.at_work():
        found = gather(two.city.unit, YEAR, [Scope.RECEIVED], basis)
    assert found is not None
    return found


def duties(person: Person) -> list[str]:
    return [str(one.what) for one in exchange_duties(person, TODAY)]


def judge_first(two: Two) -> Outgoing:
    """The city sends the first town's report back with two marks, and says so."""
    row = ReceivedReport.objects.filter(unit_code="songhuahu").latest("pk")
    with two.city.at_work():
        actions.mark(report=row, where=FEE, words="与台账不一致。", by=two.officer)
        actions.mark(report=row, where="problems", words="没有写改进措施。", by=two.officer)
        actions.send_back(report=row, words="请三日内更正。", by=two.officer)
        return actions.pack_judgements(peer=two.beneath, by=two.officer)


def test_what_was_signed_beneath_counts_in_the_sum_above_and_who_has_none_is_named(
    two: Two,
) -> None:
    assert summed(two).report is None
    assert [one.name for one in summed(two).missing] == ["桦甸市人民政府"]
    came = two.take(two.send())
    assert came.is_new
    found = summed(two)
    assert found.report is not None
    assert found.report.figure(Cell.parse(ISSUED)) == 7
    assert sorted(f for _one, f in found.parts(Cell.parse(ISSUED))) == [3, 4]
    assert [one.unit.name for one in found.taken] == [
        "桦甸市红石砬子镇人民政府",
        "桦甸市松花湖镇人民政府",
    ]
    assert [one.name for one in found.missing] == ["桦甸市人民政府", "桦甸市八道河子镇人民政府"]
    assert str(found.taken[0].origin).startswith("桦甸市人民政府第1号包，")
    assert {one.unit.code for one in found.taken} == {"220282/hongshilazi", "220282/songhuahu"}


def test_a_kept_sum_above_names_the_versions_that_came(two: Two) -> None:
    two.take(two.send())
    found = summed(two)
    with two.city.at_work():
        kept = keep(gathered=found, shown=digest(content_of(found)), by=two.officer)
    data = json.loads(kept.content)
    assert [part["unit"] for part in data["parts"]] == ["220282/hongshilazi", "220282/songhuahu"]
    assert data["parts"][1]["sha256"] == two.reports[0].sha256
    assert data["scope"] == ["received"]


def test_nothing_from_elsewhere_is_added_unless_it_is_chosen(two: Two) -> None:
    two.take(two.send())
    others = [scope for scope in Scope if scope is not Scope.RECEIVED]
    found = gather(two.city.unit, YEAR, others, Basis.SIGNED)
    assert found is not None
    assert (found.taken, found.missing) == ((), (two.city.unit,))


def test_a_report_comes_back_marked_is_corrected_and_goes_up_again(two: Two) -> None:
    two.take(two.send())
    assert "向吉林市人民政府报送2022年年度报告" not in duties(two.cast.supervisor)
    assert "审核桦甸市人民政府报来的2022年年度报告（2份）" in duties(two.officer)
    back = judge_first(two)
    assert standing(two.beneath, YEAR).state == "sent_back"
    assert [one.unit.name for one in summed(two).taken] == ["桦甸市红石砬子镇人民政府"]

    with two.county.at_work():
        came = actions.take(back.text.encode(), by=two.cast.supervisor)
    assert isinstance(came, actions.Taken)
    said = FromAbove.objects.get()
    assert said.frozen == two.reports[0]
    assert [one["where"] for one in said.marks] == [FEE, "problems"]
    assert said.by == "韩梅"
    assert duties(two.cast.clerk) == ["按吉林市的审核意见更正松花湖镇2022年年度报告（2处标注）"]

    newer = correct_and_sign(two.reports[0].report, two.cast, 120)
    assert duties(two.cast.clerk) == []
    assert "把更正后的2022年年度报告重新报送吉林市人民政府" in duties(two.cast.supervisor)
    again = two.take(two.send())
    row = again.package.reports.get(unit_code="songhuahu")
    assert row.sha256 == newer.sha256
    old = before(row)
    assert old is not None
    assert old.sha256 == two.reports[0].sha256
    assert standing(two.beneath, YEAR).state == "received"
    assert len(summed(two).taken) == 2
    with two.city.at_work():
        actions.clear(report=row, words="", by=two.officer)
    assert [one.unit.code for one in summed(two, Basis.CLEARED).taken] == ["220282/songhuahu"]
    assert verify() is None


def test_a_sum_kept_beneath_is_worked_out_again_from_the_reports_that_came(two: Two) -> None:
    found = gather(two.cast.county, YEAR, [Scope.TOWNSHIPS], Basis.SIGNED)
    assert found is not None
    keep(gathered=found, shown=digest(content_of(found)), by=two.cast.supervisor)
    (checked,) = check_sums(two.take(two.send()).package)
    assert (checked.parts, checked.absent, checked.differing) == (2, (), ())
    # A version the package does not hold: nothing is claimed about the sum.
    submit_up(frozen=two.reports[0], by=two.cast.clerk)
    (checked,) = check_sums(two.take(two.send(Basis.SUBMITTED)).package)
    assert checked.absent == ("红石砬子镇人民政府",)


def test_a_received_report_is_checked_as_our_own_and_against_the_year_before(two: Two) -> None:
    two.take(two.send())
    row = ReceivedReport.objects.get(unit_code="songhuahu")
    checked = check_received(row)
    assert checked.hard == 0
    content = json.loads(row.content)
    content["report"]["requests"]["1"]["sum"] = 5
    broken = ReceivedReport(
        peer=row.peer, key=row.key, year=YEAR, form=row.form, level=row.level,
        content=json.dumps(content),
    )  # fmt: skip
    assert {one.relation for one in check_received(broken).violations if one.hard}
    # Last year as it came: four applications carried over that this year does not know.
    content["report"]["year"], content["report"]["requests"]["1"]["sum"] = YEAR - 1, 4
    content["report"]["requests"]["4"] = {"sum": 4, "nat": 4}
    ReceivedReport.objects.create(
        package=row.package, peer=row.peer, key=row.key + "x", unit_code="x", unit_name="x",
        unit_short="x", level=row.level, year=YEAR - 1, form=row.form, version=1,
        content=json.dumps(content), sha256="0" * 64,
    )  # fmt: skip
    again = ReceivedReport(
        peer=row.peer, key=row.key + "x", year=YEAR, form=row.form, level=row.level,
        content=row.content,
    )  # fmt: skip
    assert "R5" in {one.relation for one in check_received(again).violations}


def test_the_same_package_twice_is_once_and_has_the_same_receipt(two: Two) -> None:
    package = two.send()
    first, again = two.take(package), two.take(package)
    assert (first.is_new, again.is_new) == (True, False)
    assert again.package.receipt == first.package.receipt
    assert Incoming.objects.count() == 1
    assert Event.objects.filter(kind="exchange.received").count() == 1


def test_the_receipt_comes_back_signed_and_is_kept(two: Two) -> None:
    package = two.send()
    receipt = two.take(package).package.receipt.encode()
    with two.county.at_work():
        for _time in range(2):
            kept = actions.take(receipt, by=two.cast.supervisor)
    assert isinstance(kept, Outgoing)
    assert kept.state == Outgoing.State.RECEIVED
    assert kept.receipt.encode() == receipt
    assert Event.objects.filter(kind="exchange.receipted").count() == 1
    event = Event.objects.get(kind="exchange.received")
    assert json.loads(receipt)["payload"]["ledger"] == {"seq": event.seq, "hash": event.hash}


def test_what_came_is_never_changed(two: Two) -> None:
    package = two.take(two.send()).package
    with pytest.raises(Unchangeable):
        package.save()
    with pytest.raises(Unchangeable):
        ReceivedReport.objects.update(content="")
    with pytest.raises(Unchangeable):
        Incoming.objects.all().delete()


def test_only_the_office_sends_receives_and_judges(two: Two) -> None:
    package = two.send()
    with two.county.at_work(), pytest.raises(NotPermitted):
        actions.send_reports(peer=two.above, year=YEAR, basis=Basis.SIGNED, by=two.cast.clerk)
    with two.city.at_work(), pytest.raises(NotPermitted):
        actions.take(package.text.encode(), by=two.cast.supervisor)
    two.take(package)
    row = ReceivedReport.objects.get(unit_code="songhuahu")
    with pytest.raises(NotPermitted):
        actions.clear(report=row, words="", by=two.keeper)
    with pytest.raises(Refused, match="标注"):
        actions.send_back(report=row, words="", by=two.officer)
    with pytest.raises(Refused, match="没有这个位置"):
        actions.mark(report=row, where="nowhere", words="请改", by=two.officer)


def test_what_changed_since_the_page_was_opened_is_not_signed(two: Two) -> None:
    with two.county.at_work(), pytest.raises(Refused, match="有了变化"):
        actions.send_reports(
            peer=two.above, year=YEAR, basis=Basis.SIGNED, by=two.cast.supervisor, shown="x"
        )
    with two.county.at_work(), pytest.raises(Refused, match="还没有可以报送"):
        actions.send_reports(
            peer=two.above, year=YEAR, basis=Basis.PUBLISHED, by=two.cast.supervisor
        )
    assert latest_package(two.beneath, YEAR) is None
