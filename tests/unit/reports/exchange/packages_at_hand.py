"""A package of each kind, made from nothing but keys."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021
from tongming.reports.document import AnnualReport
from tongming.reports.exchange.packages.canonical import digest
from tongming.reports.exchange.packages.contents import FIRST, Party, payload
from tongming.reports.exchange.packages.keys import SigningKey
from tongming.reports.freezing import canonical

KEY = SigningKey("11" * 32)
OTHER = SigningKey("22" * 32)
COUNTY = Party("220282", "桦甸市人民政府", "桦甸市", "county")
CITY = Party("220200", "吉林市人民政府", "吉林市", "city")
AT = datetime(2026, 1, 31, 8, 30, tzinfo=UTC)
TOWN = {
    "code": "hongshilazi",
    "name": "红石砬子镇人民政府",
    "short_name": "红石砬子镇",
    "level": "township",
}


def report_entry(year: int = 2025, issued: int = 3, version: int = 1) -> dict[str, Any]:
    """One signed report as a package holds it."""
    report = AnnualReport(
        f"红石砬子镇人民政府{year}年政府信息公开工作年度报告",
        str(TOWN["name"]),
        year,
        FORM_2021,
        {Cell("proactive", "normative_documents", "issued"): issued},
        sections={"problems": "信息更新不够及时。"},
    )
    text = canonical(report, unit=str(TOWN["code"]), version=version, known_at=AT)
    return {
        "unit": TOWN,
        "via": [],
        "year": year,
        "form": FORM_2021.id,
        "version": version,
        "sha256": digest(text.encode()),
        "states": ["signed", "published"],
        "content": json.loads(text),
    }


def reports_payload(**changed: Any) -> dict[str, Any]:
    """The inside of a package of reports."""
    inside = payload(
        "reports",
        sender=COUNTY,
        receiver=CITY,
        created=AT,
        serial=1,
        previous=FIRST,
        ledger={"seq": 12, "hash": "ab" * 32},
        year=2025,
        reports=[report_entry()],
        missing=[
            {
                "unit": {**TOWN, "code": "badaohezi", "name": "八道河子镇人民政府"},
                "via": [],
            }
        ],
        sums=[],
    )
    return {**inside, **changed}


def judgements_payload() -> dict[str, Any]:
    """The inside of a package of judgements."""
    entry = report_entry()
    return payload(
        "judgements",
        sender=CITY,
        receiver=COUNTY,
        created=AT,
        serial=1,
        previous=FIRST,
        ledger={"seq": 12, "hash": "ab" * 32},
        judgements=[
            {
                **{name: entry[name] for name in ("unit", "via", "year", "form", "version")},
                "sha256": entry["sha256"],
                "verdict": "sent_back",
                "words": "请更正。",
                "marks": [{"where": "requests/1/sum", "words": "请核对。"}],
                "by": "吴军",
                "at": "2026-02-01T08:30:00.000000+00:00",
            }
        ],
    )


def receipt_payload() -> dict[str, Any]:
    """The inside of a receipt."""
    return payload(
        "receipt",
        sender=CITY,
        receiver=COUNTY,
        created=AT,
        package="cd" * 32,
        serial=1,
        ledger={"seq": 7, "hash": "ef" * 32},
    )


def card_payload() -> dict[str, Any]:
    """The inside of a card."""
    return payload("card", sender=COUNTY, created=AT, address="")


EVERY = (reports_payload, judgements_payload, receipt_payload, card_payload)
