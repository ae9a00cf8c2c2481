"""The report as data: the published JSON form, with the schema it keeps."""

from __future__ import annotations

import json
from collections.abc import Callable

from tongming.law.words import N_, Refused, say
from tongming.reports.document import AnnualReport, from_json, to_json
from tongming.reports.drafting.markers import label_of
from tongming.reports.rendering.wording import prepared
from tongming.reports.schema import SCHEMA_ID


def render(report: AnnualReport, *, translate: Callable[[str], str] = str) -> bytes:
    """The report as UTF-8 JSON, keys in the form's order, the same every time.

    JSON numbers are read as floating point almost everywhere: an amount with more digits than that
    holds would come back changed, so it is `Refused`.
    """
    data = {"$schema": SCHEMA_ID, **to_json(prepared(report), translate)}
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    back = from_json(json.loads(text))
    for cell in report.figures:
        if back.figure(cell) != report.figure(cell):
            raise Refused(
                say(
                    N_("“{cell}”的数字{figure}位数太多，数据文件存不下。请先核对这个数字。"),
                    cell=label_of(cell),
                    figure=str(report.figure(cell)),
                )
            )
    return text.encode()
