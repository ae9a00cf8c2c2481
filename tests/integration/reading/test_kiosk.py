"""查询机: read by touch, counted without anybody's name, with no way out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.conftest import Cast, SignIn
from tests.integration.reading.kit import point_of
from tests.public_items import Room, interpreted, kept_file, made_item
from tests.published import publish
from tests.unit.files import made
from tongming.engagement.reading import places
from tongming.engagement.reading.models import Demand, Kiosk, Point, Visit
from tongming.law.documents import Validity
from tongming.law.forms import FORM_2021
from tongming.law.reading import PointKind
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.publishing import sources
from tongming.publishing.item import Tombstone
from tongming.units.actions import appoint
from tongming.units.models import Person
from tongming.units.rights import NotPermitted
from tongming.units.roles import Role

HOME = "/kiosk/hongshilazi/"
GONE = "附件含有个人信息"
LINKED = '<p>详见<a href="https://www.gov.cn/zhengce/">国务院网站</a>。</p>'


@pytest.fixture
def room(cast: Cast) -> Iterator[Room]:
    """A section with a report, an interpreted policy with files, and one item withdrawn."""
    publish(cast.town, 2022, FORM_2021, by=cast.clerk)
    built = Room()
    sources.register(built)
    files = (
        kept_file("补助标准.pdf", made.pdf("第一页", "第二页")),
        kept_file("名单.xlsx", b"PK workbook"),
    )
    policy, reading = interpreted(made_item(1, files=files, body_html=LINKED), made_item(2))
    gone = replace(made_item(3), body_html="", tombstone=Tombstone(date(2026, 6, 1), GONE))
    built.publish(
        policy, replace(reading, validity=Validity.REPEALED), gone,
        made_item(4, unit="badaohezi"), made_item(40, title="查阅须知", columns=("rules",)),
    )  # fmt: skip
    yield built
    sources.unregister(built.prefix)


@pytest.fixture
def point(cast: Cast) -> Point:
    """Where the device stands."""
    return point_of(cast)


def started(cast: Cast, point: Point, name: str = "大厅") -> Client:
    """A browser that is a kiosk of the point."""
    _kiosk, code = places.give_code(point=point, name=name, by=cast.clerk)
    browser = Client()
    assert browser.post("/kiosk/", {"code": f"{code[:4]} {code[4:]}"})["Location"] == HOME
    return browser


class Addresses(HTMLParser):
    """Every address a page names: where it leads, and what it is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.leads: list[str] = []
        self.made_of: list[str] = []
        self.opens: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.opens += [f"{tag} {name}" for name in ("target", "download") if name in given]
        self.leads += [given["href"]] if tag in ("a", "area") and "href" in given else []
        self.leads += [given[name] for name in ("action", "formaction") if name in given]
        self.leads += [given["src"]] if tag in ("iframe", "embed", "object") else []
        self.leads += [given["data-end"], given["data-home"]] if "data-end" in given else []
        self.made_of += [given["src"]] if tag in ("img", "script") else []
        self.made_of += [given["href"]] if tag == "link" else []


# --- Nothing leads out ----------------------------------------------------------------------------


def test_every_link_of_every_page_stays_in_the_kiosk(cast: Cast, room: Room, point: Point) -> None:
    browser = started(cast, point)
    waiting, seen = [HOME, f"{HOME}search/?q=%E8%A1%A5%E5%8A%A9", f"{HOME}items/test-3/"], set()
    kinds = set()
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        answer = browser.get(page)
        assert answer.status_code in (200, 302), page
        if answer.status_code == 302:
            assert answer["Location"].startswith("/kiosk/"), page
            continue
        read = Addresses()
        read.feed(answer.content.decode())
        assert read.opens == [], page
        for address in read.leads:
            led = urljoin(page, address)
            assert led.startswith("/kiosk/"), f"{page} leads to {address}"
            if not led.endswith("/look/"):
                waiting.append(led.partition("#")[0])
        for address in read.made_of:
            led = urljoin(page, address)
            assert led.startswith(("/kiosk/", "/static/")), f"{page} is made of {address}"
            if led.startswith("/kiosk/"):
                assert browser.get(led).status_code == 200, led
        kinds.add(urlsplit(page).path.removeprefix(HOME).partition("/")[0])
        assert answer["Cache-Control"] == "no-store", page
    assert kinds >= {"", "browse", "list", "find", "search", "items", "guide", "reports", "apply"}
    assert f"{HOME}items/test-1/files/1/" in seen


