"""From draft to signature to publication: who may, what is frozen, and what a correction leaves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.conftest import Cast
from tests.integration.reports.conftest import OWN_WORDS, Register, stated
from tongming.law.figures import Cell, Figure
from tongming.law.forms import FORM_2019, FORM_2021, FORM_OWN, Form
from tongming.law.outcomes import Outcome
from tongming.law.words import Refused
from tongming.ledger.chain import verify
from tongming.ledger.models import Event
from tongming.reports.actions import (
    confirm_reading,
    correct_report,
    open_report,
    publish_report,
    read_pasted,
    redraft_section,
    send_back,
    sign_report,
    submit_report,
    write_section,
)
from tongming.reports.actions.signing import fingerprint
from tongming.reports.compiling.year import compile_year
from tongming.reports.drafting import open_points
from tongming.reports.freezing import differences, thaw
from tongming.reports.models import FrozenReport, Report, SectionText, Unchangeable
from tongming.reports.queries import published_report, published_reports, texts_of
from tongming.reports.reproducing import reproduce
from tongming.units.actions import appoint
from tongming.units.models import Person, Unit
from tongming.units.rights import NotPermitted
from tongming.units.roles import Role

NOTHING: dict[str, Figure] = {
    "stated/processing_fee_yuan/value": 0,
    "remedies/review/total": 0,
    "remedies/direct/total": 0,
    "remedies/after/total": 0,
}
PROBLEMS = "信息更新不够及时，将安排专人每周检查。"


def finish_words(report: Report, by: Person) -> None:
    """Answer every open point of a report, as a clerk does."""
    compiled = compile_year(report.unit, report.year, report.form_kind)
    for key, text in compiled.report.sections.items():
        if open_points(text):
            current = texts_of(report, key).first()
            assert current is not None
            kept = [line for line in current.text.splitlines() if "【请补充" not in line]
            write_section(
                report=report,
                key=key,
                text="\n".join([*kept, PROBLEMS]),
                by=by,
                based_on=current.pk,
            )


def ready(
    unit: Unit,
    year: int,
    cast: Cast,
    form: Form = FORM_2021,
    more: Mapping[str, Figure] | None = None,
) -> Report:
    """A report written by the clerk and handed in; no fee, no remedies, but what `more` says."""
    if form is FORM_2021:
        stated({**NOTHING, **(more or {})}, unit=unit, year=year, form=form, by=cast.clerk)
    report = open_report(unit=unit, year=year, form=form, by=cast.clerk)
    finish_words(report, cast.clerk)
    submit_report(report=report, by=cast.clerk)
    report.refresh_from_db()
    return report


def sign(report: Report, by: Person, accepted: str = "") -> FrozenReport:
    """Sign what is shown now."""
    shown = fingerprint(compile_year(report.unit, report.year, report.form_kind))
    return sign_report(report=report, by=by, shown=shown, accepted=accepted)


def test_an_unfinished_report_is_not_submitted_and_a_finished_one_is(
    cast: Cast, newcomer: Unit
) -> None:
    report = open_report(unit=newcomer, year=2022, form=FORM_2021, by=cast.clerk)
    with pytest.raises(Refused):
        submit_report(report=report, by=cast.clerk)
    stated(NOTHING, unit=newcomer, year=2022, form=FORM_2021, by=cast.clerk)
    finish_words(report, cast.clerk)
    submit_report(report=report, by=cast.clerk)
    report.refresh_from_db()
    assert report.state == Report.State.SUBMITTED


def test_beginning_twice_is_once(cast: Cast, newcomer: Unit) -> None:
    first = open_report(unit=newcomer, year=2022, form=FORM_2021, by=cast.clerk)
    texts = SectionText.objects.count()
    again = open_report(unit=newcomer, year=2022, form=FORM_2021, by=cast.office_head)
    assert again == first
    assert SectionText.objects.count() == texts


def test_a_year_has_only_the_forms_the_law_gives_it(cast: Cast, newcomer: Unit) -> None:
    with pytest.raises(Refused):
        open_report(unit=newcomer, year=2022, form=FORM_2019, by=cast.clerk)
    assert open_report(unit=newcomer, year=2020, form=FORM_2019, by=cast.clerk)


def test_words_are_kept_as_versions_and_nobody_overwrites_anothers(
    cast: Cast, newcomer: Unit
) -> None:
    report = open_report(unit=newcomer, year=2022, form=FORM_2021, by=cast.clerk)
    drafted = texts_of(report, "problems").get()
    assert drafted.written_by is None
    mine = write_section(
        report=report, key="problems", text=PROBLEMS, by=cast.clerk, based_on=drafted.pk
    )
    with pytest.raises(Refused) as refusal:
        write_section(
            report=report, key="problems", text="另一段", by=cast.office_head, based_on=drafted.pk
        )
    assert str(cast.clerk) in str(refusal.value)
    write_section(
        report=report, key="problems", text="另一段", by=cast.office_head, based_on=mine.pk
    )
    redraft_section(report=report, key="problems", by=cast.clerk)
    versions = list(texts_of(report, "problems"))
    assert [v.written_by for v in versions] == [None, cast.office_head, cast.clerk, None]
    assert versions[0].text == versions[-1].text


def test_figures_in_the_words_follow_the_tables(
    cast: Cast, newcomer: Unit, register: Register
) -> None:
    report = open_report(unit=newcomer, year=2022, form=FORM_2021, by=cast.clerk)
    words = compile_year(newcomer, 2022, FORM_2021).report.sections["overview"]
    assert "新收政府信息公开申请0件" in words
    register.add(date(2022, 5, 5), date(2022, 5, 20), Outcome.GRANTED)
    words = compile_year(newcomer, 2022, FORM_2021).report.sections["overview"]
    assert "新收政府信息公开申请1件" in words
    assert texts_of(report, "overview").count() == 1


def test_who_wrote_or_submitted_does_not_sign_and_another_leader_does(
    cast: Cast, newcomer: Unit
) -> None:
    report = ready(newcomer, 2022, cast)
    for person in (cast.clerk, cast.office_head, cast.supervisor, cast.stranger):
        with pytest.raises(NotPermitted):
            sign(report, person)
    frozen = sign(report, cast.leader)
    assert (frozen.version, frozen.signed_by) == (1, cast.leader)


def test_a_leader_who_had_a_hand_in_it_does_not_sign(cast: Cast, newcomer: Unit) -> None:
    appoint(person=cast.leader, unit=newcomer, role=Role.CLERK, since=date(2021, 3, 1))
    appoint(person=cast.secrecy_reviewer, unit=newcomer, role=Role.LEADER, since=date(2021, 3, 1))
    stated(
        {"proactive/licences/decisions": 3},
        unit=newcomer,
        year=2022,
        form=FORM_2021,
        by=cast.leader,
    )
    report = ready(newcomer, 2022, cast)
    with pytest.raises(Refused) as refusal:
        sign(report, cast.leader)
    assert "不能由您签发" in str(refusal.value)
    assert sign(report, cast.secrecy_reviewer)


def test_what_changed_after_it_was_shown_is_not_signed(
    cast: Cast, newcomer: Unit, register: Register
) -> None:
    report = ready(newcomer, 2022, cast)
    shown = fingerprint(compile_year(newcomer, 2022, FORM_2021))
    register.add(date(2022, 5, 5), date(2022, 5, 20), Outcome.GRANTED)
    with pytest.raises(Refused):
        sign_report(report=report, by=cast.leader, shown=shown)
    assert sign(report, cast.leader)


def test_a_broken_relation_is_signed_only_with_the_reason(cast: Cast, newcomer: Unit) -> None:
    report = ready(
        newcomer,
        2022,
        cast,
        more={
            "remedies/review/upheld": 1,
            "remedies/review/corrected": 0,
            "remedies/review/other": 0,
            "remedies/review/pending": 0,
            "remedies/review/total": 3,
        },
    )
    with pytest.raises(Refused) as refusal:
        sign(report, cast.leader)
    assert refusal.value.article == "R4"
    frozen = sign(report, cast.leader, accepted="复议机关的统计口径如此")
    assert frozen.accepted == "复议机关的统计口径如此"


def test_sent_back_with_a_reason_it_is_a_draft_again(cast: Cast, newcomer: Unit) -> None:
    report = ready(newcomer, 2022, cast)
    with pytest.raises(NotPermitted):
        send_back(report=report, reason="请补充", by=cast.clerk)
    with pytest.raises(Refused):
        send_back(report=report, reason="", by=cast.leader)
    send_back(report=report, reason="第五部分太短", by=cast.leader)
    report.refresh_from_db()
    assert report.state == Report.State.DRAFT
    with pytest.raises(Refused):
        sign(report, cast.leader)


def test_the_signed_report_is_frozen_with_its_hash_and_the_ledger_names_it(
    cast: Cast, newcomer: Unit
) -> None:
    frozen = sign(ready(newcomer, 2022, cast), cast.leader)
    event = Event.objects.get(kind="reports.signed")
    assert event.data["sha256"] == frozen.sha256
    assert thaw(frozen.content).extra["signed_on"] == timezone.localdate().isoformat()
    assert verify() is None
    frozen.content = frozen.content.replace("2022", "2023")
    with pytest.raises(Unchangeable):
        frozen.save()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE reports_frozenreport SET content = '{}'")


def test_a_signed_report_is_worked_out_again_to_the_last_byte(
    cast: Cast, newcomer: Unit, register: Register
) -> None:
    fact = register.add(date(2022, 5, 5), date(2022, 5, 20), Outcome.GRANTED)
    frozen = sign(ready(newcomer, 2022, cast), cast.leader)
    assert reproduce(frozen).holds
    # What became known afterwards changes today's figures and not the signed ones.
    register.add(date(2022, 6, 6), date(2022, 6, 20), Outcome.PETITION)
    stated(
        {"proactive/licences/decisions": 9}, unit=newcomer, year=2022, form=FORM_2021, by=cast.clerk
    )
    correct_report(report=frozen.report, reason="漏登一件", by=cast.clerk)
    current = texts_of(frozen.report, "problems").first()
    assert current is not None
    write_section(
        report=frozen.report, key="problems", text="改写", by=cast.clerk, based_on=current.pk
    )
    now = compile_year(newcomer, 2022, FORM_2021).report
    assert differences(thaw(frozen.content), now).sections
    assert reproduce(frozen).holds
    # A fact changed behind the register's back is noticed.
    type(fact).objects.filter(pk=fact.pk).update(outcome=Outcome.STATE_SECRET.value)
    proof = reproduce(frozen)
    assert not proof.holds
    assert {str(d.cell) for d in proof.differences.figures} == {
        f"requests/{row}/{column}" for row in ("3.1", "3.3.1") for column in ("nat", "sum")
    }


def test_a_correction_is_a_new_version_listed_against_the_frozen_one(
    cast: Cast, newcomer: Unit, register: Register
) -> None:
    report = ready(newcomer, 2022, cast)
    first = sign(report, cast.leader)
    register.add(date(2022, 6, 6), date(2022, 6, 20), Outcome.PETITION)
    with pytest.raises(Refused):
        correct_report(report=report, reason="", by=cast.clerk)
    with pytest.raises(NotPermitted):
        correct_report(report=report, reason="漏登一件", by=cast.leader)
    correct_report(report=report, reason="漏登一件", by=cast.clerk)
    submit_report(report=report, by=cast.clerk)
    second = sign(report, cast.leader)
    assert (second.version, second.reason) == (2, "漏登一件")
    changed = differences(thaw(first.content), thaw(second.content))
    assert {(str(d.cell), d.before, d.after) for d in changed.figures} == {
        (f"requests/{row}/{column}", 0, 1)
        for row in ("1", "3.5.1", "3.7")
        for column in ("nat", "sum")
    }
    assert FrozenReport.objects.get(pk=first.pk).content == first.content


def test_only_a_signed_report_is_published_and_by_who_may(cast: Cast, newcomer: Unit) -> None:
    report = ready(newcomer, 2022, cast)
    assert published_report(newcomer.code, 2022) is None
    frozen = sign(report, cast.leader)
    with pytest.raises(NotPermitted):
        publish_report(frozen=frozen, by=cast.leader)
    publish_report(frozen=frozen, by=cast.office_head)
    with pytest.raises(Refused):
        publish_report(frozen=frozen, by=cast.clerk)
    published = published_report(newcomer.code, 2022)
    assert published is not None
    assert (published.unit, published.version, published.sha256) == (newcomer, 1, frozen.sha256)
    assert [p.frozen for p in published_reports()] == [frozen]


def test_the_public_sees_the_earlier_version_until_the_correction_is_published(
    cast: Cast, newcomer: Unit
) -> None:
    report = ready(newcomer, 2022, cast)
    first = sign(report, cast.leader)
    publish_report(frozen=first, by=cast.clerk)
    correct_report(report=report, reason="补报行政许可", by=cast.clerk)
    stated(
        {"proactive/licences/decisions": 9}, unit=newcomer, year=2022, form=FORM_2021, by=cast.clerk
    )
    submit_report(report=report, by=cast.clerk)
    second = sign(report, cast.leader)
    seen = published_report(newcomer.code, 2022)
    assert seen is not None
    assert seen.version == 1
    publish_report(frozen=second, by=cast.clerk)
    seen = published_report(newcomer.code, 2022)
    assert seen is not None
    assert (seen.version, seen.reason) == (2, "补报行政许可")


def test_last_years_signed_report_is_what_this_year_carries_forward(
    cast: Cast, newcomer: Unit, register: Register
) -> None:
    register.add(date(2022, 12, 30))
    sign(ready(newcomer, 2022, cast), cast.leader)
    compiled = compile_year(newcomer, 2023, FORM_2021)
    assert compiled.previous is not None
    assert compiled.previous.frozen is not None
    assert compiled.report.violations == []
    # One more turns up that was open at the end of 2022: the two years no longer meet.
    register.add(date(2022, 12, 31))
    broken = compile_year(newcomer, 2023, FORM_2021).report.violations
    assert {(v.relation, v.expected, v.found) for v in broken} == {("R5", 1, 2)}


def test_a_report_of_the_past_is_compiled_as_of_a_day_before_anything_was_known(
    cast: Cast, newcomer: Unit
) -> None:
    reading = read_pasted(unit=newcomer, text=OWN_WORDS, by=cast.clerk)
    before = timezone.now() - timedelta(microseconds=1)
    confirm_reading(reading=reading, year=2019, by=cast.clerk)
    website = Cell("channels", "website", "items")
    assert compile_year(newcomer, 2019, FORM_OWN).report.figure(website) == 14
    assert website in compile_year(newcomer, 2019, FORM_OWN, before).missing
