"""The registers of the demonstration: lists, money, the catalogue, months, decisions, villages.

Made up for the demonstration; the pages of a demonstration unit say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from tongming.demonstration import workbooks
from tongming.demonstration.people import JOINED, Cast
from tongming.demonstration.walking import to_public
from tongming.law.administrative import Tallied
from tongming.law.budget_tables import AccountKind
from tongming.law.decisions import Step
from tongming.law.powers import ListKind, Occasion, Stage
from tongming.law.villages import MATTERS, Finding
from tongming.registers.budgets import actions as budgets
from tongming.registers.budgets.models import Account
from tongming.registers.catalogue import actions as catalogue
from tongming.registers.catalogue.models import Row
from tongming.registers.catalogue.workbook import COLUMNS as CATALOGUE
from tongming.registers.catalogue.workbook import SHEET as CATALOGUE_SHEET
from tongming.registers.decisions import actions as decisions
from tongming.registers.normative import actions as normative
from tongming.registers.powers import actions as powers
from tongming.registers.powers.models import PowerList, Version
from tongming.registers.powers.workbook import HEADINGS
from tongming.registers.powers.workbook import SHEET as POWERS_SHEET
from tongming.registers.tallies import actions as tallies
from tongming.registers.tallies.models import Entry
from tongming.registers.villages import actions as villages
from tongming.registers.villages.models import Village
from tongming.units.roles import Role

Cells = Mapping[str, workbooks.Cell]

FIRE: Cells = {
    "职权编码": "220282-J-001", "事项名称": "森林防火检查", "权力类型": "行政检查",
    "设定依据": "《森林防火条例》第二十四条", "责任岗位": "林业站",
    "责任事项": "检查责任：防火期内定期巡查。\n处置责任：发现火情立即报告。",
    "追责情形": "不按规定检查的", "廉政风险点": "检查走过场；两人以上到场、当场记录",
    "监督电话": "0432-00000020",
}  # fmt: skip
HOUSE: Cells = {
    "职权编码": "220282-X-001", "事项名称": "农村村民宅基地审批", "权力类型": "行政许可",
    "设定依据": "《土地管理法》第六十二条", "责任岗位": "自然资源所",
    "责任事项": "受理责任：一次告知补正。\n审查责任：到场踏勘。\n决定责任：20个工作日内决定。",
    "追责情形": "不符合条件准予审批的", "监督电话": "0432-00000020",
}  # fmt: skip
RELIEF: Cells = {
    "职权编码": "220282-G-001", "事项名称": "临时救助金给付", "权力类型": "行政给付",
    "设定依据": "《社会救助暂行办法》第四十八条", "责任岗位": "社会事务办公室",
    "追责情形": "截留、挪用救助资金的", "监督电话": "0432-00000020",
}  # fmt: skip
BUILD: Cells = {
    "职权编码": "220282-C-001", "事项名称": "乡村违法建设的处罚", "权力类型": "行政处罚",
    "设定依据": "《城乡规划法》第六十五条", "责任岗位": "综合行政执法队", "赋权方式": "下放",
    "监督电话": "0432-00000020",
}  # fmt: skip
HOUSE_LATER: Cells = {
    **HOUSE,
    "责任事项": "受理责任：一次告知补正。\n审查责任：到场踏勘。\n决定责任：15个工作日内决定。",
}

CODED: Sequence[Sequence[workbooks.Cell]] = (
    ("", "合计", 486, 326, 160), ("201", "一般公共服务支出", 312, 312, ""),
    ("20103", "政府办公厅（室）及相关机构事务", 312, 312, ""),
    ("2010301", "行政运行", 312, 312, ""), ("213", "农林水支出", 174, 14, 160),
)  # fmt: skip
BUDGET = {
    "部门收支总体情况表": (
        ("一般公共预算拨款收入", 470), ("单位资金收入", 16), ("本年收入合计", 486),
        ("上年结转结余", 9), ("收入总计", 495), ("一般公共服务支出", 312), ("农林水支出", 174),
        ("本年支出合计", 486), ("年终结转结余", 9), ("支出总计", 495),
    ),
    "部门支出总体情况表": CODED,
    "一般公共预算“三公”经费支出情况表": (
        ("合计", 9.2), ("因公出国（境）费", 0), ("公务用车购置及运行费", 7),
        ("公务用车购置费", 0), ("公务用车运行费", 7), ("公务接待费", 2.2),
    ),
}  # fmt: skip
FINAL = {
    "收入支出决算总表": (
        ("财政拨款收入", 458), ("其他收入", 12), ("本年收入合计", 470), ("年初结转和结余", 6),
        ("收入总计", 476), ("一般公共服务支出", 305), ("农林水支出", 162),
        ("本年支出合计", 467), ("年末结转和结余", 9), ("支出总计", 476),
    ),
    "财政拨款“三公”经费支出决算表": (
        ("合计", 10, 8.9), ("因公出国（境）费", 0, 0), ("公务用车购置及运行费", 7.5, 7.1),
        ("公务用车购置费", 0, 0), ("公务用车运行费", 7.5, 7.1), ("公务接待费", 2.5, 1.8),
    ),
}  # fmt: skip
MONEY_WORDS = {
    "overview": "镇党政办公室、财政所等8个内设机构，编制46人。",
    "running": "机关运行经费主要用于办公、水电和公务交通，比上年略有下降。",
    "procurement": "政府采购主要是办公设备和农村道路养护服务。",
}
BEFORE = {"three": "10", "overseas": "0", "cars": "7.5", "reception": "2.5"}

ROW_HEADINGS = ("领域", "一级事项", "二级事项", "公开时限", "公开主体", "公开层级")
TOWN, TOWN_LEVEL = "镇人民政府", "乡级"
ROWS: Sequence[Cells] = tuple(
    dict(zip(ROW_HEADINGS, row, strict=True))
    for row in (
        ("社会救助", "临时救助", "发放结果", "每季度", TOWN, TOWN_LEVEL),
        ("社会救助", "最低生活保障", "审核信息", "获取之日起10个工作日内", TOWN, TOWN_LEVEL),
        ("涉农补贴", "耕地地力保护补贴", "发放结果", "每季度首个月20日", TOWN, "乡、村级"),
        ("农村危房改造", "补助对象", "审核结果", "20个工作日", TOWN, TOWN_LEVEL),
        ("财政预决算", "部门预算", "三公经费", "批复后20日内", TOWN, TOWN_LEVEL),
        ("政务公开", "年度报告", "", "每年1月31日前", TOWN, TOWN_LEVEL),
        ("户籍管理", "办事指南", "", "长期", "市公安局", "县级"),
    )
)  # fmt: skip

MONTHS = (
    ("综合行政执法队", {Tallied.PENALTIES: (1, 0, 2, 3, 2, 4, 1, 2, 0, 1, 1, 0)}),
    ("便民服务中心", {Tallied.LICENCES: (18, 9, 22, 31, 26, 24, 19, 20, 23, 17, 15, 12)}),
)
"""A department's numbers from January on."""
VILLAGES = (("高兴村", "村部文化墙"), ("批州村", "村部门前"), ("红石村", "便民服务站东侧"))