def test_a_link_in_a_text_is_words_with_a_code_beside_its_address(
    client: Client, room: Room
) -> None:
    page = client.get(f"{HOME}items/test-1/").content.decode()
    assert "国务院网站［链接1］" in page
    assert "https://www.gov.cn/zhengce/" in page
    assert 'href="https' not in page
    assert client.get(f"{HOME}items/test-1/links/1.svg")["Content-Type"] == "image/svg+xml"
    assert client.get(f"{HOME}items/test-1/links/2.svg").status_code == 404


@pytest.mark.parametrize(
    "page", ["nowhere/", "items/none/", "items/test-4/", "list/catalogue/", "list/content/x/",
             "browse/?by=color", "reports/1999/", "items/test-1/files/9/",
             "items/test-1/files/1/7.png", "items/test-1/files/2/1.png"]
)  # fmt: skip
def test_what_is_not_there_is_said_inside_the_kiosk(client: Client, room: Room, page: str) -> None:
    answer = client.get(HOME + page)
    assert answer.status_code == 404
    if not page.endswith("png"):
        read = Addresses()
        read.feed(answer.content.decode())
        assert all(address.startswith("/kiosk/") for address in read.leads)
        assert "这一页打不开" in answer.content.decode()


def test_no_unit_no_kiosk(client: Client, room: Room) -> None:
    answer = client.get("/kiosk/nobody/")
    assert answer.status_code == 404
    assert 'href="/work' not in answer.content.decode()


# --- Reading --------------------------------------------------------------------------------------


def test_pdf_pages_are_pictures_and_other_files_are_words_or_a_code(
    client: Client, room: Room
) -> None:
    page = client.get(f"{HOME}items/test-1/files/1/").content.decode()
    assert page.count("/files/1/1.png") == page.count("/files/1/2.png") == 1
    picture = client.get(f"{HOME}items/test-1/files/1/2.png")
    assert picture.content.startswith(b"\x89PNG")
    assert "查询机上看不了" in client.get(f"{HOME}items/test-1/files/2/").content.decode()


def test_a_withdrawn_item_shows_its_reason_and_a_repealed_one_says_so(
    client: Client, room: Room
) -> None:
    withdrawn = client.get(f"{HOME}items/test-3/").content.decode()
    assert GONE in withdrawn
    assert "test-3" not in client.get(f"{HOME}list/content/").content.decode()
    assert "已经废止" in client.get(f"{HOME}items/test-2/").content.decode()


def test_letters_lead_to_what_may_be_meant_without_any_script(client: Client, room: Room) -> None:
    words = ""
    for letter in "hnbz":
        page = client.get(f"{HOME}find/", {"q": words, "add": letter})
        words += letter
        assert f'value="{words}"' in page.content.decode()
    assert "惠农补助" in page.content.decode()
    shorter = client.get(f"{HOME}find/", {"q": "hnb", "drop": "1"}).content.decode()
    assert 'value="hn"' in shorter
    assert 'value=""' in client.get(f"{HOME}find/", {"q": "hnb", "clear": "1"}).content.decode()
    found = client.get(f"{HOME}search/", {"q": "惠农补助"}).content.decode()
    assert "关于做好第1项惠农补助发放工作的通知" in found
    assert "第4项" not in found  # the other town's
    assert "没有找到" in client.get(f"{HOME}search/", {"q": "不存在的词"}).content.decode()
    assert client.get(f"{HOME}search/", {"q": "a b c d e f g h i"}).status_code == 200


