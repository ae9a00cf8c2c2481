"""The forms of the annual report as data: which year, which tables, rows, columns and relations.

A form is a value, not code: next year's form is one more `Form` in `FORMS`. Everything that reads,
checks, compiles or prints a report walks these tables. Labels are verbatim from the official forms;
the keys are ours and the same in every form, so that a figure keeps its address (`Cell`) from one
year's form to the next wherever the law lets it keep its meaning.

Sources: 国办公开办函〔2021〕30号; 国办公开办函〔2019〕60号. The older statistics form stands in
`older_form`; what a form is made of, in `form_model`.
"""

from __future__ import annotations

from datetime import date

from tongming.law.figures import Cell
from tongming.law.form_model import (
    Block,
    CarriedForward,
    Column,
    ColumnIsSum,
    CountedOnce,
    Form,
    Kind,
    Row,
    RowIsSum,
    RowsBalance,
    Section,
    SharesOfTotal,
    StockMoves,
    Table,
    ZeroUnlessRuleMaker,
)
from tongming.law.older_form import FORM_LEGACY
from tongming.law.outcomes import ApplicantKind, Group, Outcome
from tongming.law.words import N_, Message, say

__all__ = [
    "BESIDE", "CHANNELS", "FORMS", "FORM_2019", "FORM_2021", "FORM_LEGACY", "FORM_OWN",
    "REMEDY_GROUPS", "REMEDY_RESULTS", "REQUEST_COLUMNS", "SAID_TWICE", "SIDE_TABLES", "Block",
    "Column", "Form", "Kind", "Row", "Section", "Table", "form_of", "wrong_form",
]  # fmt: skip

# --- 三、收到和处理政府信息公开申请情况 -----------------------------------------------------------

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

RECEIVED = Row("1", "一、本年新收政府信息公开申请数量", short=N_("新收"))
BROUGHT_FORWARD = Row("2", "二、上年结转政府信息公开申请数量", short=N_("结转"))
RESULTS = Row("3", "三、本年度办理结果", heading=True)
RESULTS_TOTAL = Row("3.7", "（七）总计", depth=1, parent="3", short=N_("办理结果"))
CARRIED_FORWARD = Row("4", "四、结转下年度继续办理", short=N_("结转下年"))
REQUEST_RELATIONS = (
    # Printed on the form itself, in the corner cell.
    RowsBalance("R1", ("1", "2"), ("3.7", "4"), N_("第一项加第二项之和，等于第三项加第四项之和")),
    RowIsSum("R2", "3.7", under="3"),
    ColumnIsSum("R3", "sum"),
    CarriedForward("R5", "2", last_year="4"),
)


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
    return Table("requests", (Block(REQUEST_COLUMNS, rows, corner=CORNER),), REQUEST_RELATIONS)


