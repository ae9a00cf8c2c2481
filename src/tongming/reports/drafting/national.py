"""Drafts for the two national forms: 国办公开办函〔2021〕30号 and 〔2019〕60号.

Part 一 covers five points in the form's order; parts 二 to 四 are tables and need no words; part 五
is a person's judgement, so the draft only asks for it; part 六 states the processing fee.
"""

from __future__ import annotations

from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021
from tongming.law.outcomes import ApplicantKind, Group, Outcome
from tongming.reports.drafting import rooms
from tongming.reports.drafting.clauses import (
    Figures,
    by_channel,
    change,
    counts,
    of,
    sum_of,
)
from tongming.reports.drafting.facts import Facts
from tongming.reports.drafting.last_year import set_right
from tongming.reports.drafting.markers import open_point

FEE = Cell("stated", "processing_fee_yuan", "value")


def sections(figures: Figures, year: int, facts: Facts) -> dict[str, str]:
    """The drafted words by section; sections that are only a table have none."""
    return {
        "overview": overview(figures, year, facts),
        "problems": problems(figures, facts),
        "other": other(figures, year, facts),
    }


def overview(figures: Figures, year: int, facts: Facts) -> str:
    """一、总体情况: the five points, each a paragraph that begins with its heading."""
    published = by_channel(figures, year) + _proactive(figures)
    if not published:
        published = open_point("主动公开的主要内容、数量和渠道")
    points = (
        published,
        _applications(figures, year) + _remedies(figures),
        _management(figures),
        _platform(figures),
        _supervision(figures, is_government=facts.is_government),
    )
    parts = figures.report.form.sections[0].parts
    return "\n".join(
        f"（{numeral}）{part}。{point}"
        for numeral, part, point in zip("一二三四五", parts, points, strict=True)
    )


# --- （一）主动公开 ----------------------------------------------------------------------------


def _at(row: str, column: str) -> Cell:
    return Cell("proactive", row, column)


def _proactive(figures: Figures) -> str:
    return _documents(figures) + _decisions(figures) + _money(figures) + rooms.explained(figures)


def _documents(figures: Figures) -> str:
    """Rules and normative documents: only the rows that have anything."""
    clauses = []
    for row, label in (("rules", "规章"), ("normative_documents", "规范性文件")):
        if figures.report.form is FORM_2021:
            made, gone, now = (_at(row, key) for key in ("issued", "repealed", "in_force"))
            name = label if row == "rules" else f"行政{label}"
            clause = f"制发{name}{of(made, '件')}、废止{of(gone, '件')}，现行有效{of(now, '件')}"
        else:
            made, gone, now = (_at(row, key) for key in ("made", "newly_public", "public_total"))
            clause = f"新制作{label}{of(made, '件')}、新公开{of(gone, '件')}"
            clause += f"，对外公开总数{of(now, '件')}"
        if figures.known(made, gone, now) and figures.some(made, gone, now):
            clauses.append(clause)
    return f"本年{'；'.join(clauses)}。" if clauses else ""


def _decisions(figures: Figures) -> str:
    listed = counts(
        [
            ("行政许可", _at("licences", "decisions")),
            ("其他对外管理服务事项", _at("other_services", "decisions")),
            ("行政处罚", _at("penalties", "decisions")),
            ("行政强制", _at("coercion", "decisions")),
        ],
        "件",
        only_some=figures,
    )
    return f"作出的处理决定有：{listed}。" if listed else ""


def _money(figures: Figures) -> str:
    text = ""
    if figures.some(fees := _at("fees", "amount_wan")):
        text += f"收取行政事业性收费{of(fees, '万元')}。"
    items, amount = _at("procurement", "items"), _at("procurement", "amount")
    if figures.some(items):
        text += f"政府集中采购项目{of(items, '项')}"
        unit = figures.report.units.get(amount, "")
        text += f"，金额{of(amount, unit)}。" if figures.known(amount) and unit else "。"
    return text


# --- （二）依申请公开 --------------------------------------------------------------------------


def _requests(row: str, column: str = "sum") -> Cell:
    return Cell("requests", row, column)


def _applications(figures: Figures, year: int) -> str:
    new, brought, done, left = (_requests(row) for row in ("1", "2", "3.7", "4"))
    text = (
        f"{year}年，新收政府信息公开申请{of(new, '件')}{change(new, '件')}，"
        f"上年结转{of(brought, '件')}，办理完毕{of(done, '件')}，"
        f"结转下年度继续办理{of(left, '件')}。"
    )
    applicants = counts(
        [(kind.label, _requests("1", kind.value)) for kind in ApplicantKind if kind.value != "oth"]
        + [("其他组织", _requests("1", "oth"))],
        "件",
        only_some=figures,
    )
    if applicants:
        text += f"新收申请中，{applicants}。"
    results = _results(figures)
    return text + (f"办理结果为：{results}。" if results else "")


