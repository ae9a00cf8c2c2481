"""The verbs of the lists: bring in, upload charts, take along the route, hand over, adjust."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max

from tongming.files.actions import keep
from tongming.information import actions as information
from tongming.information.content import Content
from tongming.information.models import Document
from tongming.information.states import State
from tongming.law.documents import Attribute, Validity
from tongming.law.documents import Stage as Publicity
from tongming.law.powers import ListKind, Occasion, Stage
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.registers.outgoing import attach_all
from tongming.registers.powers import page, workbook
from tongming.registers.powers.models import Adjustment, Chart, Item, PowerList, RouteStep, Version
from tongming.registers.powers.queries import (
    differences_of,
    missing_charts,
    powers_of,
    previous_of,
    route_words,
)
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

NEXT_VERSION = N_("第{n}版还在办（{stage}）。请先办完，或者登记退回，再导入新的。")


@transaction.atomic
def import_version(
    *,
    unit: Unit,
    kind: ListKind,
    content: bytes,
    name: str,
    effective_on: date,
    by: Person,
    note: str = "",
) -> Version:
    """Bring in a list from a workbook without a single error, as the next version; one still in
    draft is replaced by it. It answers every adjustment that is open."""
    require(by, Right.REGISTER_KEEP, unit)
    rows = workbook.read(content, unit=unit.name)
    if wrong := [row for row in rows if row.errors]:
        raise Refused(
            say(
                N_("有{n}行需要改，一行也没有导入。第{row}行：{error}"),
                n=len(wrong),
                row=wrong[0].number,
                error=wrong[0].errors[0],
            )
        )
    power_list, _new = PowerList.objects.get_or_create(unit=unit, kind=kind.value)
    power_list = PowerList.objects.select_for_update().get(pk=power_list.pk)
    version = power_list.versions.exclude(stage=Stage.APPROVED.value).first()
    if version is not None and version.stage_kind is not Stage.DRAFT:
        raise Refused(say(NEXT_VERSION, n=version.number, stage=say(version.stage_kind.label)))
    _after_the_last(power_list, effective_on)
    file = keep(content, name, unit=unit, by=by, right=Right.REGISTER_VIEW)
    if version is None:
        last = power_list.versions.aggregate(last=Max("number"))["last"] or 0
        version = Version(power_list=power_list, number=last + 1, created_by=by)
    version.effective_on, version.note, version.file = effective_on, note.strip(), file
    version.save()
    version.items.all().delete()
    Item.objects.bulk_create(
        Item(version=version, position=position, **asdict(row.power))
        for position, row in enumerate(rows, start=1)
    )
    power_list.adjustments.filter(closed_on=None).update(version=version)
    record(
        "powers.imported", unit=unit, by=by, subject=version, name=file.name,
        sha256=file.sha256, rows=len(rows), effective_on=effective_on,
    )  # fmt: skip
    return version


def _after_the_last(power_list: PowerList, effective_on: date) -> None:
    last = power_list.versions.filter(stage=Stage.APPROVED.value).first()
    if last is not None and effective_on <= last.effective_on:
        raise Refused(
            say(N_("施行日期要晚于第{n}版的{day}。"), n=last.number, day=last.effective_on)
        )


@transaction.atomic
def add_chart(*, version: Version, content: bytes, name: str, by: Person) -> Chart:
    """Upload a flow chart that an item of a draft names."""
    version = _locked(version, by)
    _draft_only(version)
    file = keep(content, name, unit=version.unit, by=by, right=Right.REGISTER_VIEW)
    stem = file.name.rpartition(".")[0]
    if not version.items.filter(chart_name__in=(file.name, stem)).exists():
        raise Refused(
            say(
                N_("没有哪个事项的“流程图”一栏写着“{name}”。请改文件名，或者在表里补上再导入。"),
                name=file.name,
            )
        )
    # A new picture under the same name takes the place of the old one.
    version.charts.filter(file__name=file.name).exclude(file=file).delete()
    chart, new = Chart.objects.get_or_create(version=version, file=file)
    if new:
        record(
            "powers.chart_added", unit=version.unit, by=by, subject=version, name=file.name,
            sha256=file.sha256,
        )  # fmt: skip
    return chart


@transaction.atomic
def advance(
    *,
    version: Version,
    stage: Stage,
    organ: str,
    on: date,
    by: Person,
    today: date,
    paper: str = "",
    opinion: str = "",
) -> RouteStep:
    """Record that a station of the route was passed, by whom, when and by what paper."""
    version = _locked(version, by)
    wanted = version.stage_kind.next
    if stage is not wanted:
        raise Refused(
            say(
                N_("现在是“{now}”，下一步是“{next}”，不能跳过。"),
                now=say(version.stage_kind.label),
                next=say(wanted.label) if wanted else "—",
            )
        )
    if stage is Stage.PROPOSED and (missing := missing_charts(version)):
        raise Refused(
            say(N_("还差{n}张流程图，例如“{name}”。请先上传。"), n=len(missing), name=missing[0])
        )
    _check_step(version, stage, organ, on, today, paper, opinion)
    return _step(version, stage, organ, on, paper, opinion, by, stage)


@transaction.atomic
def send_back(
    *,
    version: Version,
    organ: str,
    on: date,
    opinion: str,
    by: Person,
    today: date,
    paper: str = "",
) -> RouteStep:
    """Record that the organ whose turn it is sent the list back: it is a draft again."""
    version = _locked(version, by)
    stage = version.stage_kind.next
    if stage is None or version.stage_kind is Stage.DRAFT:
        raise Refused(say(N_("这一版还没有报出去，或者已经批准，不能登记退回。")))
    if not opinion.strip():
        raise Refused(say(N_("请写明退回的意见，照着改。")))
    _check_step(version, stage, organ, on, today, paper, opinion)
    return _step(version, stage, organ, on, paper, opinion, by, Stage.DRAFT)


def _check_step(
    version: Version, stage: Stage, organ: str, on: date, today: date, paper: str, opinion: str
) -> None:
    if on > today:
        raise Refused(say(N_("日期不能晚于今天。")))
    last = version.steps.last()
    if last is not None and on < last.on:
        raise Refused(say(N_("日期不能早于上一步的{day}。"), day=last.on))
    if not organ.strip():
        raise Refused(say(N_("请写明是哪个机关。")))
    if stage.is_outside and not (paper.strip() or opinion.strip()):
        raise Refused(say(N_("请写明文号；没有文号的，写明意见。")))


def _step(
    version: Version,
    stage: Stage,
    organ: str,
    on: date,
    paper: str,
    opinion: str,
    by: Person,
    becomes: Stage,
) -> RouteStep:
    step = RouteStep.objects.create(
        version=version, stage=stage.value, returned=becomes is Stage.DRAFT,
        organ=organ.strip(), on=on, paper=paper.strip(), opinion=opinion.strip(), by=by,
    )  # fmt: skip
    version.stage = becomes.value
    version.save(update_fields=["stage"])
    record(
        "powers.sent_back" if step.returned else "powers.advanced", unit=version.unit, by=by,
        subject=version, on=on, stage=stage.value, organ=step.organ, paper=step.paper,
        opinion=step.opinion,
    )  # fmt: skip
    return step


def hand_over(*, version: Version, by: Person) -> Document:
    """Make the document by which an approved list becomes public: page, tables and flow charts.

    From here it goes the way of every document: review, signature, publication (第十七条).
    """
    document = _document(version, by)
    powers = powers_of(version)
    base = f"{version.unit.short_name}{version.power_list.kind_label}（第{version.number}版）"
    files = [
        (f"{base}.xlsx", workbook.as_xlsx(powers, base)),
        (f"{base}.csv", workbook.as_csv(powers)),
        *((one.file.name, one.file.read()) for one in version.charts.select_related("file")),
    ]
    return attach_all(document, files, by)


@transaction.atomic
def _document(version: Version, by: Person) -> Document:
    version = _locked(version, by)
    if version.stage_kind is not Stage.APPROVED:
        raise Refused(say(N_("县级政府批准以后才能公开。现在是“{now}”。"),
                          now=say(version.stage_kind.label)))  # fmt: skip
    if version.document is not None and version.document.state != State.DROPPED:
        raise Refused(say(N_("这一版已经转到政府信息里办理公开，请到那里接着办。")))
    approved = version.steps.filter(stage=Stage.APPROVED.value, returned=False).last()
    assert approved is not None
    unit, kind = version.unit, version.power_list.kind_label
    content = Content(
        title=f"{unit.name}{kind}（第{version.number}版）",
        body=page.body(
            powers_of(version),
            effective_on=version.effective_on,
            route=route_words(version),
            differences=differences_of(version),
        ),
        attribute=Attribute.PROACTIVE.value,
        formed_on=approved.on,
        summary=f"{unit.name}{kind}，共{version.items.count()}项。{version.note}",
        subject_words=(kind, "行政职权"),
        publisher=unit.name,
        statutory_items=("20-2",),
        stage=Publicity.MANAGEMENT.value,
        effective_on=version.effective_on,
    )
    document = information.create_document(unit=unit, by=by, content=content)
    version.document = document
    version.save(update_fields=["document"])
    record("powers.handed_over", unit=unit, by=by, subject=version, document=document.pk)
    return document


@transaction.atomic
def retire_previous(*, version: Version, by: Person, today: date) -> None:
    """Once a version is public and in force, mark the one before as no longer holding."""
    version = _locked(version, by)
    before = previous_of(version)
    if (
        not version.is_public
        or version.effective_on > today
        or before is None
        or before.document is None
        or before.document.validity_kind is not Validity.IN_FORCE
    ):
        raise Refused(say(N_("新的版本公开并且施行以后，才把上一版标为废止。")))
    assert version.document is not None
    information.repeal(
        document=before.document,
        on=max(version.effective_on, before.document.formed_on or version.effective_on),
        reason=str(say(N_("由{title}取代"), title=version.document.title)),
        by=by,
        today=today,
    )


# --- What makes a list out of date ----------------------------------------------------------------


@transaction.atomic
def open_adjustment(
    *,
    power_list: PowerList,
    occasion: Occasion,
    on: date,
    source: str,
    by: Person,
    today: date,
    what: str = "",
    due_on: date | None = None,
) -> Adjustment:
    """Note what asks for another version: a duty until one is public, or a reason closes it."""
    require(by, Right.REGISTER_KEEP, power_list.unit)
    if not source.strip():
        raise Refused(say(N_("请写明依据的文件，例如《行政处罚法》修订或者县里的文号。")))
    if on > today + timedelta(days=366):
        raise Refused(say(N_("发生日期太远，请核对年份。")))
    adjustment = Adjustment.objects.create(
        power_list=power_list, occasion=occasion.value, on=on, source=source.strip(),
        what=what.strip(), due_on=due_on, opened_by=by,
    )  # fmt: skip
    record(
        "powers.adjustment_opened", unit=power_list.unit, by=by, subject=adjustment, on=on,
        occasion=occasion.value, source=adjustment.source, what=adjustment.what,
        due_on=due_on,
    )  # fmt: skip
    return adjustment


@transaction.atomic
def close_adjustment(*, adjustment: Adjustment, by: Person, today: date, reason: str = "") -> None:
    """It is settled: the version that answers it is public, or nothing needs to change, and why."""
    adjustment = Adjustment.objects.select_for_update().get(pk=adjustment.pk)
    require(by, Right.REGISTER_KEEP, adjustment.power_list.unit)
    if adjustment.closed_on is not None:
        raise Refused(say(N_("这件事已经了结。")))
    answered = adjustment.version is not None and adjustment.version.is_public
    if not answered and not reason.strip():
        raise Refused(say(N_("调整后的清单还没有公开。不用调整的，请写明理由。")))
    adjustment.closed_on, adjustment.closed_reason = today, reason.strip()
    if not answered:
        adjustment.version = None
    adjustment.save()
    record(
        "powers.adjustment_closed", unit=adjustment.power_list.unit, by=by, subject=adjustment,
        on=today, reason=adjustment.closed_reason,
    )  # fmt: skip


def _locked(version: Version, by: Person) -> Version:
    version = Version.objects.select_for_update(of=("self",)).select_related(
        "power_list__unit", "document__live"
    ).get(pk=version.pk)  # fmt: skip
    require(by, Right.REGISTER_KEEP, version.unit)
    return version


def _draft_only(version: Version) -> None:
    if version.stage_kind is not Stage.DRAFT:
        raise Refused(say(N_("这一版已经报出去，不能再改。要改，请先登记退回。")))