def keep_registers(cast: Cast, today: date) -> None:
    """Fill what is empty; each act on a day the town took part."""
    if not PowerList.objects.filter(unit=cast.town).exists():
        _powers(cast, today)
    if not Account.objects.filter(unit=cast.town).exists():
        _money(cast, today)
    if not Row.objects.exists():
        _catalogue(cast, today)
    if not Entry.objects.filter(unit=cast.town).exists():
        _months(cast, today)
    if not Village.objects.filter(unit=cast.town).exists():
        _decisions(cast, today)
        _cleanup(cast, today)
        _villages(cast, today)


def ago(today: date, days: int) -> date:
    """So many days ago, not before the town joined."""
    return max(today - timedelta(days=days), JOINED)


def _powers(cast: Cast, today: date) -> None:
    """Two versions, both public: what changed from one to the other is told on the page."""
    clerk = cast.by_role[Role.CLERK]

    def version(rows: Sequence[Cells], since: date, note: str) -> Version:
        made = powers.import_version(
            unit=cast.town, kind=ListKind.BOTH, name="权责清单.xlsx", effective_on=since, by=clerk,
            content=workbooks.sheet(POWERS_SHEET, list(HEADINGS.values()), rows), note=note,
        )  # fmt: skip
        for stage in list(Stage)[1:]:
            powers.advance(
                version=made, stage=stage, organ=_ORGANS[stage], on=since, by=clerk, today=today,
                paper=f"桦编办〔{since.year}〕7号",
            )  # fmt: skip
        made.refresh_from_db()
        to_public(cast, powers.hand_over(version=made, by=clerk), today)
        return made

    first = version((FIRE, HOUSE, RELIEF), ago(today, 200), "首次公布")
    if ago(today, 40) == first.effective_on:
        return  # too early in the year for a second
    adjustment = powers.open_adjustment(
        power_list=first.power_list, occasion=Occasion.GIVEN, on=ago(today, 60),
        source="市里关于向乡镇下放执法事项的文件（演示）", by=clerk, today=today,
    )  # fmt: skip
    second = version((FIRE, HOUSE_LATER, BUILD, RELIEF), ago(today, 40), "承接下放的执法事项")
    powers.close_adjustment(adjustment=adjustment, by=clerk, today=today)
    second.refresh_from_db()
    powers.retire_previous(version=second, by=clerk, today=today)


