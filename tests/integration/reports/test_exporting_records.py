"""Every figure opens onto its records and gives them as files: the same ones, no more said."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client

from tests.conftest import Cast, SignIn
from tests.integration.reports.conftest import Register
from tongming.applications.models import Application
from tongming.law.outcomes import Outcome

CELL = "/work/reports/songhuahu/2022/2021-30/cell/requests/1/sum/"


def rows_of(browser: Client, address: str = CELL) -> list[list[str]]:
    answer = browser.get(f"{address}records.csv")
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(content)))


def test_the_file_has_every_record_of_the_page(
    cast: Cast, register: Register, sign_in: SignIn
) -> None:
    for day in range(1, 61):
        register.add(date(2022, 1 + day // 31, day % 28 + 1), date(2022, 5, 1), Outcome.GRANTED)
    browser = sign_in(cast.clerk)
    page = browser.get(CELL).content.decode()
    assert f'href="{CELL}records.csv"' in page
    rows = rows_of(browser)
    assert rows[0] == ["编号", "所需政府信息", "申请人类型", "收到", "办结", "办理结果"]
    assert len(rows) == 61


def test_numbers_of_people_in_a_subject_are_masked_on_the_page_and_in_the_file(
    cast: Cast, register: Register, sign_in: SignIn
) -> None:
    fact = register.add(date(2022, 3, 1))
    said = "本人电话13800138000的补偿款发放记录"
    Application.objects.filter(pk=fact.application_id).update(subject=said)
    browser = sign_in(cast.supervisor)
    assert "13800138000" not in browser.get(CELL).content.decode()
    (_head, row) = rows_of(browser)
    assert row[1].startswith("本人电话")
    assert "13800138000" not in row[1]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_a_figure_without_records_has_no_file_and_a_stranger_gets_none(
    cast: Cast, register: Register, sign_in: SignIn, kind: str
) -> None:
    register.add(date(2022, 3, 1))
    browser = sign_in(cast.clerk)
    assert browser.get(f"{CELL}records.{kind}").status_code == 200
    other = CELL.replace("requests/1/sum", "requests/1/law")
    assert browser.get(f"{other}records.{kind}").status_code == 404
    assert sign_in(cast.stranger).get(f"{CELL}records.{kind}").status_code == 404
    assert browser.get(f"{CELL}records.exe").status_code == 404
