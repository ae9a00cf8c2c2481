"""A report in a few lines for a person: whose it is, what it holds, what does not add up."""

from __future__ import annotations

from tongming.cli.language import _
from tongming.law.figures import Cell, is_number
from tongming.reports.document import AnnualReport
from tongming.reports.years import Compared


def is_broken(report: AnnualReport) -> bool:
    """Whether a hard relation is broken."""
    return any(violation.hard for violation in report.violations)


def account(name: str, report: AnnualReport) -> str:
    """The account of one report."""
    filled = sum(1 for figure in report.figures.values() if is_number(figure))
    lines = [
        name,
        _("  标题：{title}").format(title=report.title or _("（未读出）")),
        _("  单位：{body}　年度：{year}　格式：{form}").format(
            body=report.body or _("（未读出）"),
            year=report.year if report.year is not None else _("（未读出）"),
            form=report.form.document,
        ),
        _("  读出数字：{n}个").format(n=filled),
        *_main_figures(report),
    ]
    hard = [violation for violation in report.violations if violation.hard]
    soft = [violation for violation in report.violations if not violation.hard]
    if hard:
        lines.append(_("  不成立的勾稽关系：{n}处").format(n=len(hard)))
        lines += [f"    ✗ [{v.relation}] {v.message.render(_)}" for v in hard]
    else:
        lines.append(_("  勾稽关系：全部成立") if filled else _("  勾稽关系：没有可核对的数字"))
    if soft:
        lines.append(_("  请核实：{n}处").format(n=len(soft)))
        lines += [f"    ? [{v.relation}] {v.message.render(_)}" for v in soft]
    if report.warnings:
        lines.append(_("  读取说明：{n}条").format(n=len(report.warnings)))
        lines += [
            f"    · {w.where + '　' if w.where else ''}{w.message.render(_)}"
            for w in report.warnings
        ]
    return "\n".join(lines) + "\n"


def _main_figures(report: AnnualReport) -> list[str]:
    """The figures people ask for first."""
    wanted = (
        (_("新收申请"), Cell("requests", "1", "sum"), _("件")),
        (_("办理结果总计"), Cell("requests", "3.7", "sum"), _("件")),
        (_("结转下年"), Cell("requests", "4", "sum"), _("件")),
        (_("行政复议"), Cell("remedies", "review", "total"), _("件")),
        (_("公开信息总数"), Cell("channels", "total", "items"), _("条")),
        (_("信息处理费"), Cell("stated", "processing_fee_yuan", "value"), _("元")),
    )
    shown = [
        f"{label} {report.figures[cell]} {unit.strip()}"
        for label, cell, unit in wanted
        if is_number(report.figures.get(cell))
    ]
    return ["  " + _("，").join(shown)] if shown else []


def across(pair: Compared) -> str:
    """Two years running of one organ: what does not go on from the one to the other."""
    years = _("{body}　{before}年与{year}年").format(
        body=pair.body, before=pair.year - 1, year=pair.year
    )
    lines = [
        years,
        _("  上年：{earlier}　本年：{later}").format(earlier=pair.earlier, later=pair.later),
    ]
    if pair.violations:
        lines.append(_("  请核实：{n}处").format(n=len(pair.violations)))
        lines += [f"    ? [{v.relation}] {v.message.render(_)}" for v in pair.violations]
    else:
        lines.append(_("  跨年结转：没有不一致"))
    return "\n".join(lines) + "\n"


def summary(count: int, broken: int, failed: int) -> str:
    """One line over several reports."""
    return _("共{count}个文件：{broken}份有不成立的勾稽关系，{failed}个无法读取。").format(
        count=count, broken=broken, failed=failed
    )
