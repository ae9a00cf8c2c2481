"""Nobody is recognised in the open register, whatever the applications of a year were."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import asdict, fields
from itertools import product
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongming.applications.openness.anonymous import (
    COARSER,
    Register,
    Row,
    anonymise,
    band,
    group_of,
)
from tongming.law.outcomes import Outcome

DOCS = Path(__file__).parents[3] / "docs"


ROWS = [
    Row(theme, applicant, outcome.row, group_of(outcome), days, extended, consulted, period)
    for theme, applicant, outcome, days, extended, consulted, period in product(
        ("", "20-7", "21-township-5"),
        ("person", "organisation"),
        list(Outcome)[:4],
        ("1-10", "11-20", "21-40"),
        (True, False),
        (True, False),
        ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"),
    )
]
"""Few values of each kind, so that some are alike."""
registers = st.lists(st.sampled_from(ROWS), max_size=60)


def fits(row: Row, told: Row) -> bool:
    """Whether a record could be about an application."""
    return any(coarser(row) == told for coarser in COARSER)


@given(registers, st.integers(2, 6))
def test_whatever_is_told_of_somebody_is_told_of_k_people_at_least(
    applications: list[Row], k: int
) -> None:
    told = anonymise(applications, k)
    for record, count in told.records:
        assert count >= k
        # Whoever knows everything about one application cannot tell it from k - 1 others.
        assert sum(fits(row, record) for row in applications) >= count
    assert len({record for record, _count in told.records}) == len(told.records)


@given(registers, st.integers(2, 6))
def test_every_application_is_counted_once(applications: list[Row], k: int) -> None:
    told = anonymise(applications, k)
    assert told.total == len(applications) == sum(told.groups.values())
    assert sum(count for _record, count in told.records) + told.withheld == told.total
    assert told.groups == dict(Counter(row.group for row in applications))
    by_group = Counter[str]()
    for record, count in told.records:
        by_group[record.group] += count
    assert all(count <= told.groups[group] for group, count in by_group.items())
    # Only headings too small for a record of their own keep anything back.
    assert told.withheld <= (k - 1) * len(told.groups)


@given(registers)
def test_the_order_of_the_register_tells_nothing(applications: list[Row]) -> None:
    assert anonymise(applications).to_data() == anonymise(applications[::-1]).to_data()


def test_a_town_with_one_application_a_year_tells_its_heading_alone() -> None:
    told = anonymise([Row("20-7", "person", "3.3.4", "3.3", "11-20", True, True, "2025-Q2")])
    assert told == Register(3, 1, {"3.3": 1}, (), 1)


def test_what_is_alike_is_told_finely_and_the_rest_more_coarsely() -> None:
    common = Row("20-7", "person", "3.1", "3.1", "1-10", False, False, "2025-Q1")
    rare = Row("", "organisation", "3.3.4", "3.3", "21-40", True, True, "2025-Q4")
    scattered = [
        Row("20-7", "person", "3.1", "3.1", days, False, False, f"2025-Q{quarter}")
        for quarter, days in ((2, "1-10"), (3, "11-20"), (4, "21-40"))
    ]
    told = anonymise([common] * 3 + scattered + [rare])
    coarse = Row("20-7", "person", "3.1", "3.1", None, None, None, None)
    assert set(told.records) == {(common, 3), (coarse, 3)}
    assert told.withheld == 1


def test_each_level_is_coarser_than_the_one_before() -> None:
    row = Row("20-7", "person", "3.3.4", "3.3", "11-20", True, True, "2025-Q2")
    known = [
        sum(value is not None for value in asdict(coarser(row)).values()) for coarser in COARSER
    ]
    assert known == sorted(known, reverse=True)
    assert known[0] == len(fields(Row))
    assert asdict(COARSER[-1](row)) == {**dict.fromkeys(asdict(row)), "group": "3.3"}


@pytest.mark.parametrize(
    ("days", "told"),
    [(0, "1-10"), (10, "1-10"), (11, "11-20"), (20, "11-20"), (21, "21-40"), (40, "21-40"),
     (41, "41+"), (400, "41+")],
)  # fmt: skip
def test_the_edges_of_the_bands_are_the_terms_of_the_law(days: int, told: str) -> None:
    assert band(days) == told


@given(registers)
def test_the_files_keep_to_what_is_documented(applications: list[Row]) -> None:
    from tongming.applications.openness.files import FIELDS, as_csv, as_json
    from tongming.units.models import Unit

    unit = Unit(code="hongshilazi", name="红石砬子镇人民政府")
    told = anonymise(applications)
    data = json.loads(as_json(unit, 2025, told))
    schema = json.loads((DOCS / "open-register.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, schema)
    lines = list(csv.DictReader(io.StringIO(as_csv(unit, 2025, told).decode("utf-8-sig"))))
    assert sum(int(line["count"]) for line in lines) == told.total
    page = (DOCS / "open-register.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in page for name in FIELDS)