# --- 四、政府信息公开行政复议、行政诉讼情况 -------------------------------------------------------

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
    (ColumnIsSum("R4", "total"),),
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
    (
        ZeroUnlessRuleMaker("R6", "rules"),
        StockMoves("R7", "normative_documents", "in_force", "issued", "repealed"),
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
    (ZeroUnlessRuleMaker("R6", "rules"),),
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
    (
        CountedOnce(
            "C1",
            "total",
            ("gazette", "website", "weibo", "wechat", "other"),
            rest="other",
            column="items",
        ),
        SharesOfTotal("C2", "total", items="items", share="share"),
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

# 第五十条第一款第四项 and the fifth part of 一: what a form asks for in words and has no cell for.
BESIDE: dict[str, Row] = {
    row.key: row
    for row in (
        Row("meetings", "政府信息公开工作会议和专题会议", unit="次"),
        Row("trainings", "举办政府信息公开培训", unit="次"),
        Row("trainees", "接受政府信息公开培训", unit="人次"),
        Row("accountability_cases", "责任追究", unit="次"),
        Row("accountability_people", "责任追究涉及人员", unit="人"),
        Row("messages_received", "收到群众留言", unit="条"),
        Row("messages_answered", "答复群众留言", unit="条"),
        Row("messages_published", "公开留言答复", unit="条"),
        Row("consultations", "公开征求意见", unit="次"),
        Row("consultation_comments", "征求意见收到的来稿", unit="件"),
        Row("consultation_adopted", "征求意见采纳和部分采纳", unit="条"),
        Row("assessments", "社会评议", unit="次"),
        Row("assessment_sheets", "社会评议收回问卷", unit="份"),
        Row("assessment_score", "社会评议综合得分", unit="分", kind=Kind.MONEY),
        Row("reading_points", "政府信息查阅点", unit="个"),
        Row("reading_visits", "查阅点接待查阅", unit="人次"),
        Row("interpretations", "公开政策解读", unit="篇"),
        Row("hot_topics", "回应公众关注热点和重大舆情", unit="次"),
        Row("documents_public", "定为主动公开的公文和信息", unit="件"),
        Row("documents_on_request", "定为依申请公开的公文和信息", unit="件"),
        Row("documents_withheld", "定为不予公开的公文和信息", unit="件"),
        Row("secrecy_reviews", "公开前的保密和隐私审查", unit="次"),
        Row("corrections", "更正已公开信息", unit="次"),
        Row("withdrawals", "撤回已公开信息", unit="次"),
        Row("cleanups", "规范性文件清理", unit="次"),
        Row("institutions_made", "制定和修订信息公开工作制度", unit="项"),
        Row("accounts", "政务新媒体账号", unit="个"),
        Row("orders_received", "收到整改通知", unit="件"),
        Row("orders_closed", "整改办结", unit="件"),
        Row("orders_issued", "发出整改通知", unit="件"),
        Row("village_checks", "村务公开检查", unit="次"),
        Row("matters_closed", "办结督办事项", unit="件"),
        Row("matters_told", "公开督办事项办理情况", unit="件"),
        Row("tasks_listed", "列入整改的上年度问题和改进措施", unit="项"),
        Row("tasks_done", "上年度问题和改进措施已完成", unit="项"),
        Row("tasks_partly", "上年度问题和改进措施部分完成", unit="项"),
        Row("tasks_not_done", "上年度问题和改进措施没有完成", unit="项"),
    )
}
"""Figures the words of a report may tell under `stated` though no table of any form has them."""

SIDE_TABLES = (_CHANNELS, _STATED)
"""What a report of any form may say in words beside its tables."""

SAID_TWICE: tuple[tuple[Cell, tuple[Cell, ...]], ...] = tuple(
    (Cell.parse(said), tuple(map(Cell.parse, counted)))
    for said, *counted in (
        ("stated/applications_received/value", "requests/1/sum"),
        ("stated/applications_answered/value", "requests/3.7/sum"),
        ("stated/reviews/value", "remedies/review/total"),
        ("stated/litigations/value", "remedies/direct/total", "remedies/after/total"),
        ("stated/applications_received/value", "legacy/3.1/value"),
        ("stated/applications_answered/value", "legacy/3.3/value"),
        ("stated/reviews/value", "legacy/4/value"),
        ("stated/litigations/value", "legacy/5/value"),
        ("channels/total/items", "legacy/1.1/value"),
        ("channels/gazette/items", "legacy/1.2.1/value"),
        ("channels/website/items", "legacy/1.2.2/value"),
        ("channels/weibo/items", "legacy/1.2.3/value"),
        ("channels/wechat/items", "legacy/1.2.4/value"),
        ("channels/other/items", "legacy/1.2.5/value"),
    )
)
"""R8: what the words say, and the cells of the tables that count the same thing."""

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

FORMS: dict[str, Form] = {form.id: form for form in (FORM_2021, FORM_2019, FORM_LEGACY, FORM_OWN)}


def form_of(year: int) -> Form:
    """The form prescribed for a reporting year; `LookupError` for a year before any form."""
    for form in (FORM_2021, FORM_2019, FORM_LEGACY):
        if form.covers(year):
            return form
    raise LookupError(f"no form of the annual report is known for {year}")


def wrong_form(form: Form, year: int | None) -> Message | None:
    """Why a report of a year does not stand on the form of that year; `None` where it may.

    The form of 2019 was encouraged for its first year, so a report for 2019 in the older form or in
    an organ's own stands (国办公开办函〔2019〕60号, 有序衔接). Up to 2018 the words were free.
    """
    if year is None:
        return say(N_("报告没有写明是哪一年的，看不出格式对不对。"))
    if form.covers(year) or (year <= FORM_2019.first_year and form in (FORM_LEGACY, FORM_OWN)):
        return None
    try:
        right = form_of(year)
    except LookupError:
        return None
    return say(
        N_("{year}年的报告应使用{right}规定的格式，这一份用的是{used}。"),
        year=year, right=right.document, used=form.document,
    )  # fmt: skip
