"""The forms of the annual report as data: which year, which tables, rows, columns and units.

A form is a value, not code: next year's form is one more `Form` in `FORMS`. Everything that reads,
checks, compiles or prints a report walks these tables. Labels are verbatim from the official forms;
the keys are ours and the same in every form, so that a figure keeps its address (`Cell`) from one
year's form to the next wherever the law lets it keep its meaning.

Sources: 国办公开办函〔2021〕30号; 国办公开办函〔2019〕60号; 国办发〔2014〕32号 (the older statistics form).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongming.law.figures import Cell
from tongming.law.outcomes import ApplicantKind, Group, Outcome


class Kind(StrEnum):
    """What numbers a column may hold (R9)."""

    COUNT = "count"
    """A whole number, 0 or more."""
    SIGNED = "signed"
    """A whole number that may be negative: 本年增/减."""
    MONEY = "money"
    """An amount, 0 or more, decimals allowed; the unit stands in the column."""
    SHARE = "share"
    """A percentage of the total."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that holds figures."""

    key: str
    label: str
    kind: Kind = Kind.COUNT
    unit: str = "件"
    groups: tuple[str, ...] = ()
    """The merged headings above the label, outermost first."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. A heading row has no figures."""

    key: str
    label: str
    depth: int = 0
    heading: bool = False
    parent: str | None = None
    unit: str | None = None
    """Where the unit changes from row to row (the older form); else the column's."""
    kind: Kind | None = None
    confirmed: bool = True
    """False where the label is recalled and was not found again in a source."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of rows under one header row."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    heading: str = ""
    """A full-width row above the header (第二十条第（一）项)."""
    corner: str = ""
    """The text of the cell above the row labels."""

    def cells(self, table: str) -> Iterator[Cell]:
        """The addresses of the block's figures, row by row."""
        for row in self.rows:
            if not row.heading:
                for column in self.columns:
                    yield Cell(table, row.key, column.key)


@dataclass(frozen=True, slots=True)
class Table:
    """One of the report's tables."""

    key: str
    blocks: tuple[Block, ...]

    def cells(self) -> Iterator[Cell]:
        """The addresses of the table's figures, in the order they are printed."""
        for block in self.blocks:
            yield from block.cells(self.key)


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the report: words, a table, or both."""

    key: str
    heading: str
    table: str | None = None
    parts: tuple[str, ...] = ()
    """The points its words must cover."""


@dataclass(frozen=True, slots=True)
class Form:
    """One official form of the report and the years it is for."""

    id: str
    document: str
    title: str
    first_year: int
    last_year: int | None
    dated: date | None
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]

    def covers(self, year: int) -> bool:
        """Whether the form is the prescribed one for a reporting year."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def table(self, key: str) -> Table:
        """The table of that key; `KeyError` where the form has none."""
        for table in self.tables:
            if table.key == key:
                return table
        raise KeyError(key)

    def has(self, key: str) -> bool:
        """Whether the form has a table of that key."""
        return any(table.key == key for table in self.tables)

    def cells(self) -> Iterator[Cell]:
        """Every figure's address, in the order of the form."""
        for table in self.tables:
            yield from table.cells()

    def place(self, cell: Cell) -> tuple[Row, Column]:
        """The row and column of a cell; `KeyError` where the form has no such cell."""
        for block in self.table(cell.table).blocks:
            for row in block.rows:
                if row.key == cell.row and not row.heading:
                    for column in block.columns:
                        if column.key == cell.column:
                            return row, column
        raise KeyError(str(cell))


# --- 三、收到和处理政府信息公开申请情况 ------------------------------------------------------------

REQUEST_COLUMNS = (
    *(
        Column(
            kind.value,
            kind.label,
            groups=("申请人情况", kind.group) if kind.group else ("申请人情况",),
        )
        for kind in ApplicantKind
    ),
    Column("sum", "总计", groups=("申请人情况",)),
)
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

RECEIVED = Row("1", "一、本年新收政府信息公开申请数量")
BROUGHT_FORWARD = Row("2", "二、上年结转政府信息公开申请数量")
RESULTS = Row("3", "三、本年度办理结果", heading=True)
RESULTS_TOTAL = Row("3.7", "（七）总计", depth=1, parent="3")
CARRIED_FORWARD = Row("4", "四、结转下年度继续办理")


