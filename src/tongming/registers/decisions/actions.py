"""The verbs: open a year, add and drop matters, record steps, hand the catalogue over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from tongming.calendars.queries import current_calendar
from tongming.information import actions as information
from tongming.information.content import Content
from tongming.information.models import Document
from tongming.information.states import State
from tongming.law.decisions import CHOSEN, Done, Step, check
from tongming.law.documents import Attribute
from tongming.law.documents import Stage as Publicity
from tongming.law.words import N_, Refused, chinese_date, say
from tongming.ledger.actions import record
from tongming.registers import markup
from tongming.registers.decisions.models import Catalogue, Decision, StepRecord
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

RULE = "《重大行政决策程序暂行条例》"


@transaction.atomic
def open_year(*, unit: Unit, year: int, by: Person) -> Catalogue:
    """Begin a year's catalogue."""
    require(by, Right.REGISTER_KEEP, unit)
    if Catalogue.objects.filter(unit=unit, year=year).exists():
        raise Refused(say(N_("{year}年的目录已经有了。"), year=year))
    catalogue = Catalogue.objects.create(unit=unit, year=year)
    record("decisions.opened", unit=unit, by=by, subject=catalogue, year=year)
    return catalogue


@transaction.atomic
def agree(
    *, catalogue: Catalogue, agreed_on: date, by: Person, today: date, paper: str = ""
) -> None:
    """Note that the Party committee of the same level agreed to the catalogue (第三条)."""
    catalogue = _locked(catalogue, by)
    if agreed_on > today:
        raise Refused(say(N_("日期不能晚于今天。")))
    catalogue.agreed_on, catalogue.paper = agreed_on, paper.strip()
    catalogue.save(update_fields=["agreed_on", "paper"])
    record(
        "decisions.agreed", unit=catalogue.unit, by=by, subject=catalogue, on=agreed_on,
        paper=catalogue.paper,
    )  # fmt: skip


@transaction.atomic
def add(
    *,
    catalogue: Catalogue,
    name: str,
    undertaker: str,
    planned_on: date,
    chosen: Iterable[Step],
    by: Person,
    basis: str = "",
) -> Decision:
    """Add a matter, with the steps it takes beside those every decision takes."""
    catalogue = _locked(catalogue, by)
    if not name.strip() or not undertaker.strip():
        raise Refused(say(N_("请填决策事项和承办单位。")))
    if planned_on.year != catalogue.year:
        raise Refused(say(N_("计划决定日期要在{year}年。"), year=catalogue.year))
    wanted = set(chosen)
    decision = Decision.objects.create(
        catalogue=catalogue, name=name.strip(), undertaker=undertaker.strip(),
        planned_on=planned_on, basis=basis.strip(),
        chosen=[one.value for one in CHOSEN if one in wanted],
    )  # fmt: skip
    record(
        "decisions.added", unit=catalogue.unit, by=by, subject=decision, name=decision.name,
        undertaker=decision.undertaker, planned_on=planned_on, steps=decision.chosen,
    )  # fmt: skip
    return decision


@transaction.atomic
def drop(*, decision: Decision, reason: str, by: Person, today: date) -> None:
    """Take a matter out of the catalogue, saying why."""
    decision = _decision(decision, by)
    if decision.dropped_on is not None or Step.DISCUSSION in decision.done():
        raise Refused(say(N_("已经决定或者已经移出的事项，不能移出目录。")))
    if not reason.strip():
        raise Refused(say(N_("请写明移出目录的理由。")))
    decision.dropped_on, decision.dropped_reason = today, reason.strip()
    decision.save(update_fields=["dropped_on", "dropped_reason"])
    record(
        "decisions.dropped", unit=decision.catalogue.unit, by=by, subject=decision, on=today,
        name=decision.name, reason=decision.dropped_reason,
    )  # fmt: skip


