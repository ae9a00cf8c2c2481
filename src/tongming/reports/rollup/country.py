"""Sums of what is in the store: for every year and form, for every place of the tree, in one pass.

A sum of a level is made of the sums below and of the reports that stand directly under it. At the
top it is compared, cell by cell, with the sum of all reports taken one by one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tongming.law.figures import Cell, Gap, is_number
from tongming.law.forms import FORMS
from tongming.law.relations import check
from tongming.law.words import N_, Message, say
from tongming.reports.document import AnnualReport, Remark, violation_data
from tongming.reports.rollup.across import Across, on_its_form
from tongming.reports.rollup.adding import UNNAMED, plain_number
from tongming.reports.rollup.kept import keep_sum
from tongming.reports.rollup.names import compare_names, perhaps_twice
from tongming.reports.rollup.opening import opened, parts_of
from tongming.reports.rollup.places import Places, Scope, scope_of
from tongming.reports.rollup.store import NAME, Row, Store, in_json, shown_conflict, year_of
from tongming.reports.rollup.totals import Totals

SMALL = 500
"""Reports of a roll-up whose sums carry the figures of each part in their own JSON."""
NAMED = 60
"""How many organs a sentence names."""
LISTED = 1000
"""How many missing organs a sum's JSON lists; all of them are in the store."""


@dataclass(frozen=True, slots=True)
class Made:
    """One sum."""

    node: str
    path: tuple[str, ...]
    """The names from the top down, the top left out."""
    report: AnnualReport


@dataclass(slots=True)
class _About:
    """What is known of the reports that go directly into a sum."""

    broken: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    findings: int = 0
    """Reports beneath about which something was found, at any depth."""


Key = tuple[str, str]
"""A sum of a year: its place and its form."""


