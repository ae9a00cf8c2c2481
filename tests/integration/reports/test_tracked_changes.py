"""Words edited by people: every change on record, taken back, merged, told to the leader."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pytest
from django.test import Client

from tests.conftest import Cast, SignIn
from tests.integration.reports.conftest import Register
from tongming.law.forms import FORM_2021
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.reports.actions import keep_words, open_report, take_draft, write_section
from tongming.reports.compiling.year import compile_year
from tongming.reports.doubts import DoubtKind, changed_drafts, doubts_of
from tongming.reports.models import Report, SectionText
from tongming.reports.queries import texts_of
from tongming.units.models import Unit

YEAR = "/work/reports/songhuahu/2022/2021-30/"
PART = f"{YEAR}words/overview/"


@pytest.fixture
def report(cast: Cast, newcomer: Unit) -> Report:
    return open_report(unit=newcomer, year=2022, form=FORM_2021, by=cast.clerk)


def newest(report: Report, key: str = "overview") -> SectionText:
    text = texts_of(report, key).first()
    assert text is not None
    return text


def edit(report: Report, old: str, new: str, cast: Cast) -> SectionText:
    current = newest(report)
    assert old in current.text
    text = current.text.replace(old, new)
    return write_section(
        report=report, key="overview", text=text, by=cast.clerk, based_on=current.pk
    )


def kinds(report: Report) -> list[DoubtKind]:
    compiled = compile_year(report.unit, report.year, report.form_kind)
    return [one.kind for one in doubts_of(compiled, report)]


def typed(browser: Client) -> dict[str, str]:
    """The editor's fields, as a browser has them."""
    page = browser.get(PART).content.decode()
    text = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.DOTALL)
    based = re.search(r'name="based_on" value="(\d+)"', page)
    assert text
    assert based
    return {"text": text[1], "based_on": based[1]}


def test_a_paragraph_goes_back_to_its_draft_and_the_others_stay(report: Report, cast: Cast) -> None:
    drafted = newest(report).text.split("\n")
    edit(report, "因政府信息公开工作", "2022年因政府信息公开工作", cast)
    edit(report, "（四）政府信息公开平台建设。", "（四）政府信息公开平台建设。网站运行平稳。", cast)
    taken = take_draft(
        report=report, key="overview", number=1, by=cast.clerk, based_on=newest(report).pk
    )
    lines = taken.text.split("\n")
    assert lines[1] == drafted[1]
    assert "网站运行平稳" in lines[3]
    with pytest.raises(Refused):
        take_draft(report=report, key="overview", number=9, by=cast.clerk, based_on=taken.pk)
    with pytest.raises(Refused):
        take_draft(report=report, key="overview", number=1, by=cast.clerk, based_on=taken.pk - 1)


def test_facts_that_change_are_named_until_they_are_taken_or_the_words_kept(
    report: Report, register: Register, cast: Cast
) -> None:
    assert DoubtKind.CHANGED not in kinds(report)
    edit(report, "（四）政府信息公开平台建设。", "（四）政府信息公开平台建设。网站运行平稳。", cast)
    assert DoubtKind.CHANGED not in kinds(report), "a person's own words are no change of facts"
    register.add(date(2022, 3, 1))
    assert DoubtKind.CHANGED in kinds(report), "the draft now tells who applied"
    taken = take_draft(
        report=report, key="overview", number=1, by=cast.clerk, based_on=newest(report).pk
    )
    assert "网站运行平稳" in taken.text
    assert DoubtKind.CHANGED not in kinds(report)


def test_words_kept_against_the_facts_are_on_record(
    report: Report, register: Register, cast: Cast
) -> None:
    edit(report, "（四）政府信息公开平台建设。", "（四）政府信息公开平台建设。网站运行平稳。", cast)
    register.add(date(2022, 3, 1))
    words = newest(report)
    kept = keep_words(report=report, key="overview", by=cast.clerk, based_on=words.pk)
    assert (kept.text, kept.written_by) == (words.text, cast.clerk)
    assert DoubtKind.CHANGED not in kinds(report)
    compiled = compile_year(report.unit, report.year, report.form_kind)
    assert changed_drafts(compiled, report) == []
    assert Event.objects.about(report).filter(kind="reports.section_redrafted").count() == 1


def test_the_second_of_two_people_finds_both_changes_and_saves_them(
    report: Report, cast: Cast, sign_in: SignIn
) -> None:
    browser = sign_in(cast.office_head)
    mine = typed(browser)
    edit(report, "（四）政府信息公开平台建设。", "（四）政府信息公开平台建设。网站运行平稳。", cast)
    mine["text"] = mine["text"].replace("（二）依申请公开。", "（二）依申请公开。渠道畅通。")
    answer = browser.post(PART, mine)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "您的文字没有丢" in page
    assert "网站运行平稳" in page.split("<textarea")[0], "what the other one changed"
    shown = answer.context["form"]
    again = {name: str(shown[name].value()) for name in ("text", "based_on", "numbering")}
    assert browser.post(PART, again).status_code == 302
    text = newest(report).text
    assert "渠道畅通" in text
    assert "网站运行平稳" in text
    assert "{{requests/1/sum|件}}" in text, "figures stay bound"
    assert "#" not in text


def test_a_number_typed_against_the_tables_is_said(
    report: Report, register: Register, cast: Cast, sign_in: SignIn
) -> None:
    for day in (1, 2, 3):
        register.add(date(2022, 3, day))
    assert DoubtKind.OTHERWISE not in kinds(report)
    current = newest(report)
    lines = current.text.split("\n")
    lines[1] = "（二）依申请公开。2022年，收到政府信息公开申请5件。"
    write_section(
        report=report, key="overview", text="\n".join(lines), by=cast.clerk, based_on=current.pk
    )
    assert DoubtKind.OTHERWISE in kinds(report)
    page = sign_in(cast.clerk).get(YEAR).content.decode()
    assert "手写的数量和表格不一致" in page


def test_changes_are_marked_in_words_and_go_to_word_tracked(
    report: Report, cast: Cast, sign_in: SignIn
) -> None:
    edit(report, "（四）政府信息公开平台建设。", "（四）政府信息公开平台建设。网站运行平稳。", cast)
    browser = sign_in(cast.leader)
    page = browser.get(f"{YEAR}words/changes/").content.decode()
    assert "［新增：" in page
    assert "网站运行平稳" in page
    answer = browser.get(f"{YEAR}words/changes.docx?since=draft")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = package.read("word/document.xml").decode()
    assert f'w:author="{cast.clerk}"' in body
    assert "<w:ins " in body