@transaction.atomic
def record_step(
    *,
    decision: Decision,
    step: Step,
    began: date,
    ended: date,
    by: Person,
    today: date,
    words: str = "",
) -> StepRecord:
    """Record a step as it was done; what the regulation does not allow is refused."""
    decision = _decision(decision, by)
    if decision.dropped_on is not None:
        raise Refused(say(N_("这件事已经移出目录。")))
    if step not in decision.required:
        raise Refused(say(N_("目录里没有为这件事列“{step}”。"), step=say(step.label)))
    this = Done(began, ended, words.strip())
    try:
        check(step, this, decision.done(), decision.required, current_calendar(), today)
    except Refused as refusal:
        article = f"{RULE}{refusal.article}" if refusal.article else ""
        raise Refused(refusal.message, article) from None
    made = StepRecord.objects.create(
        decision=decision, step=step.value, began=began, ended=ended, words=this.words, by=by
    )
    record(
        "decisions.step", unit=decision.catalogue.unit, by=by, subject=decision, on=ended,
        name=decision.name, step=step.value, began=began, words=this.words,
    )  # fmt: skip
    return made


# --- Going public ---------------------------------------------------------------------------------


@transaction.atomic
def hand_over(*, catalogue: Catalogue, by: Person, today: date, reason: str = "") -> Document:
    """Make the catalogue's document; where it is public already, a correction of it.

    From there it goes through review, signature and publication.
    """
    catalogue = _locked(catalogue, by)
    if catalogue.agreed_on is None:
        raise Refused(say(N_("先登记同级党委同意的日期，再向社会公布。")), f"{RULE}第三条")
    rows = list(catalogue.decisions.filter(dropped_on=None))
    if not rows:
        raise Refused(say(N_("目录里还没有事项。")))
    content = _content(catalogue, rows)
    document = catalogue.document
    if document is None or document.state == State.DROPPED:
        document = information.create_document(unit=catalogue.unit, by=by, content=content)
        catalogue.document = document
        catalogue.save(update_fields=["document"])
    else:
        if document.state == State.PUBLISHED:
            information.open_correction(document=document, reason=reason, by=by)
        document = Document.objects.get(pk=document.pk)
        information.save_content(document=document, content=content, by=by)
    record(
        "decisions.handed_over", unit=catalogue.unit, by=by, subject=catalogue, on=today,
        document=document.pk, rows=len(rows),
    )  # fmt: skip
    return document


def _content(catalogue: Catalogue, rows: list[Decision]) -> Content:
    assert catalogue.agreed_on is not None
    head = ("序号", "决策事项", "承办单位", "计划决定日期", "依据", "应履行的程序")
    table = markup.table(
        head,
        [
            (
                str(number), one.name, one.undertaker, chinese_date(one.planned_on), one.basis,
                "、".join(step.label for step in one.required),
            )
            for number, one in enumerate(rows, start=1)
        ],
    )  # fmt: skip
    unit, year = catalogue.unit, catalogue.year
    return Content(
        title=f"{unit.name}{year}年重大行政决策事项目录",
        body=markup.paragraph(f"本目录共{len(rows)}项。") + table,
        attribute=Attribute.PROACTIVE.value,
        document_number=catalogue.paper,
        formed_on=catalogue.agreed_on,
        summary=f"{unit.name}{year}年重大行政决策事项目录，共{len(rows)}项。",
        subject_words=("重大行政决策",),
        publisher=unit.name,
        statutory_items=("20-15",),
        stage=Publicity.DECISION.value,
    )


def _locked(catalogue: Catalogue, by: Person) -> Catalogue:
    catalogue = (
        Catalogue.objects.select_for_update(of=("self",))
        .select_related("unit", "document")
        .get(pk=catalogue.pk)
    )
    require(by, Right.REGISTER_KEEP, catalogue.unit)
    return catalogue


def _decision(decision: Decision, by: Person) -> Decision:
    decision = (
        Decision.objects.select_for_update(of=("self",))
        .select_related("catalogue__unit")
        .get(pk=decision.pk)
    )
    require(by, Right.REGISTER_KEEP, decision.catalogue.unit)
    return decision
