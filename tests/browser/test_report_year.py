"""A published report comes in; its year is compiled, signed by another, and leaves as files."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo
from tests.conftest import Cast
from tongming.demonstration.past_year import source_text
from tongming.law.figures import Cell
from tongming.law.organs import Level
from tongming.reports.models import FrozenReport
from tongming.reports.reading import read
from tongming.units.actions import appoint, create_unit
from tongming.units.models import Unit
from tongming.units.roles import Role

SEED = Path(__file__).parents[3] / "shared" / "seed" / "hongshilazi-2019.txt"
JOINED = date(2026, 1, 1)
KINDS = ("HTML", "DOCX", "PDF", "XLSX", "JSON")

CHANNELS = {
    "channels/total/items": "146",
    "channels/website/items": "14",
    "channels/weibo/items": "101",
    "channels/wechat/items": "25",
    "channels/other/items": "6",
    "channels/website/share": "9.6",
    "channels/weibo/share": "69.2",
    "channels/wechat/share": "17.1",
    "channels/other/share": "4.1",
}


@pytest.fixture
def town(cast: Cast) -> Unit:
    """A town that has just joined: its 2019 is known from its published report only."""
    unit = create_unit(
        name="桦甸市红石砬子镇人民政府",
        short_name="红石砬子镇",
        level=Level.TOWNSHIP,
        code="hongshi",
        joined_on=JOINED,
        parent=cast.county,
    )
    for person, role in (
        (cast.clerk, Role.CLERK),
        (cast.office_head, Role.OFFICE_HEAD),
        (cast.leader, Role.LEADER),
    ):
        appoint(person=person, unit=unit, role=role, since=JOINED)
    return unit


def _import(page: Page, home: str, given: str | Path) -> None:
    """Give the report, look at what was read beside the source, confirm it."""
    page.goto(home)
    page.get_by_role("link", name="导入已公开的报告").click()
    if isinstance(given, Path):
        page.get_by_label("报告文件").set_input_files(given)
    else:
        page.get_by_label("或者粘贴报告全文").fill(given)
    page.get_by_role("button", name="读取").click()
    expect(page.get_by_text("勾稽关系全部成立")).to_be_visible()
    for address, figure in CHANNELS.items():
        expect(page.locator(f'[data-cell="{address}"]')).to_have_text(figure)
    expect(page.get_by_role("region", name="原文")).to_contain_text(
        re.compile("政务微博[^，。；]*101条")
    )
    page.get_by_role("button", name="确认，数字与原文一致").click()
    expect(page.get_by_text("已确认，这些数字成为历史数据。")).to_be_visible()


def _write(page: Page, report: str) -> None:
    """Begin the report and answer every blank of its draft."""
    page.goto(report)
    page.locator(".page-head").get_by_role("button", name="开始编写").click()
    while True:
        waiting = page.locator("section.word-part", has_text="处待补充")
        if waiting.count() == 0:
            break
        waiting.first.get_by_role("link", name="编写").click()
        text = page.get_by_label("文字")
        text.fill(re.sub(r"【请补充：[^】]*】", "按规定办理，没有其他情况。", text.input_value()))
        page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="提交签发").click()
    page.get_by_role("button", name="提交签发").click()
    expect(page.get_by_text("已提交签发")).to_be_visible()


def _sign(page: Page, home: str, form: str) -> None:
    """From the first screen to the signature."""
    page.goto(f"{home.partition('/work/')[0]}/work/")
    page.get_by_role("link", name=re.compile("签发.*2019年年度报告")).first.click()
    expect(page).to_have_url(f"{home}2019/{form}/sign/")
    page.get_by_role("button", name="签发", exact=True).click()
    expect(page.get_by_text("已签发。报告已冻结")).to_be_visible()


def _download(page: Page, report: str, folder: Path) -> dict[str, Path]:
    """All five files, by kind."""
    page.goto(report)
    files = {}
    for kind in KINDS:
        with page.expect_download() as download:
            page.locator(".files a", has_text=re.compile(f"^{kind}")).first.click()
        files[kind] = folder / download.value.suggested_filename
        download.value.save_as(files[kind])
    return files


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "given",
    [
        pytest.param(source_text(), id="demonstration"),
        pytest.param(
            SEED,
            id="seed",
            marks=pytest.mark.skipif(
                not SEED.exists(), reason=f"the published report is not at {SEED}"
            ),
        ),
    ],
)
def test_the_published_year_of_a_town_comes_out_checked_traceable_and_signed(
    page: Page,
    live_server: LiveServer,
    enter: SignInTo,
    cast: Cast,
    town: Unit,
    given: str | Path,
    tmp_path: Path,
) -> None:
    home = f"{live_server.url}/work/reports/{town.code}/"
    enter(page, cast.clerk)
    _import(page, home, given)

    # The official form, and a figure of it opened to its rule.
    page.get_by_role("link", name="国办公开办函〔2019〕60号").click()
    nobody = page.locator('[data-cell="requests/1/ent"]')
    expect(nobody).to_contain_text("0")
    nobody.get_by_role("link").click()
    expect(page.locator(".source-says")).to_contain_text("R3+R9")

    # The town's own form, and a figure of it opened to the words and the document.
    page.goto(f"{home}2019/none/")
    page.locator('[data-cell="channels/website/items"]').get_by_role("link").click()
    expect(page.locator(".figure-large")).to_have_text("14")
    expect(page.locator(".quote")).to_contain_text(re.compile("政府网站[^，。；]*14条"))
    with page.expect_download() as source:
        page.locator(".timeline-what").get_by_role("link").click()
    assert "146条" in Path(source.value.path()).read_text(encoding="utf-8")

    for form in ("2019-60", "none"):
        _write(page, f"{home}2019/{form}/")
    expect(page.get_by_role("link", name="签发", exact=True)).to_have_count(0)

    page.context.clear_cookies()
    enter(page, cast.leader)
    for form in ("2019-60", "none"):
        _sign(page, home, form)
        files = _download(page, f"{home}2019/{form}/", tmp_path / form)
        frozen = FrozenReport.objects.get(report__unit=town, report__form=form)
        assert sorted(path.suffix for path in files.values()) == sorted(
            f".{kind.lower()}" for kind in KINDS
        )
        for kind, path in files.items():
            report = read(path)
            assert (report.year, report.form.id) == (2019, form), kind
            for address, figure in CHANNELS.items():
                assert str(report.figure(Cell.parse(address))) == figure, (kind, address)
            for cell in frozen.report.form_kind.cells():
                signed = frozen.data["report"][cell.table].get(cell.row, {})
                if isinstance(signed, dict) and isinstance(signed.get(cell.column), int):
                    assert report.figure(cell) == signed[cell.column], (kind, str(cell))