def _request_rows(*, split_otherwise: bool) -> tuple[Row, ...]:
    """Table 3's rows: （六）其他处理 has three sub-rows since 2021, and was one row before."""
    rows = [RECEIVED, BROUGHT_FORWARD, RESULTS]
    opened: set[Group] = set()
    for outcome in Outcome:
        group = outcome.group
        if group is None:
            rows.append(Row(outcome.row, outcome.label, depth=1, parent="3"))
            continue
        if group not in opened:
            opened.add(group)
            is_row = group is Group.OTHERWISE and not split_otherwise
            rows.append(Row(group.code, group.value, depth=1, heading=not is_row, parent="3"))
        if group is not Group.OTHERWISE or split_otherwise:
            rows.append(Row(outcome.row, outcome.label, depth=2, parent=group.code))
    return (*rows, RESULTS_TOTAL, CARRIED_FORWARD)


def _requests(*, split_otherwise: bool) -> Table:
    rows = _request_rows(split_otherwise=split_otherwise)
    return Table("requests", (Block(REQUEST_COLUMNS, rows, corner=CORNER),))


# --- 四、政府信息公开行政复议、行政诉讼情况 ----------------------------------------------------------

REMEDY_RESULTS = (
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
)
REMEDY_GROUPS = (
    ("review", ("行政复议",)),
    ("direct", ("行政诉讼", "未经复议直接起诉")),
    ("after", ("行政诉讼", "复议后起诉")),
)
# The form prints one row of fifteen cells. Each of its three groups is kept as a row of five, so
# that a cell's address says which remedy it counts; printing lays them side by side again.
REMEDIES = Table(
    "remedies",
    tuple(
        Block(
            tuple(Column(key, label, groups=labels) for key, label in REMEDY_RESULTS),
            (Row(group, labels[-1]),),
        )
        for group, labels in REMEDY_GROUPS
    ),
)

# --- 二、主动公开政府信息情况 ---------------------------------------------------------------------

_INFO = "信息内容"
_ITEM_1, _ITEM_5, _ITEM_6, _ITEM_8, _ITEM_9 = (
    f"第二十条第（{item}）项" for item in ("一", "五", "六", "八", "九")
)
_DECISIONS = Column("decisions", "本年处理决定数量")
_2021_NORMS = (
    Column("issued", "本年制发件数"),
    Column("repealed", "本年废止件数"),
    Column("in_force", "现行有效件数"),
)
_PROACTIVE_2021 = Table(
    "proactive",
    (
        Block(
            _2021_NORMS,
            (Row("rules", "规章"), Row("normative_documents", "行政规范性文件")),
            _ITEM_1,
            _INFO,
        ),
        Block((_DECISIONS,), (Row("licences", "行政许可"),), _ITEM_5, _INFO),
        Block(
            (_DECISIONS,),
            (Row("penalties", "行政处罚"), Row("coercion", "行政强制")),
            _ITEM_6,
            _INFO,
        ),
        Block(
            (Column("amount_wan", "本年收费金额（单位：万元）", Kind.MONEY, "万元"),),
            (Row("fees", "行政事业性收费"),),
            _ITEM_8,
            _INFO,
        ),
    ),
)
_2019_NORMS = (
    Column("made", "本年新制作数量"),
    Column("newly_public", "本年新公开数量"),
    Column("public_total", "对外公开总数量"),
)
_PREVIOUS = Column("previous_items", "上一年项目数量", unit="项")
_CHANGE = Column("change", "本年增/减", Kind.SIGNED, "项")
_2019_ITEMS = (_PREVIOUS, _CHANGE, Column("decisions", "处理决定数量"))
_PROACTIVE_2019 = Table(
    "proactive",
    (
        Block(
            _2019_NORMS,
            (Row("rules", "规章"), Row("normative_documents", "规范性文件")),
            _ITEM_1,
            _INFO,
        ),
        Block(
            _2019_ITEMS,
            (Row("licences", "行政许可"), Row("other_services", "其他对外管理服务事项")),
            _ITEM_5,
            _INFO,
        ),
        Block(
            _2019_ITEMS,
            (Row("penalties", "行政处罚"), Row("coercion", "行政强制")),
            _ITEM_6,
            _INFO,
        ),
        Block((_PREVIOUS, _CHANGE), (Row("fees", "行政事业性收费"),), _ITEM_8, _INFO),
        Block(
            (
                Column("items", "采购项目数量", unit="项"),
                # The header names no unit; what a report writes is kept beside the amount.
                Column("amount", "采购总金额", Kind.MONEY, ""),
            ),
            (Row("procurement", "政府集中采购"),),
            _ITEM_9,
            _INFO,
        ),
    ),
)

