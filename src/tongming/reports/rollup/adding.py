"""Many organs' reports for one year added up, cell by cell, into a report of the same form.

A sum says what it is made of. A cell that some organ left empty is summed over the others, and who
left it empty is said; an organ that sent nothing is named. Reports on different forms are never
mixed: each form has its own sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tongming.law.figures import Cell, Figure, Gap, is_number, total
from tongming.law.forms import FORMS, SIDE_TABLES, Form, Kind
from tongming.law.relations import check
from tongming.law.words import N_, Refused, say
from tongming.reports.document import AnnualReport, Remark
from tongming.reports.rollup.names import compare_names, perhaps_twice

IN_YUAN = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10000)}
"""The units an amount may be printed in, in yuan."""
UNNAMED = frozenset(
    Cell(table.key, row.key, column.key)
    for form in FORMS.values()
    for table in form.tables
    for block in table.blocks
    for row in block.rows
    for column in block.columns
    if column.kind is Kind.MONEY and not column.unit
)
"""The amounts whose column names no unit: each report prints its own, or none."""
BESIDE = {table.key for table in SIDE_TABLES}


@dataclass(frozen=True, slots=True)
class Part:
    """One organ's report and the file it came from."""

    file: str
    report: AnnualReport

    @property
    def body(self) -> str:
        """The organ; the file's name where the report does not say."""
        return self.report.body or self.file


def roll_up(parts: Iterable[Part], name: str, expected: Sequence[str] = ()) -> list[AnnualReport]:
    """One sum for each form among the reports, the newest form first.

    `name` is whose reports they are, such as 桦甸市各乡镇; `expected` the organs that should have
    reported. Refused
    where the reports are of different years, or where one organ has two that differ.
    """
    given = list(parts)
    if not given:
        raise Refused(say(N_("没有可以汇总的报告")))
    _same_year(given)
    every = _once_each(given)
    bodies = [part.body for part in every]
    missing, unexpected = compare_names(bodies, expected)
    twice = perhaps_twice(bodies)
    forms: dict[str, list[Part]] = {}
    for part in every:
        forms.setdefault(part.report.form.id, []).append(part)
    sums = [_sum(group, name) for _, group in sorted(forms.items(), reverse=True)]
    for report in sums:
        report.extra["missing"] = missing
        if expected:
            report.extra["unexpected"] = unexpected
        if missing:
            report.warnings.append(
                Remark("", say(N_("未收到以下单位的报告：{names}"), names="、".join(missing)))
            )
        if expected and unexpected:
            text = N_("应报单位名单上没有：{names}")
            report.warnings.append(Remark("", say(text, names="、".join(unexpected))))
        if twice:
            names = "；".join("、".join(pair) for pair in twice)
            text = N_("以下名称可能是同一个单位，请核对是否重复计入：{names}")
            report.warnings.append(Remark("", say(text, names=names)))
        if len(sums) > 1:
            report.warnings.append(
                Remark("", say(N_("各单位使用了{n}种格式，已分别汇总，不能相加"), n=len(sums)))
            )
    return sums


def _same_year(parts: Sequence[Part]) -> None:
    years: dict[int | None, list[str]] = {}
    for part in parts:
        years.setdefault(part.report.year, []).append(part.body)
    if len(years) > 1:
        lines = "；".join(
            f"{year if year is not None else '?'}: {'、'.join(bodies)}"
            for year, bodies in sorted(years.items(), key=lambda item: item[0] or 0)
        )
        raise Refused(say(N_("报告年度不一致，不能汇总：{lines}"), lines=lines))


def _once_each(parts: list[Part]) -> list[Part]:
    """Each organ once: the same report in two files counts once, two that differ are refused."""
    found: dict[str, Part] = {}
    for part in parts:
        earlier = found.get(part.body)
        if earlier is None:
            found[part.body] = part
            continue
        if differ(earlier.report, part.report):
            raise Refused(
                say(
                    N_("{body}有两份不同的报告：{a}、{b}，请留下一份"),
                    body=part.body,
                    a=earlier.file,
                    b=part.file,
                )
            )
        if len(part.report.figures) > len(earlier.report.figures):
            found[part.body] = part
    return list(found.values())