def _results(figures: Figures) -> str:
    """The outcomes that happened, by the form's groups."""
    clauses = [
        label + of(_requests(row), "件")
        for row, label in (("3.1", "予以公开"), ("3.2", "部分公开"))
        if figures.some(_requests(row))
    ]
    for group in Group:
        name = group.value.partition("）")[2]
        rows = [_requests(outcome.row) for outcome in Outcome if outcome.group is group]
        if group is Group.OTHERWISE and figures.report.form is not FORM_2021:
            rows = [_requests(group.code)]  # one row until 2020
        counted = [cell for cell in rows if figures.known(cell)]
        if figures.some(*counted):
            clauses.append(name + sum_of(counted, "件"))
    return "，".join(clauses)


def _remedies(figures: Figures) -> str:
    review = Cell("remedies", "review", "total")
    suits = (Cell("remedies", "direct", "total"), Cell("remedies", "after", "total"))
    return (
        f"因政府信息公开工作被申请行政复议{of(review, '件')}，被提起行政诉讼{sum_of(suits, '件')}。"
    )


# --- （三）政府信息管理 ------------------------------------------------------------------------


def _management(figures: Figures) -> str:
    """（三）政府信息管理; asked of a person only where the rooms have nothing of it."""
    told = rooms.managed(figures)
    if not told:
        told = open_point("政府信息的制作、获取、保存，公文公开属性的确定，保密审查和动态调整情况")
    in_force = _at("normative_documents", "in_force")
    if figures.known(in_force):
        told = f"现行有效的行政规范性文件{of(in_force, '件')}。{told}"
    return told


def _platform(figures: Figures) -> str:
    """（四）平台建设: what is known of it, then what a person adds."""
    told = rooms.kept_up(figures)
    asked = ["政府信息公开平台"]
    asked += [] if figures.has(rooms.stated("accounts")[0]) else ["政务新媒体"]
    asked += [] if figures.has(rooms.stated("reading_points")[0]) else ["查阅点"]
    return told + open_point(f"{'、'.join(asked)}的建设和维护情况")


def _supervision(figures: Figures, *, is_government: bool) -> str:
    """（五）监督保障: what was counted, then what a person has to add."""
    evaluated, trained = rooms.evaluated(figures), rooms.trained(figures)
    accounted, inspected = rooms.accounted(figures), rooms.inspected(figures)
    asked = ["工作考核"]
    if not evaluated:
        asked.append("社会评议")
    if is_government and not (trained and accounted):
        asked.append("责任追究")
    listed = "和".join(filter(None, ("、".join(asked[:-1]), asked[-1])))
    wanting = ["机构、人员"]
    wanting += [] if trained else ["培训"]
    wanting += [] if inspected else ["监督检查"]
    ending = "结果" if is_government else "情况"
    told = trained + accounted if trained else ""
    asked_for = open_point(f"{'、'.join(wanting)}情况；{listed}{ending}")
    return told + inspected + evaluated + asked_for


# --- 五、六 ---------------------------------------------------------------------------------------


def problems(figures: Figures, facts: Facts) -> str:
    """五: what only a person can say; the cases that were set right, where there are any; what
    became of last year's problems, where they were kept as tasks."""
    lines = []
    corrected = [Cell("remedies", group, "corrected") for group in ("review", "direct", "after")]
    known = [cell for cell in corrected if figures.known(cell)]
    if figures.some(*known):
        lines.append(
            f"行政复议、行政诉讼中结果纠正{sum_of(known, '件')}，"
            + open_point("被纠正的原因和改进办法")
        )
    lines.append(open_point("本年度存在的主要问题"))
    lines.extend(set_right(figures, facts))
    lines.append(open_point("下一步改进措施"))
    return "\n".join(lines)


def other(figures: Figures, year: int, facts: Facts) -> str:
    """六: the processing fee (国办函〔2020〕109号, from 2021 on), how table 4 was counted, and what
    else there is."""
    lines = []
    if year >= 2021 or figures.known(FEE):
        lines.append(f"{year}年，收取政府信息公开信息处理费{of(FEE, '元')}。")
    totals = [Cell("remedies", group, "total") for group in ("review", "direct", "after")]
    if facts.remedies_read_as and figures.some(*totals):
        lines.append(f"行政复议、行政诉讼案件的统计口径：{facts.remedies_read_as}。")
    lines.append(open_point("其他需要报告的事项；没有的，写“没有其他需要报告的事项”"))
    return "\n".join(lines)