_SECTION_1_PARTS = (
    "主动公开",
    "依申请公开",
    "政府信息管理",
    "政府信息公开平台建设",
    "监督保障",
)
_SIX_SECTIONS = (
    Section("overview", "一、总体情况", parts=_SECTION_1_PARTS),
    Section("proactive", "二、主动公开政府信息情况", "proactive"),
    Section("requests", "三、收到和处理政府信息公开申请情况", "requests"),
    Section("remedies", "四、政府信息公开行政复议、行政诉讼情况", "remedies"),
    Section("problems", "五、存在的主要问题及改进情况"),
    Section("other", "六、其他需要报告的事项"),
)

FORM_2021 = Form(
    id="2021-30",
    document="国办公开办函〔2021〕30号",
    title="中华人民共和国政府信息公开工作年度报告格式",
    first_year=2021,
    last_year=None,
    dated=date(2021, 9, 26),
    sections=_SIX_SECTIONS,
    tables=(_PROACTIVE_2021, _requests(split_otherwise=True), REMEDIES),
)
FORM_2019 = Form(
    id="2019-60",
    document="国办公开办函〔2019〕60号",
    title="中华人民共和国政府信息公开工作年度报告格式（试行）",
    first_year=2019,
    last_year=2020,
    dated=None,
    sections=_SIX_SECTIONS,
    tables=(_PROACTIVE_2019, _requests(split_otherwise=False), REMEDIES),
)

# --- Channels and what is only said in words ------------------------------------------------------

CHANNELS = (
    ("total", "公开政府信息总数"),
    ("gazette", "政府公报"),
    ("website", "政府网站"),
    ("weibo", "政务微博"),
    ("wechat", "政务微信"),
    ("other", "其他方式"),
)
_CHANNELS = Table(
    "channels",
    (
        Block(
            (
                Column("items", "公开数量（条）", unit="条"),
                Column("share", "占总数比例（%）", Kind.SHARE, "%"),
            ),
            tuple(Row(key, label) for key, label in CHANNELS),
            corner="公开渠道",
        ),
    ),
)
_STATED = Table(
    "stated",
    (
        Block(
            (Column("value", "数量"),),
            (
                Row("applications_received", "收到政府信息公开申请", unit="件"),
                Row("applications_answered", "答复政府信息公开申请", unit="件"),
                Row("processing_fee_yuan", "收取信息处理费", unit="元", kind=Kind.MONEY),
                Row("reviews", "行政复议", unit="件"),
                Row("litigations", "行政诉讼", unit="件"),
            ),
            corner="事项",
        ),
    ),
)

# A report in the organ's own words. 60号 only encouraged its form for 2019 (part 「有序衔接」), so
# reports for 2019 with other headings are lawful; their figures stand in prose.
FORM_OWN = Form(
    id="none",
    document="自有格式",
    title="自有格式（以文字叙述为主）",
    first_year=2008,
    last_year=2019,
    dated=None,
    sections=(
        Section("overview", "一、概况"),
        Section("proactive", "二、主动公开政府信息情况", "channels"),
        Section("requests", "三、依申请公开政府信息情况", "stated"),
        Section("fees", "四、收费及减免情况"),
        Section("remedies", "五、申请行政复议和提起行政诉讼情况"),
        Section("problems", "六、存在的主要问题及改进情况"),
    ),
    tables=(_CHANNELS, _STATED),
)

# --- 政府信息公开情况统计表 ------------------------------------------------------------------------

