"""What happens inside one installation of the test over HTTP, in a process of its own.

python -m tests.integration.exchange.acting county    # units, people, signed reports
python -m tests.integration.exchange.acting words '[["exchange", "keys"], …]'
python -m tests.integration.exchange.acting sum       # the installation's sum as JSON
python -m tests.integration.exchange.acting judge CODE
python -m tests.integration.exchange.acting duties USERNAME
"""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any

from tongming.cli.web import start_django

YEAR = 2022
JOINED = date(2015, 1, 1)
ISSUED = "proactive/normative_documents/issued"
PLACES = {
    "county": ("220282", "桦甸市人民政府", "桦甸市"),
    "city": ("220200", "吉林市人民政府", "吉林市"),
    "province": ("220000", "吉林省人民政府", "吉林省"),
}
LEAVES: dict[str, list[tuple[str, str, str, str, int | None]]] = {
    "county": [
        ("hongshilazi", "红石砬子镇人民政府", "红石砬子镇", "township", 3),
        ("chengguan", "城关镇人民政府", "城关镇", "township", 4),
        ("badaohezi", "八道河子镇人民政府", "八道河子镇", "township", None),
    ],
    "city": [
        ("caizheng", "吉林市财政局", "市财政局", "city_department", 10),
        ("chengguan", "城关镇人民政府", "城关镇", "township", 20),
    ],
    "province": [],
}
"""Code, names, level and what the unit issued; nothing where it has no report. 城关镇 there are
two, in different places."""


def populate(level: str) -> None:
    """The units of an installation, and the reports of those that have one, signed."""
    from tongming.law.organs import Level
    from tongming.units.actions import appoint, create_person, create_unit
    from tongming.units.roles import Role

    _code, name, short = PLACES[level]
    top = create_unit(
        name=name, short_name=short, level=Level(level), code=f"{level}-gov", joined_on=JOINED
    )
    officer = create_person(
        username="officer", full_name="韩梅", unit=top, password="long-enough-1"
    )
    appoint(person=officer, unit=top, role=Role.SUPERVISOR, since=JOINED)
    clerk = create_person(username="clerk", full_name="王敏", unit=top, password="long-enough-1")
    leader = create_person(username="leader", full_name="孙立", unit=top, password="long-enough-1")
    for code, unit_name, unit_short, unit_level, issued in LEAVES[level]:
        unit = create_unit(
            name=unit_name, short_name=unit_short, level=Level(unit_level), code=code,
            joined_on=JOINED, parent=top,
        )  # fmt: skip
        appoint(person=clerk, unit=unit, role=Role.CLERK, since=JOINED)
        appoint(person=leader, unit=unit, role=Role.LEADER, since=JOINED)
        if issued is not None:
            _sign(unit, issued, clerk, leader)


def _sign(unit: Any, issued: int, clerk: Any, leader: Any) -> None:
    from tests.integration.reports.conftest import stated
    from tests.integration.reports.test_signing import NOTHING, finish_words, sign
    from tongming.law.forms import FORM_2021
    from tongming.reports.actions import open_report, submit_report

    figures = {**NOTHING, ISSUED: issued}
    stated(figures, unit=unit, year=YEAR, form=FORM_2021, by=clerk)
    report = open_report(unit=unit, year=YEAR, form=FORM_2021, by=clerk)
    finish_words(report, clerk)
    submit_report(report=report, by=clerk)
    report.refresh_from_db()
    sign(report, leader, accepted="以台账为准")


def words(lines: list[list[str]]) -> None:
    """Commands, one after another; the first that fails ends it."""
    from tongming.cli import main

    for line in lines:
        if code := main(line):
            raise SystemExit(code)


def summed() -> None:
    """The whole installation's sum, those beneath too."""
    from tongming.law.figures import Cell
    from tongming.reports.exchange.identity import top_unit
    from tongming.reports.sums.gathering import Basis, Scope, gather

    found = gather(top_unit(), YEAR, Scope, Basis.SIGNED)
    assert found is not None
    cell = Cell.parse(ISSUED)
    told = {
        "issued": found.report.figure(cell) if found.report else None,
        "parts": {one.unit.name: [figure, str(one.origin or "")]
                  for one, figure in found.parts(cell)},
        "missing": [one.name for one in found.missing],
    }  # fmt: skip
    print(json.dumps(told, ensure_ascii=False))


def judge(code: str) -> None:
    """Send a report back, and sign the package that says so."""
    from tongming.reports.exchange import actions
    from tongming.reports.exchange.models import ReceivedReport
    from tongming.units.models import Person

    by = Person.objects.get(username="officer")
    row = ReceivedReport.objects.filter(unit_code=code).latest("pk")
    actions.mark(report=row, where=ISSUED, words="请核对件数。", by=by)
    actions.send_back(report=row, words="请更正。", by=by)
    actions.pack_judgements(peer=row.peer, by=by)


def duties(username: str) -> None:
    """What exchanging asks of somebody."""
    from tongming.reports.exchange.duties import exchange_duties
    from tongming.units.models import Person

    person = Person.objects.get(username=username)
    said = [str(one.what) for one in exchange_duties(person, date(YEAR + 1, 2, 1))]
    print(json.dumps(said, ensure_ascii=False))


if __name__ == "__main__":
    start_django()
    word, *given = sys.argv[1:]
    if word in PLACES:
        populate(word)
    elif word == "words":
        words(json.loads(given[0]))
    elif word == "sum":
        summed()
    elif word == "judge":
        judge(given[0])
    elif word == "duties":
        duties(given[0])