def test_a_county_hall_shows_its_towns_and_the_way_home(cast: Cast, room: Room) -> None:
    hall = places.open_point(
        unit=cast.county, name="市政务大厅", kind=PointKind.SERVICE_HALL,
        address="人民路1号",
        hours="工作日", since=timezone.localdate(), by=_county_clerk(cast),
    )  # fmt: skip
    _kiosk, code = places.give_code(point=hall, name="一楼", by=_county_clerk(cast))
    browser = Client()
    assert browser.post("/kiosk/", {"code": code})["Location"] == "/kiosk/huadian/"
    assert HOME in browser.get("/kiosk/huadian/").content.decode()
    assert browser.get("/kiosk/huadian/items/test-1/").status_code == 200
    assert "/kiosk/huadian/" in browser.get(HOME).content.decode()
    assert browser.get(f"{HOME}end/")["Location"] == "/kiosk/huadian/"


def _county_clerk(cast: Cast) -> Person:
    day = timezone.localdate()
    if not cast.supervisor.appointments.filter(role=Role.CLERK).exists():
        appoint(person=cast.supervisor, unit=cast.county, role=Role.CLERK, since=day)
    return cast.supervisor


# --- Counting -------------------------------------------------------------------------------------


def test_a_visitor_who_opened_something_is_one_visit(cast: Cast, room: Room, point: Point) -> None:
    browser = started(cast, point)
    browser.get(HOME)
    browser.get(f"{HOME}browse/")
    assert not Visit.objects.exists()
    browser.get(f"{HOME}items/test-1/")
    browser.get(f"{HOME}items/test-2/")
    visit = Visit.objects.get()
    assert (visit.by, visit.visitor, visit.looked_at, visit.point) == (None, b"", "", point)
    browser.get(f"{HOME}end/")
    browser.get(f"{HOME}items/test-1/")
    assert Visit.objects.count() == 2
    opened = Demand.objects.filter(kind="opened").values_list("what", "times")
    assert dict(opened) == {"test-1": 2, "test-2": 1}
    assert Event.objects.filter(kind="reading.visit_counted", by=None).count() == 2


def test_a_search_is_counted_by_its_words_found_or_not(
    cast: Cast, room: Room, point: Point
) -> None:
    browser = started(cast, point)
    for words in ("惠农补助", "征地补偿", "13912345678"):
        browser.get(f"{HOME}search/", {"q": words})
    browser.get(f"{HOME}search/", {"q": "惠农补助", "year": "2026"})
    browser.get(f"{HOME}find/", {"q": "hn", "add": "b"})
    assert sorted(Demand.objects.values_list("kind", "what", "times")) == [
        ("found", "惠农补助", 1), ("not_found", "征地补偿", 1),
    ]  # fmt: skip


def test_nothing_is_counted_from_elsewhere(client: Client, cast: Cast, room: Room) -> None:
    client.cookies["tongming-kiosk"] = "x" * 43
    client.get(f"{HOME}items/test-1/")
    client.get(f"{HOME}search/", {"q": "惠农补助"})
    assert not Visit.objects.exists()
    assert not Demand.objects.exists()


def test_elsewhere_the_search_asks_as_often_as_the_public_search(
    client: Client, cast: Cast, room: Room, point: Point, settings: Settings
) -> None:
    settings.SEARCH_PER_MINUTE = 1
    answers = [client.get(f"{HOME}search/", {"q": "惠农"}).status_code for _n in range(3)]
    assert answers[-1] == 429
    mine = started(cast, point)
    assert all(mine.get(f"{HOME}search/", {"q": "惠农"}).status_code == 200 for _n in range(3))


# --- Starting and ending a device -----------------------------------------------------------------


def test_a_code_works_once_and_for_a_quarter_of_an_hour(cast: Cast, point: Point) -> None:
    now = timezone.now()
    _kiosk, code = places.give_code(point=point, name="大厅", by=cast.clerk)
    for wrong, at in (("", now), ("00000000", now), (code, now + timedelta(minutes=16))):
        with pytest.raises(Refused, match="启用码不对"):
            places.start_kiosk(code=wrong, now=at)
    kiosk, secret = places.start_kiosk(code=code, now=now)
    with pytest.raises(Refused, match="启用码不对"):
        places.start_kiosk(code=code, now=now)
    stored = str(list(Kiosk.objects.values())) + str(list(Event.objects.values_list("data")))
    assert code not in stored
    assert secret not in stored
    with pytest.raises(NotPermitted):
        places.give_code(point=point, name="别处", by=cast.leader)
    with pytest.raises(NotPermitted):
        places.end_kiosk(kiosk=kiosk, by=cast.stranger)


