"""The verbs: enter a department's month, bring in a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from tongming.files.actions import keep
from tongming.files.models import StoredFile
from tongming.law.administrative import Tallied
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.registers.tallies import workbook
from tongming.registers.tallies.models import Entry, shown_value
from tongming.registers.tallies.queries import held
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require


@transaction.atomic
def enter(
    *,
    unit: Unit,
    department: str,
    month: date,
    values: Mapping[Tallied, Decimal],
    by: Person,
    today: date,
    note: str = "",
) -> int:
    """Enter a department's numbers of a month; how many are new or changed.

    A number that was entered before is corrected with a reason; the one before stays known to
    reports that were signed by it.
    """
    require(by, Right.REGISTER_KEEP, unit)
    if month.day != 1 or month > today:
        raise Refused(say(N_("月份不能晚于本月。")))
    if not department.strip():
        raise Refused(say(N_("请填“{column}”。"), column="部门"))
    if not values:
        raise Refused(say(N_("请至少填一个数字；没有的填0。")))
    changed = _enter(unit, department.strip(), month, values, by, note.strip(), None)
    if changed:
        record(
            "tallies.entered", unit=unit, by=by, on=month, department=department.strip(),
            tallies={kind.value: str(values[kind]) for kind in changed}, note=note.strip(),
        )  # fmt: skip
    return len(changed)


@transaction.atomic
def import_workbook(
    *, unit: Unit, content: bytes, name: str, by: Person, today: date, note: str = ""
) -> int:
    """Enter every row of a workbook without a single error; how many numbers are new or
    changed."""
    require(by, Right.REGISTER_KEEP, unit)
    rows = workbook.read(content, today=today)
    if wrong := [row for row in rows if row.errors]:
        raise Refused(
            say(
                N_("有{n}行需要改，一行也没有导入。第{row}行：{error}"),
                n=len(wrong),
                row=wrong[0].number,
                error=wrong[0].errors[0],
            )
        )
    file = keep(content, name, unit=unit, by=by, right=Right.REGISTER_VIEW)
    changed = 0
    for row in rows:
        assert row.month is not None
        changed += len(_enter(unit, row.department, row.month, row.values, by, note.strip(), file))
    record(
        "tallies.imported", unit=unit, by=by, name=file.name, sha256=file.sha256,
        rows=len(rows), changed=changed, note=note.strip(),
    )  # fmt: skip
    return changed


def _enter(
    unit: Unit,
    department: str,
    month: date,
    values: Mapping[Tallied, Decimal],
    by: Person,
    note: str,
    file: StoredFile | None,
) -> list[Tallied]:
    before = {one.kind_of: one for one in held(unit, month, month) if one.department == department}
    changed = [
        kind for kind, value in values.items()
        if kind not in before or before[kind].value != value
    ]  # fmt: skip
    for kind in changed:
        if kind in before and not note:
            raise Refused(
                say(
                    N_("{department}{month}的“{kind}”已登记为{old}，改为{new}要写明更正理由。"),
                    department=department,
                    month=f"{month.year}年{month.month}月",
                    kind=say(kind.label),
                    old=shown_value(kind, before[kind].value),
                    new=shown_value(kind, values[kind]),
                )
            )
        Entry.objects.create(
            unit=unit, department=department, month=month, kind=kind.value,
            number=None if kind.is_money else int(values[kind]),
            amount_yuan=values[kind] if kind.is_money else None,
            note=note if kind in before else "", file=file, by=by,
        )  # fmt: skip
    return changed