class Adding:
    """The sums of one roll-up, year after year."""

    def __init__(
        self,
        store: Store,
        places: Places,
        name: str,
        *,
        scope: Sequence[Scope] = (),
        file_of: Callable[[tuple[str, ...], int, str], str] = lambda path, year, form: "",
        translate: Callable[[str], str] = str,
    ) -> None:
        """`file_of` names the file a sum will be written to, so that others can refer to it."""
        self.store, self.places, self.name = store, places, name
        self.scope = tuple(scope)
        self.file_of = file_of
        self.translate = translate
        self.reports = 0
        """How many reports were added."""
        self.left_out = 0
        """How many are outside the scope."""
        self.found = 0
        """In how many something was found."""
        self.across = Across(store)
        self._counts = self._in_scope()
        self._disputed = store.disputed()
        self.small = store.count() <= SMALL
        """Whether each sum carries the figures of its parts itself."""

    def _in_scope(self) -> list[bool]:
        counts = [not self.scope or scope_of(one.body) in self.scope for one in self.store.units]
        self.store.db.execute("UPDATE units SET counts = 1")
        self.store.db.executemany(
            "UPDATE units SET counts = 0 WHERE id = ?",
            [(number,) for number, one in enumerate(counts) if not one],
        )
        return counts

    def years(self) -> Iterator[Made]:
        """Every sum: by year, the latest form first, the top before what is below it."""
        self.store.clear_sums()
        for year in self.store.years():
            yield from self._year(year)
            self.store.db.commit()

    # --- One year -----------------------------------------------------------------------------

    def _year(self, year: int) -> Iterator[Made]:
        sums: dict[Key, Totals] = {}
        whole: dict[str, Totals] = {}
        about: dict[Key, _About] = {}
        bodies: list[str] = []
        present: set[str] = set()
        nodes = [one.node for one in self.store.units]
        self.across.begin(year)
        for row in self.store.of_year(year):
            number = row.unit
            if not self._counts[number]:
                self.left_out += 1
                continue
            unit = self.store.units[number]
            self.reports += 1
            bodies.append(unit.body)
            present.add(unit.unit)
            key = nodes[number], row.form
            if key not in sums:
                sums[key], about[key] = Totals(FORMS[row.form]), _About()
            sums[key].take(row.lanes, row.rest)
            if self.places.parents:
                whole.setdefault(row.form, Totals(FORMS[row.form])).take(row.lanes, row.rest)
            self._look(row, year, unit.body, about[key])
        self._upwards(sums, about)
        _compare(sums, whole, self.places.top)
        missing = self._missing(year, bodies, present)
        order = sorted(sums, key=lambda key: (self.places.path(key[0]), key[0]))
        for node, form in sorted(order, key=lambda key: key[1], reverse=True):
            yield self._made(
                node, year, sums[node, form], about[node, form], missing.get(node, []), bodies,
                forms=len({form for _node, form in sums}),
            )  # fmt: skip

    def _look(self, row: Row, year: int, body: str, about: _About) -> None:
        """What is wrong with a report, by itself, beside last year's, and for its year."""
        further = [*on_its_form(row.form, year), *self.across.look(row)]
        if row.hard:
            about.broken.append(body)
        if row.unsure:
            about.unsure.append(body)
        if not further and not row.violations:
            return
        about.findings += 1
        self.found += 1
        found = json.loads(row.violations) if row.violations else []
        found += [violation_data(one, self.translate) for one in further]
        self.store.db.execute(
            "INSERT INTO findings VALUES (?, ?, ?, ?, ?)",
            (row.key, body, year, row.file, in_json(found)),
        )

    def _upwards(self, sums: dict[Key, Totals], about: dict[Key, _About]) -> None:
        """Each sum into the one above it, those beneath others first."""
        forms = {form for _node, form in sums}
        for node in self.places.upwards():
            for form in forms:
                below = sums.get((node, form))
                if below is None:
                    continue
                above = self.places.parents[node], form
                if above not in sums:
                    sums[above], about[above] = Totals(FORMS[form]), _About()
                sums[above].merge(below)
                about[above].findings += about[node, form].findings

    def _missing(self, year: int, bodies: Sequence[str], present: set[str]) -> dict[str, list[str]]:
        """For each sum the units beneath it, at any depth, that sent no report for the year."""
        nodes = self.places.expected_in()
        if nodes:
            lacking = [
                (unit, node)
                for unit, node in nodes.items()
                if unit not in present and (not self.scope or scope_of(unit) in self.scope)
            ]
        else:
            wanted = [
                one for one in self.places.expected
                if not self.scope or scope_of(one) in self.scope
            ]  # fmt: skip
            lacking = [(one, self.places.top) for one in compare_names(bodies, wanted)[0]]
        self.store.db.executemany(
            "INSERT INTO missing VALUES (?, ?, ?)", [(year, unit, node) for unit, node in lacking]
        )
        found: dict[str, list[str]] = {}
        for unit, node in lacking:
            at = node
            while True:
                found.setdefault(at, []).append(unit)
                if at not in self.places.parents:
                    break
                at = self.places.parents[at]
        return found

    # --- One sum ------------------------------------------------------------------------------

    def _made(
        self,
        node: str,
        year: int,
        totals: Totals,
        about: _About,
        missing: Sequence[str],
        bodies: Sequence[str],
        *,
        forms: int,
    ) -> Made:
        name = self.places.shown(node) or self.name
        if node == self.places.top and self.name:
            name = self.name
        of_year = f"{year}年" if year else ""
        title = f"{name}{of_year}政府信息公开工作年度报告汇总"
        report = AnnualReport(title, name, year or None, totals.form)
        report.figures, report.units = totals.figures()
        path = self.places.path(node)
        lanes, rest = keep_sum(totals.form, report)
        file = self.file_of(path, year, totals.form.id)
        self.store.db.execute(
            "INSERT INTO sums VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (node, year, totals.form.id, self.places.parents.get(node), name or title,
             totals.reports, file, lanes, rest),
        )  # fmt: skip
        empty = totals.empty()
        report.extra = {
            "scope": [one.value for one in self.scope] or "all",
            "reports": totals.reports,
            "missing": list(missing[:LISTED]),
        }
        if len(missing) > LISTED:
            report.extra["missing_count"] = len(missing)
        if about.findings:
            report.extra["with_findings"] = about.findings
        if self.small:
            self._open_inside(report, node, year, totals, empty)
        else:
            report.extra["opens_in"] = NAME
            report.extra["gap_counts"] = {str(cell): kinds for cell, kinds in empty.items()}
        report.warnings += [Remark("", one) for one in self._remarks(about, missing, report, empty)]
        if node == self.places.top:
            self._about_the_top(report, year, bodies, forms=forms)
        report.take_check(check(totals.form, report.figures))
        return Made(node, path, report)

    def _open_inside(
        self, report: AnnualReport, node: str, year: int, totals: Totals,
        empty: dict[Cell, dict[str, int]],
    ) -> None:  # fmt: skip
        """Name every part, and for every cell what each has there."""
        parts = parts_of(self.store.db, node, year, totals.form)
        contributions: dict[str, dict[str, Any]] = {}
        gaps: dict[str, dict[str, list[str]]] = {}
        for cell in totals.cells():
            cells = opened(parts, totals.form, cell)
            given = {
                one.name: plain_number(one.figure)
                for one in cells
                if is_number(one.figure) and one.figure != 0
            }
            if given:
                contributions[str(cell)] = given
            if cell in empty:
                kinds: dict[str, list[str]] = {}
                for one in cells:
                    if isinstance(one.figure, Gap):
                        kinds.setdefault(one.figure.value, []).append(one.name)
                gaps[str(cell)] = kinds
            if cell in UNNAMED and totals.without_unit(cell):
                names = [one.name for one in cells if not is_number(one.figure)]
                text = N_("{body}的金额没有写明单位，未计入")
                report.warnings += [Remark(str(cell), say(text, body=name)) for name in names]
        report.extra |= {
            "units": [part.name for part in parts],
            "files": {part.name: part.file for part in parts},
            "contributions": contributions,
            "gaps": gaps,
        }

    def _remarks(
        self,
        about: _About,
        missing: Sequence[str],
        report: AnnualReport,
        empty: dict[Cell, dict[str, int]],
    ) -> Iterator[Message]:
        """What whoever uses the sum should know about its parts."""
        if "gaps" in report.extra:
            every = {
                b for kinds in report.extra["gaps"].values() for n in kinds.values() for b in n
            }
            if every:
                text = N_("{n}栏有单位未填或未报，合计不含这些单位：{names}")
                yield say(text, n=len(empty), names=_names(sorted(every)))
        elif empty:
            yield say(N_("{n}栏有单位未填或未报，合计不含这些单位，逐栏打开可见"), n=len(empty))
        if about.broken:
            text = N_("{n}个单位的报告有勾稽关系不成立，请先核实：{names}")
            yield say(text, n=len(about.broken), names=_names(about.broken))
        if about.unsure:
            text = N_("读取{n}个单位的报告时有说明，请核对原文：{names}")
            yield say(text, n=len(about.unsure), names=_names(about.unsure))
        if missing:
            yield say(N_("未收到以下单位的报告：{names}"), names=_names(missing))

    def _about_the_top(
        self, report: AnnualReport, year: int, bodies: Sequence[str], *, forms: int
    ) -> None:
        """What can only be said of the whole: who was not expected, or counts perhaps twice."""
        said: list[Message] = []
        if self.places.expected and not self.places.expected_in():
            _missing, unexpected = compare_names(bodies, self.places.expected)
            report.extra["unexpected"] = unexpected[:LISTED]
            if unexpected:
                text = N_("应报单位名单上没有：{names}")
                said.append(say(text, names=_names(unexpected)))
        if self.places.mode == "flat" and (twice := perhaps_twice(bodies)):
            names = "；".join("、".join(pair) for pair in twice[:NAMED])
            text = N_("以下名称可能是同一个单位，请核对是否重复计入：{names}")
            said.append(say(text, names=names))
        if forms > 1:
            said.append(say(N_("各单位使用了{n}种格式，已分别汇总，不能相加"), n=forms))
        disputed = [
            shown_conflict(key, self.store.units, files)
            for key, files in self._disputed.items()
            if year_of(key) == year
        ]
        if disputed:
            report.extra["conflicts"] = disputed[:LISTED]
            shown = _names([str(one["unit"]) for one in disputed])
            said.append(say(N_("以下单位有两份不同的报告，都没有计入：{names}"), names=shown))
        report.warnings += [Remark("", message) for message in said]


def _names(names: Sequence[str]) -> Message | str:
    shown = "、".join(names[:NAMED])
    if len(names) <= NAMED:
        return shown
    return say(N_("{names}等{n}个"), names=shown, n=len(names))


def _compare(sums: dict[Key, Totals], whole: dict[str, Totals], top: str) -> None:
    """The sum of sums must be the sum of all reports, cell by cell, or the program is wrong."""
    for form, totals in whole.items():
        if sums[top, form].figures() != totals.figures() or (
            sums[top, form].empty() != totals.empty()
        ):
            raise AssertionError(f"the sums of {form} do not add up to the sum of the reports")
