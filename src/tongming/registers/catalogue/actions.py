"""The verbs: bring in the county's list, take rows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from tongming.files.actions import keep
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.registers.catalogue import workbook
from tongming.registers.catalogue.models import Choice, Row
from tongming.registers.catalogue.queries import owner_of, rows_of
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require


@transaction.atomic
def import_rows(*, owner: Unit, content: bytes, name: str, by: Person, today: date) -> int:
    """Bring in a list without a single error. Rows of the same name are the same rows, and towns
    that took them still take them; what the list no longer has is retired, not deleted."""
    require(by, Right.REGISTER_KEEP, owner)
    lines = workbook.read(content)
    if wrong := [line for line in lines if line.errors]:
        raise Refused(
            say(
                N_("有{n}行需要改，一行也没有导入。第{row}行：{error}"),
                n=len(wrong),
                row=wrong[0].number,
                error=wrong[0].errors[0],
            )
        )
    file = keep(content, name, unit=owner, by=by, right=Right.REGISTER_VIEW)
    rows = Row.objects.select_for_update().filter(owner=owner)
    held = {(row.domain, row.first, row.second): row for row in rows}
    for position, line in enumerate(lines, start=1):
        row = held.pop(line.key, None) or Row(owner=owner)
        for field, value in line.said.items():
            setattr(row, field, value)
        row.position, row.term, row.retired_on = position, line.term.to_data(), None
        row.save()
    retired = [row.pk for row in held.values() if row.retired_on is None]
    Row.objects.filter(pk__in=retired).update(retired_on=today)
    record(
        "catalogue.imported", unit=owner, by=by, name=file.name, sha256=file.sha256,
        rows=len(lines), retired=len(retired),
    )  # fmt: skip
    return len(lines)


@transaction.atomic
def choose(*, unit: Unit, rows: Collection[int], by: Person, today: date) -> tuple[int, int]:
    """Take exactly these rows of the list the unit goes by; how many were added and dropped."""
    require(by, Right.REGISTER_KEEP, unit)
    owner = owner_of(unit)
    if owner is None:
        raise Refused(say(N_("上级还没有导入标准目录。可以先由本单位导入。")))
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    offered = set(rows_of(owner).values_list("pk", flat=True))
    wanted = set(rows) & offered
    choices = Choice.objects.filter(unit=unit, until=None)
    held = set(choices.values_list("row", flat=True))
    Choice.objects.bulk_create(
        Choice(unit=unit, row_id=pk, since=today, by=by) for pk in sorted(wanted - held)
    )
    dropped = choices.filter(row__in=held - wanted)
    dropped.filter(since=today).delete()
    dropped.update(until=today)
    added, gone = len(wanted - held), len(held - wanted)
    if added or gone:
        record(
            "catalogue.chosen", unit=unit, by=by, on=today, added=added, dropped=gone,
            rows=len(wanted),
        )  # fmt: skip
    return added, gone
