"""Bring in an existing ledger, all rows or none; undo it while nothing else was done to them."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.files.actions import keep
from tongming.information import ledgerbook
from tongming.information.actions.drafting import revise_first
from tongming.information.models import Document, ImportBatch
from tongming.information.states import State
from tongming.law.documents import Attribute
from tongming.law.statutory import items_for
from tongming.law.words import N_, Message, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require


def preview(*, unit: Unit, content: bytes, today: date) -> list[ledgerbook.Row]:
    """The rows as they would come in, each with what is wrong; nothing is written."""
    rows = ledgerbook.read(content, unit=unit.name, today=today, items=items_for(unit.level_kind))
    numbers = [row.index_number for row in rows if row.index_number]
    taken = set(
        Document.objects.filter(index_number__in=numbers).values_list("index_number", flat=True)
    )
    numbered = {row.content.document_number for row in rows if row.content.document_number}
    known = set(
        Document.objects.filter(unit=unit, document_number__in=numbered)
        .exclude(state=State.DROPPED)
        .values_list("document_number", "title")
    )
    for row in rows:
        if row.index_number in taken:
            row.errors.append(
                say(N_("索引号{number}已经用过，一个号不能给两条信息。"), number=row.index_number)
            )
        if (row.content.document_number, row.content.title) in known:
            row.errors.append(say(N_("系统里已经有这份文件（文号和名称都相同）。请删去这一行。")))
    return rows


@transaction.atomic
def import_ledger(*, unit: Unit, content: bytes, name: str, by: Person, today: date) -> ImportBatch:
    """Import a workbook without a single error. What was public elsewhere is counted and can be
    found; on this site it becomes public only after its own review (第十七条)."""
    require(by, Right.INFORMATION_DRAFT, unit)
    rows = preview(unit=unit, content=content, today=today)
    if wrong := [row for row in rows if row.errors]:
        raise Refused(
            say(
                N_("有{n}行需要改，一行也没有导入。第{row}行：{error}"),
                n=len(wrong),
                row=wrong[0].number,
                error=wrong[0].errors[0],
            )
        )
    file = keep(content, name, unit=unit, by=by, right=Right.INFORMATION_VIEW)
    batch = ImportBatch.objects.create(unit=unit, file=file, rows=len(rows), by=by)
    for row in rows:
        document = Document.objects.create(
            unit=unit, state=State.LEDGER, created_by=by, batch=batch,
            index_number=row.index_number, elsewhere_on=row.published_on,
            elsewhere_url=row.url, validity=row.validity.value,
            validity_ended_on=row.validity_ended_on,
            reassess_on=today if row.content.attribute == Attribute.WITHHELD else None,
        )  # fmt: skip
        revise_first(document, row.content, by)
    record(
        "information.imported", unit=unit, by=by, subject=batch, name=file.name,
        sha256=file.sha256, rows=len(rows),
    )  # fmt: skip
    return batch


def why_not_undo(batch: ImportBatch) -> Message | None:
    """Why an import cannot be undone; None where it can."""
    if batch.undone_at is not None:
        return say(N_("这次导入已经撤销。"))
    touched = [
        document
        for document in batch.documents.select_related("current")
        if document.state_kind is not State.LEDGER
        or document.current is None
        or document.current.number > 1
        or document.repeats_id is not None
        or document.repeated_by.exists()
    ]
    if touched:
        return say(
            N_("导入以后“{title}”等{n}条已经改过或者办理过，不能整批撤销。"),
            title=touched[0].title,
            n=len(touched),
        )
    return None


@transaction.atomic
def undo_import(*, batch: ImportBatch, by: Person) -> int:
    """Take an import back; the workbook and both events stay. How many rows went."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    require(by, Right.INFORMATION_DRAFT, batch.unit)
    if reason := why_not_undo(batch):
        raise Refused(reason)
    documents = batch.documents.all()
    count = documents.count()
    # Nothing was done to them and nobody but this unit saw them: they leave, as if never typed.
    documents.update(current=None)
    documents.delete()
    batch.undone_at = timezone.now()
    batch.save(update_fields=["undone_at"])
    record(
        "information.import_undone", unit=batch.unit, by=by, subject=batch,
        name=batch.file.name, rows=count,
    )  # fmt: skip
    return count