# 国办发〔2014〕32号. Provinces added rows: match by label, keep what is not known here.
# fmt: off
_LEGACY_ROWS = (
    Row("1", "一、主动公开情况", heading=True),
    Row("1.1", "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", depth=1, parent="1", unit="条"),
    Row("1.1.a", "其中：主动公开规范性文件数", depth=2, parent="1.1", unit="条"),
    Row("1.1.b", "制发规范性文件总数", depth=2, parent="1.1", unit="件"),
    Row("1.2", "（二）通过不同渠道和方式公开政府信息的情况", depth=1, heading=True, parent="1"),
    Row("1.2.1", "1.政府公报公开政府信息数", depth=2, parent="1.2", unit="条"),
    Row("1.2.2", "2.政府网站公开政府信息数", depth=2, parent="1.2", unit="条"),
    Row("1.2.3", "3.政务微博公开政府信息数", depth=2, parent="1.2", unit="条"),
    Row("1.2.4", "4.政务微信公开政府信息数", depth=2, parent="1.2", unit="条"),
    Row("1.2.5", "5.其他方式公开政府信息数", depth=2, parent="1.2", unit="条"),
    Row("2", "二、回应解读情况", heading=True),
    Row("2.1", "（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", depth=1, parent="2", unit="次", confirmed=False),
    Row("2.2", "（二）通过不同渠道和方式回应解读的情况", depth=1, heading=True, parent="2", confirmed=False),
    Row("2.2.1", "1.参加或举办新闻发布会总次数", depth=2, parent="2.2", unit="次", confirmed=False),
    Row("2.2.1.a", "其中：主要负责同志参加新闻发布会次数", depth=3, parent="2.2.1", unit="次", confirmed=False),
    Row("2.2.2", "2.政府网站在线访谈次数", depth=2, parent="2.2", unit="次", confirmed=False),
    Row("2.2.2.a", "其中：主要负责同志参加政府网站在线访谈次数", depth=3, parent="2.2.2", unit="次", confirmed=False),
    Row("2.2.3", "3.政策解读稿件发布数", depth=2, parent="2.2", unit="篇", confirmed=False),
    Row("2.2.4", "4.微博微信回应事件数", depth=2, parent="2.2", unit="次", confirmed=False),
    Row("2.2.5", "5.其他方式回应事件数", depth=2, parent="2.2", unit="次", confirmed=False),
    Row("3", "三、依申请公开情况", heading=True),
    Row("3.1", "（一）收到申请数", depth=1, parent="3", unit="件", confirmed=False),
    Row("3.1.1", "1.当面申请数", depth=2, parent="3.1", unit="件", confirmed=False),
    Row("3.1.2", "2.传真申请数", depth=2, parent="3.1", unit="件", confirmed=False),
    Row("3.1.3", "3.网络申请数", depth=2, parent="3.1", unit="件", confirmed=False),
    Row("3.1.4", "4.信函申请数", depth=2, parent="3.1", unit="件", confirmed=False),
    Row("3.2", "（二）申请办结数", depth=1, parent="3", unit="件", confirmed=False),
    Row("3.2.1", "1.按时办结数", depth=2, parent="3.2", unit="件", confirmed=False),
    Row("3.2.2", "2.延期办结数", depth=2, parent="3.2", unit="件", confirmed=False),
    Row("3.3", "（三）申请答复数", depth=1, parent="3", unit="件", confirmed=False),
    Row("3.3.1", "1.属于已主动公开范围数", depth=2, parent="3.3", unit="件", confirmed=False),
    Row("3.3.2", "2.同意公开答复数", depth=2, parent="3.3", unit="件", confirmed=False),
    Row("3.3.3", "3.同意部分公开答复数", depth=2, parent="3.3", unit="件", confirmed=False),
    Row("3.3.4", "4.不同意公开答复数", depth=2, parent="3.3", unit="件", confirmed=False),
    Row("3.3.4.1", "其中：1.涉及国家秘密", depth=3, parent="3.3.4", unit="件", confirmed=False),
    Row("3.3.4.2", "2.涉及商业秘密", depth=3, parent="3.3.4", unit="件", confirmed=False),
    Row("3.3.4.3", "3.涉及个人隐私", depth=3, parent="3.3.4", unit="件", confirmed=False),
    Row("3.3.4.4", "4.危及国家安全、公共安全、经济安全和社会稳定", depth=3, parent="3.3.4", unit="件", confirmed=False),
    Row("3.3.4.5", "5.不是《条例》所指政府信息", depth=3, parent="3.3.4", unit="件", confirmed=False),
    Row("3.3.4.6", "6.法律法规规定的其他情形", depth=3, parent="3.3.4", unit="件", confirmed=False),
    Row("3.3.5", "5.不属于本行政机关公开数", depth=2, parent="3.3", unit="件", confirmed=False),
    Row("3.3.6", "6.申请信息不存在数", depth=2, parent="3.3", unit="件", confirmed=False),
    Row("3.3.7", "7.告知作出更改补充数", depth=2, parent="3.3", unit="件"),
    Row("3.3.8", "8.告知通过其他途径办理数", depth=2, parent="3.3", unit="件"),
    Row("4", "四、行政复议数量", unit="件", confirmed=False),
    Row("4.1", "（一）维持具体行政行为数", depth=1, parent="4", unit="件", confirmed=False),
    Row("4.2", "（二）被依法纠错数", depth=1, parent="4", unit="件", confirmed=False),
    Row("4.3", "（三）其他情形数", depth=1, parent="4", unit="件", confirmed=False),
    Row("5", "五、行政诉讼数量", unit="件", confirmed=False),
    Row("5.1", "（一）维持具体行政行为或者驳回原告诉讼请求数", depth=1, parent="5", unit="件", confirmed=False),
    Row("5.2", "（二）被依法纠错数", depth=1, parent="5", unit="件", confirmed=False),
    Row("5.3", "（三）其他情形数", depth=1, parent="5", unit="件", confirmed=False),
    Row("6", "六、举报投诉数量", unit="件", confirmed=False),
    Row("7", "七、依申请公开信息收取的费用", unit="万元", kind=Kind.MONEY, confirmed=False),
    Row("8", "八、机构建设和保障经费情况", heading=True),
    Row("8.1", "（一）政府信息公开工作专门机构数", depth=1, parent="8", unit="个", confirmed=False),
    Row("8.2", "（二）设置政府信息公开查阅点数", depth=1, parent="8", unit="个", confirmed=False),
    Row("8.3", "（三）从事政府信息公开工作人员数", depth=1, parent="8", unit="人", confirmed=False),
    Row("8.3.1", "1.专职人员数（不包括政府公报及政府网站工作人员数）", depth=2, parent="8.3", unit="人", confirmed=False),
    Row("8.3.2", "2.兼职人员数", depth=2, parent="8.3", unit="人", confirmed=False),
    Row("8.4", "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）", depth=1, parent="8", unit="万元", kind=Kind.MONEY, confirmed=False),
    Row("9", "九、政府信息公开会议和培训情况", heading=True),
    Row("9.1", "（一）召开政府信息公开工作会议或专题会议数", depth=1, parent="9", unit="次", confirmed=False),
    Row("9.2", "（二）举办各类培训班数", depth=1, parent="9", unit="次", confirmed=False),
    Row("9.3", "（三）接受培训人员数", depth=1, parent="9", unit="人次", confirmed=False),
)
# fmt: on
FORM_LEGACY = Form(
    id="legacy",
    document="国办发〔2014〕32号",
    title="政府信息公开情况统计表",
    first_year=2014,
    last_year=2018,
    dated=None,
    sections=(
        Section("overview", "一、概述"),
        Section("legacy", "政府信息公开情况统计表", "legacy"),
        Section("problems", "存在的主要问题及改进情况"),
    ),
    tables=(
        Table("legacy", (Block((Column("value", "统计数"),), _LEGACY_ROWS, corner="统计指标"),)),
    ),
)

FORMS: dict[str, Form] = {
    form.id: form for form in (FORM_2021, FORM_2019, FORM_LEGACY, FORM_OWN)
}


def form_of(year: int) -> Form:
    """The form prescribed for a reporting year; `LookupError` for a year before any form."""
    for form in (FORM_2021, FORM_2019, FORM_LEGACY):
        if form.covers(year):
            return form
    raise LookupError(f"no form of the annual report is known for {year}")
