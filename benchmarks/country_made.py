"""A country's reports to measure with: the same for the same size, written once.

Provinces, cities, counties, and under each county its towns and departments, every one with its
own report for every year on the form of that year. Nearly all add up and go on from year to year;
some do not, leave cells empty, are on last year's form, or stand in the files twice.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.reports_made import figures
from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import FORM_2019, FORM_LEGACY, Form, form_of
from tongming.reports.document import AnnualReport, to_json

FIRST = 2025
"""The last year; the others go before it."""
SHARES = 2
"""Files a year, each made by a process."""
LIST = "units.csv"
WORDS = {
    "overview": "全年围绕中心工作做好政府信息公开，健全制度，明确责任，按时更新栏目。" * 8,
    "problems": "主动公开的内容还不够细，解读形式较为单一。下一步将加强培训，完善目录。" * 6,
    "other": "按照《政府信息公开信息处理费管理办法》，本年度没有收取信息处理费。",
}


def country(units: int, years: int) -> Path:
    """The folder with the reports and the list of units; made where it is not there yet."""
    place = Path(os.environ.get("TONGMING_BENCH_SCRATCH", tempfile.gettempdir()))
    folder = place / f"tongming-country-1-{units}x{years}"
    if folder.exists():
        return folder
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    (part / "reports").mkdir(parents=True)
    names = list(listed(units))
    lines = "".join(f"{name},{above}\n" for name, above in names)
    (part / LIST).write_text(f"单位,上级\n{lines}", encoding="utf-8")
    with ProcessPoolExecutor(SHARES) as pool:
        shares = [
            pool.submit(_write, part / "reports", [n for n, _ in names[s::SHARES]], years, s)
            for s in range(SHARES)
        ]
        for share in shares:
            share.result()
    part.rename(folder)
    return folder


def listed(units: int) -> Iterator[tuple[str, str]]:
    """Every unit and the one above it: some 31 provinces, 330 cities, 2,800 counties of 40,000."""
    counties = max(1, units // 14)
    cities, provinces = max(1, counties // 9), max(1, counties // 90)
    given = 0
    of_province = [f"示范{n}省" for n in range(provinces)]
    of_city = [f"{of_province[n % provinces]}第{n}市" for n in range(cities)]
    of_county = [f"{of_city[n % cities]}第{n}县" for n in range(counties)]
    for province in of_province:
        yield f"{province}人民政府", "全国"
    for n, city in enumerate(of_city):
        yield f"{city}人民政府", f"{of_province[n % provinces]}人民政府"
    for n, county in enumerate(of_county):
        yield f"{county}人民政府", f"{of_city[n % cities]}人民政府"
    given = provinces + cities + counties
    for n in range(units - given):
        county = of_county[n % counties]
        own = f"第{n}镇人民政府" if n % 3 else f"第{n}局"
        yield f"{county}{own}", f"{county}人民政府"


def _write(folder: Path, names: list[str], years: int, share: int) -> None:
    """All years of some units, a file a year, a report a line."""
    span = range(FIRST - years + 1, FIRST + 1)
    files = {year: (folder / f"{year}-{share}.jsonl").open("w", encoding="utf-8") for year in span}
    random_ = random.Random(f"711 {share}")
    for name in names:
        before: dict[Cell, Figure] = {}
        for year in span:
            form = form_of(year)
            if year == 2021 and random_.random() < 0.003:
                form = FORM_2019
            made = _figures(form, before, random_)
            report = AnnualReport(
                f"{name}{year}年政府信息公开工作年度报告", name, year, form, made, sections=WORDS
            )
            amount = Cell("proactive", "procurement", "amount")
            if form is FORM_2019 and made[amount]:
                report.units[amount] = "万元"
            line = json.dumps({"file": f"{name}.html", **to_json(report)}, ensure_ascii=False)
            files[year].write(f"{line}\n")
            if random_.random() < 0.001:
                files[year].write(f"{line}\n")
            before = made
    for file in files.values():
        file.close()


def _figures(form: Form, before: dict[Cell, Figure], random_: random.Random) -> dict[Cell, Figure]:
    made = _legacy(random_) if form is FORM_LEGACY else _national(form, before, random_)
    chance = random_.random()
    if chance < 0.01:
        cell = random_.choice(list(made))
        figure = made[cell]
        made[cell] = figure + 1 if not isinstance(figure, Gap) else figure
    elif chance < 0.11:
        table = "remedies" if form.has("remedies") else "legacy"
        made |= {
            c: Gap.BLANK for c in made if c.table == table and (table != "legacy" or c.row > "6")
        }
    elif chance < 0.13:
        cell = random_.choice(list(made))
        made[cell] = random_.choice((Gap.NOT_REPORTED, Gap.NOT_APPLICABLE))
    if form.has("requests") and random_.random() < 0.2:
        made[Cell("stated", "applications_received", "value")] = made[Cell("requests", "1", "sum")]
    return made


def _national(form: Form, before: dict[Cell, Figure], random_: random.Random) -> dict[Cell, Figure]:
    made = figures(form, random_)
    fee = Cell("proactive", "fees", "amount_wan")
    if fee in made:
        made[fee] = random_.choice((0, random_.randrange(1, 400)))
    for cell in made:
        if cell.column == "change":
            made[cell] = random_.randrange(-9, 30)
    kinds = ("nat", "ent", "res", "ngo", "law", "oth")
    if random_.random() > 0.02:
        _carry_on(made, before, kinds)
    stock, came, went = (
        Cell("proactive", "normative_documents", key) for key in ("in_force", "issued", "repealed")
    )
    held = before.get(stock)
    if stock in made and isinstance(held, int):
        made[came], made[went] = random_.randrange(9), random_.randrange(min(held, 5) + 1)
        made[stock] = held + int(str(made[came])) - int(str(made[went]))
    return made


def _carry_on(made: dict[Cell, Figure], before: dict[Cell, Figure], kinds: tuple[str, ...]) -> None:
    """Bring forward what last year carried forward, and carry the difference on."""
    for kind in (*kinds, "sum"):
        forward = before.get(Cell("requests", "4", kind))
        brought, closing = Cell("requests", "2", kind), Cell("requests", "4", kind)
        if not isinstance(forward, int):
            continue
        more = forward - int(str(made[brought]))
        made[brought] = forward
        made[closing] = int(str(made[closing])) + more


def _legacy(random_: random.Random) -> dict[Cell, Figure]:
    """The older form: totals over their parts, from the last row up."""
    made: dict[Cell, Figure] = {}
    rows = [cell.row for cell in FORM_LEGACY.cells()]
    for row in reversed(rows):
        parts = [r for r in rows if r.startswith(f"{row}.") and r.count(".") == row.count(".") + 1]
        numbers = [int(str(made[Cell("legacy", part, "value")])) for part in parts]
        number = sum(numbers) if parts and row[0] in "3458" else random_.randrange(40)
        if row == "1.1":
            made[Cell("legacy", row, "value")] = 0
            continue
        made[Cell("legacy", row, "value")] = number
    return _whole_first(made)


def _whole_first(made: dict[Cell, Figure]) -> dict[Cell, Figure]:
    """公开政府信息总数 and 其中 rows, which are parts of a whole and not of a sum."""

    def at(row: str) -> Cell:
        return Cell("legacy", row, "value")

    channels = [int(str(made[at(f"1.2.{n}")])) for n in range(1, 6)]
    made[at("1.1")] = max(channels) + 1 if sum(channels) > max(channels) else max(channels)
    for part, whole in (("1.1.a", "1.1"), ("1.1.b", "1.1"), ("2.2.1.a", "2.2.1"),
                        ("2.2.2.a", "2.2.2")):  # fmt: skip
        if at(part) in made and at(whole) in made:
            made[at(part)] = min(int(str(made[at(part)])), int(str(made[at(whole)])))
    if at("1.1.b") in made:
        made[at("1.1.b")] = made[at("1.1")]
    return {cell: made[cell] for cell in FORM_LEGACY.cells()}