def differ(one: AnnualReport, two: AnnualReport) -> bool:
    """Whether two files hold different reports.

    What a report says in words beside its tables may be told in one of its files only.
    """
    if one.year != two.year or one.form is not two.form:
        return True
    for cell in {*one.figures, *two.figures}:
        first, second = one.figure(cell), two.figure(cell)
        untold = cell.table in BESIDE and Gap.BLANK in (first, second)
        if first != second and not untold:
            return True
    return False


# --- One form -------------------------------------------------------------------------------------


def _sum(parts: Sequence[Part], name: str) -> AnnualReport:
    first = parts[0].report
    form, year = first.form, first.year
    of_year = f"{year}年" if year is not None else ""
    title = f"{name}{of_year}政府信息公开工作年度报告汇总"
    result = AnnualReport(title, name, year, form)
    contributions: dict[str, dict[str, Any]] = {}
    empty: dict[str, dict[str, list[str]]] = {}
    for cell in _cells(form, parts):
        figures = {part.body: part.report.figure(cell) for part in parts}
        unit = _common_unit(cell, parts, figures, result)
        whole = total(figures.values())
        result.figures[cell] = whole.figure
        if unit and whole.added:
            result.units[cell] = unit
        given = {body: plain_number(f) for body, f in figures.items() if is_number(f) and f != 0}
        if given:
            contributions[str(cell)] = given
        if whole.gaps and whole.added:
            kinds: dict[str, list[str]] = {}
            for body, figure in figures.items():
                if isinstance(figure, Gap):
                    kinds.setdefault(figure.value, []).append(body)
            empty[str(cell)] = kinds
    result.extra = {
        "units": [part.body for part in parts],
        "files": {part.body: part.file for part in parts},
        "contributions": contributions,
        "gaps": empty,
    }
    _remark(result, parts, empty)
    result.take_check(check(form, result.figures))
    return result


def _cells(form: Form, parts: Sequence[Part]) -> list[Cell]:
    """The form's cells and whatever else some report has; not the shares, which do not add."""
    cells = dict.fromkeys(form.cells())
    for part in parts:
        cells.update(dict.fromkeys(sorted(part.report.figures)))
    return [cell for cell in cells if cell.column != Kind.SHARE.value]


def _common_unit(
    cell: Cell, parts: Sequence[Part], figures: dict[str, Figure], result: AnnualReport
) -> str:
    """Bring amounts in different units to one; an amount without a unit among them is a gap."""
    if cell not in UNNAMED:
        return ""
    units = {part.body: part.report.units.get(cell, "") for part in parts}
    printed = {units[body] for body, figure in figures.items() if is_number(figure) and figure}
    if len(printed) <= 1:
        return next(iter(printed), "")
    for body, figure in figures.items():
        if not is_number(figure) or not figure:
            continue
        scale = IN_YUAN.get(units[body])
        if scale is None:
            figures[body] = Gap.BLANK
            result.warnings.append(
                Remark(str(cell), say(N_("{body}的金额没有写明单位，未计入"), body=body))
            )
        else:
            figures[body] = figure * scale
    return "元"


def plain_number(figure: Figure) -> int | float:
    """A figure as JSON has it: whole amounts without a fraction."""
    number = Decimal(str(figure))
    return int(number) if number == number.to_integral_value() else float(number)


def _remark(
    result: AnnualReport, parts: Sequence[Part], empty: dict[str, dict[str, list[str]]]
) -> None:
    """What whoever uses the sum should know about its parts."""
    bodies = sorted(
        {body for kinds in empty.values() for names in kinds.values() for body in names}
    )
    if bodies:
        result.warnings.append(
            Remark(
                "",
                say(
                    N_("{n}栏有单位未填或未报，合计不含这些单位：{names}"),
                    n=len(empty),
                    names="、".join(bodies),
                ),
            )
        )
    for part in parts:
        broken = sum(1 for violation in part.report.violations if violation.hard)
        if broken:
            result.warnings.append(
                Remark(
                    "",
                    say(
                        N_("{body}的报告有{n}处勾稽关系不成立，请先核实"), body=part.body, n=broken
                    ),
                )
            )
        unsure = [w for w in part.report.warnings if w.where]
        if unsure:
            result.warnings.append(
                Remark(
                    "",
                    say(
                        N_("读取{body}的报告时有{n}处说明，请核对原文"),
                        body=part.body,
                        n=len(unsure),
                    ),
                )
            )
