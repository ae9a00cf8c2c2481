"""What pages are made of, each as a typed whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tongming.law.organs import Level

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Host:
    """The site the section stands in: the county's. Its owner sets all of it."""

    address: str
    """Where the finished files are reached, absolute, without a slash at the end."""
    name: str = ""
    """网站名称, for SiteName; empty: the unit's own name."""
    code: str = ""
    """政府网站标识码: ten digits, or bm and eight."""
    sponsor: str = ""
    """主办单位."""
    contact: str = ""
    icp: str = ""
    """ICP 备案编号."""
    police: str = ""
    """公安机关备案号."""
    mark_url: str = ""
    """党政机关网站标识: the page its picture leads to."""
    complaint_url: str = ""
    """我为政府网站找错."""
    map_url: str = ""
    """网站地图."""
    access_url: str = ""
    """适老化无障碍服务."""
    header_html: str = ""
    """The host's own header, sanitised already."""
    footer_html: str = ""
    terms: str = ""
    """使用条件 of the open data, in a sentence."""
    terms_url: str = ""
    dynamic: str = "/"
    """Where the pages that need an answer are: search, application, reports."""

    @property
    def domain(self) -> str:
        """The host name, for SiteDomain."""
        return self.address.partition("//")[2].partition("/")[0].partition(":")[0]


@dataclass(frozen=True, slots=True)
class OnDuty:
    """A day, and who answers the telephone on it."""

    day: date
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Closed:
    """Days on which a place to read is shut."""

    first: date
    last: date
    reason: str


@dataclass(frozen=True, slots=True)
class ReadingPoint:
    """A place where what is disclosed can be read (第二十五条)."""

    name: str
    kind: str
    address: str
    hours: str
    phone: str = ""
    equipment: str = ""
    since: date | None = None
    closed: tuple[Closed, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A unit whose section it is, and what Article 12 has its guide say."""

    code: str
    name: str
    short_name: str
    level: Level
    office: str = ""
    address: str = ""
    hours: str = ""
    phone: str = ""
    fax: str = ""
    postcode: str = ""
    email: str = ""
    website: str = ""
    is_demo: bool = False
    roster: tuple[OnDuty, ...] = ()
    """Who is on duty in the days to come."""
    reading_points: tuple[ReadingPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """An item in a list."""

    key: str
    unit: str
    title: str
    published_at: datetime
    changed_at: datetime
    index_number: str = ""
    document_number: str = ""
    summary: str = ""
    subject_words: tuple[str, ...] = ()
    formed_on: date | None = None
    publisher: str = ""
    theme: str = ""
    statutory_items: tuple[str, ...] = ()
    validity: str = ""
    """The official label."""
    withdrawn_on: date | None = None

    @property
    def day(self) -> date:
        """The day of publication in China."""
        return self.published_at.astimezone(SHANGHAI).date()

    @property
    def folder(self) -> str:
        """Where its page stands, from the root of the site: never changes."""
        return item_folder(self.unit, self.key, self.published_at)


def item_folder(unit: str, key: str, published_at: datetime) -> str:
    """The folder of an item's page and downloads."""
    return f"{unit}/items/{published_at.astimezone(SHANGHAI).year}/{key}/"


@dataclass(frozen=True, slots=True)
class Facet:
    """A list one may choose: an item of Article 20, a year, a theme."""

    label: str
    path: str
    """From the root of the site; empty where nothing stands in it yet."""
    count: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list. Numbered pages hold fixed positions; the first one, the newest lines."""

    name: str
    """Its folder from the root of the site, without the slash at the end."""
    title: str
    number: int | None
    """None: the first page, with the newest lines."""
    last_number: int
    """The page that still has room."""
    lines: Sequence[Line]
    count: int
    """How many lines of the list are public."""
    description: str = ""


@dataclass(frozen=True, slots=True)
class ReportLink:
    """A published annual report."""

    title: str
    year: int
    published_at: datetime
    path: str
    """From where dynamic pages are."""
    data: str = ""
    """The open data of its latest version, from the root of the site, without the ending."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A national document the disclosure work rests on."""

    title: str
    number: str
    since: str
    about: str


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the breadcrumb."""

    label: str
    path: str = ""
    """From the root of the site; empty for the page itself."""


@dataclass(frozen=True, slots=True)
class Meta:
    """The tags of the annex of 国办发〔2017〕47号 that differ from page to page."""

    column: str
    description: str
    keywords: str
    column_type: str
    title: str = ""
    """ArticleTitle, on pages of content alone."""
    published: str = ""
    source: str = ""
    author: str = ""
    summary: str = ""
    words: str = ""
    is_gone: bool = False
    """Search engines need not keep a withdrawn page."""
