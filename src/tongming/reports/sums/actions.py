"""Keeping a sum as it stands."""

from __future__ import annotations

import json

from django.db import transaction

from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import hold, record
from tongming.reports.document import to_json
from tongming.reports.freezing import digest
from tongming.reports.sums.gathering import Gathered, gather
from tongming.reports.sums.models import Sum
from tongming.units.models import Person
from tongming.units.rights import Right, require

SCHEMA = "tongming/kept-sum/1"
NOTHING = N_("还没有可以汇总的报告。请换一个范围或版本，或等下级单位报送。")
CHANGED = N_("您打开页面以后，计入的报告有了变化。请重新查看后再保存。")


def content_of(gathered: Gathered) -> str:
    """A sum as bytes that come out the same from the same reports."""
    assert gathered.report is not None
    data = {
        "schema": SCHEMA,
        "unit": gathered.unit.code,
        "scope": [scope.value for scope in gathered.scopes],
        "basis": gathered.basis.value,
        "parts": [
            {
                "unit": one.unit.code,
                "name": one.unit.name,
                "version": one.frozen.version,
                "sha256": one.frozen.sha256,
            }
            for one in gathered.taken
        ],
        "missing": [{"unit": one.code, "name": one.name} for one in gathered.missing],
        "report": to_json(gathered.report),
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@transaction.atomic
def keep(*, gathered: Gathered, shown: str, by: Person) -> Sum:
    """Keep the sum a person has in front of them; `shown` is the hash of its content."""
    require(by, Right.REPORT_REVIEW, gathered.unit)
    hold()
    now = gather(gathered.unit, gathered.year, gathered.scopes, gathered.basis)
    if now is None or now.report is None:
        raise Refused(say(NOTHING))
    content = content_of(now)
    sha256 = digest(content)
    if sha256 != shown:
        raise Refused(say(CHANGED))
    event = record(
        "sums.kept",
        unit=now.unit,
        by=by,
        year=now.year,
        form=now.form.id,
        scope=[scope.value for scope in now.scopes],
        basis=now.basis.value,
        reports=[[one.unit.code, one.frozen.version, one.frozen.sha256] for one in now.taken],
        missing=[one.code for one in now.missing],
        sha256=sha256,
    )
    return Sum.objects.create(
        unit=now.unit,
        year=now.year,
        form=now.form.id,
        scope=",".join(scope.value for scope in now.scopes),
        basis=now.basis.value,
        content=content,
        sha256=sha256,
        reports=len(now.taken),
        missing=len(now.missing),
        made_by=by,
        made_at=event.at,
        event=event,
    )