_ORGANS = {
    Stage.PROPOSED: "红石砬子镇人民政府", Stage.STAFFING: "桦甸市委编办",
    Stage.LEGALITY: "桦甸市司法局", Stage.APPROVED: "桦甸市人民政府",
}  # fmt: skip


def _money(cast: Cast, today: date) -> None:
    """Last year's account and this year's budget, each with its 三公."""
    clerk = cast.by_role[Role.CLERK]
    for kind, year, rows in (
        (AccountKind.DEPARTMENT_FINAL, JOINED.year - 1, FINAL),
        (AccountKind.DEPARTMENT_BUDGET, JOINED.year, BUDGET),
    ):
        account = budgets.open_account(
            unit=cast.town, year=year, kind=kind, approved_on=ago(today, 9),
            approver="桦甸市财政局", paper=f"桦财预〔{JOINED.year}〕3号", by=clerk, today=today,
        )  # fmt: skip
        budgets.import_tables(
            account=account, content=workbooks.budget(kind, rows), name="公开表.xlsx", by=clerk
        )
        for one in account.comparisons.all():
            budgets.explain(
                comparison=one, by=clerk,
                before_wan=Decimal(BEFORE.get(one.figure, "0")) if one.before_wan is None else None,
                explanation="压减公务接待和公务用车运行支出。",
            )  # fmt: skip
        budgets.write_words(account=account, words=MONEY_WORDS, by=clerk)
        account.refresh_from_db()
        to_public(cast, budgets.hand_over(account=account, by=clerk), today)


def _catalogue(cast: Cast, today: date) -> None:
    """The list, and what the town takes of it: some rows covered, some due, some overdue."""
    clerk = cast.by_role[Role.CLERK]
    catalogue.import_rows(
        owner=cast.town, name="标准目录.xlsx", by=clerk, today=ago(today, 120),
        content=workbooks.sheet(CATALOGUE_SHEET, [one.heading for one in CATALOGUE], ROWS),
    )  # fmt: skip
    taken = [row.pk for row in Row.objects.filter(retired_on=None) if row.is_for_townships]
    catalogue.choose(unit=cast.town, rows=taken, by=clerk, today=ago(today, 120))


def _months(cast: Cast, today: date) -> None:
    """The months gone by."""
    for department, counted in MONTHS:
        for month in range(1, today.month if today.year == JOINED.year else 13):
            tallies.enter(
                unit=cast.town, department=department, month=date(JOINED.year, month, 1),
                values={kind: Decimal(each[month - 1]) for kind, each in counted.items()},
                by=cast.by_role[Role.CLERK], today=today,
            )  # fmt: skip


def _decisions(cast: Cast, today: date) -> None:
    """One matter on its way: opinions asked for, risks weighed."""
    clerk = cast.by_role[Role.CLERK]
    year = decisions.open_year(unit=cast.town, year=JOINED.year, by=clerk)
    road = decisions.add(
        catalogue=year, name="镇区供水管网二期改造方案（演示）", undertaker="村镇建设办公室",
        planned_on=date(JOINED.year, 12, 20), chosen=[Step.COMMENTS, Step.RISK], by=clerk,
        basis="《城镇供水条例》",
    )  # fmt: skip
    decisions.agree(
        catalogue=year, agreed_on=ago(today, 100), paper="红党发〔2026〕5号", by=clerk, today=today
    )
    began, ended = ago(today, 80), ago(today, 45)
    if ended > began + timedelta(days=31):
        decisions.record_step(
            decision=road, step=Step.COMMENTS, began=began, ended=ended, by=clerk, today=today,
            words="收到意见6条，采纳4条。",
        )  # fmt: skip
        decisions.record_step(
            decision=road, step=Step.RISK, began=ago(today, 44), ended=ago(today, 30), by=clerk,
            today=today, words="低风险",
        )  # fmt: skip


def _cleanup(cast: Cast, today: date) -> None:
    """Every normative document in force looked through, and kept."""
    clerk = cast.by_role[Role.CLERK]
    cleanup = normative.begin(unit=cast.town, on=today, by=clerk, today=today)
    for one in cleanup.judgements.all():
        normative.judge(judgement=one, verdict="kept", by=clerk)
    normative.finish(cleanup=cleanup, by=clerk, today=today)


def _villages(cast: Cast, today: date) -> None:
    """This quarter: one in order, one to be put right, one not yet looked at."""
    clerk = cast.by_role[Role.CLERK]
    named = [
        villages.add_village(unit=cast.town, name=name, place=place, since=JOINED, by=clerk)
        for name, place in VILLAGES
    ]
    fine = {matter.key: Finding.PUBLISHED for matter in MATTERS}
    villages.check(village=named[0], on=today, findings=fine, by=clerk, today=today)
    villages.check(
        village=named[1], on=today, findings=fine | {"finance": Finding.LATE}, by=clerk,
        today=today, order_until=today + timedelta(days=10), note="上月收支还没有上墙",
    )  # fmt: skip