def test_a_device_that_was_ended_counts_no_more(cast: Cast, room: Room, point: Point) -> None:
    first, second = started(cast, point), started(cast, point, "二楼")
    kiosk = Kiosk.objects.get(name="大厅")
    places.end_kiosk(kiosk=kiosk, by=cast.clerk)
    with pytest.raises(Refused, match="已经停用"):
        places.end_kiosk(kiosk=kiosk, by=cast.clerk)
    assert first.get(f"{HOME}items/test-1/").status_code == 200
    assert not Visit.objects.exists()
    second.get(f"{HOME}items/test-1/")
    assert Visit.objects.count() == 1
    today = timezone.localdate()
    places.end_point(point=point, until=today, reason="改建", by=cast.clerk, today=today)
    second.get(f"{HOME}end/")
    second.get(f"{HOME}items/test-1/")
    assert Visit.objects.count() == 1


def test_guessing_codes_is_stopped(client: Client, cast: Cast) -> None:
    answers = [client.post("/kiosk/", {"code": f"{n:08}"}).status_code for n in range(12)]
    assert answers[0] == 400
    assert answers[-1] == 429


def test_the_keeper_sees_a_code_once_and_ends_the_device(
    cast: Cast, point: Point, sign_in: SignIn
) -> None:
    browser = sign_in(cast.clerk)
    page = f"{point.get_absolute_url()}kiosk/"
    shown = browser.post(page, {"name": "大厅"})
    assert "启用码" in shown.content.decode()
    assert shown["Cache-Control"] == "private, no-store"
    started(cast, point, "二楼")
    assert "二楼" in browser.get(point.get_absolute_url()).content.decode()
    kiosk = Kiosk.objects.get(name="二楼")
    assert "已停用" in browser.post(
        f"/work/reading/kiosks/{kiosk.pk}/end/", follow=True
    ).content.decode()  # fmt: skip


# --- How it looks to one visitor ------------------------------------------------------------------


def test_large_type_and_language_last_until_the_visit_ends(client: Client, room: Room) -> None:
    look = f"{HOME}look/"
    assert client.post(look, {"type": "large", "next": f"{HOME}guide/"})["Location"] == (
        f"{HOME}guide/"
    )
    client.post(look, {"language": "en", "next": HOME})
    page = client.get(HOME).content.decode()
    assert 'class="kiosk kiosk-large"' in page
    assert '<html lang="en"' in page
    client.get(f"{HOME}end/")
    page = client.get(HOME).content.decode()
    assert "kiosk-large" not in page
    assert '<html lang="zh-CN"' in page


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example/", "/work/", ""])
def test_the_look_leads_nowhere_else(client: Client, room: Room, next_page: str) -> None:
    answer = client.post(f"{HOME}look/", {"type": "large", "next": next_page})
    assert answer["Location"] == HOME


def test_a_way_back_that_leads_out_is_not_taken(client: Client, room: Room) -> None:
    for back in ("https://evil.example/", "/work/", f"{HOME}//evil.example/"):
        page = client.get(f"{HOME}items/test-1/", {"back": back}).content.decode()
        assert 'href="https://evil' not in page
        assert 'href="/kiosk/hongshilazi//' not in page
        assert 'href="/work' not in page
    mine = client.get(f"{HOME}items/test-1/", {"back": f"{HOME}search/?q=x"}).content.decode()
    assert f'href="{HOME}search/?q=x"' in mine


def test_the_form_is_opened_on_the_visitors_own_telephone(client: Client, room: Room) -> None:
    page = client.get(f"{HOME}apply/").content.decode()
    assert f"{settings.SITE_ADDRESS}/apply/new/?unit=hongshilazi" in page
    assert "/apply/code.svg" in page
    assert 'href="/apply' not in page
