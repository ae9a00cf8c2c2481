"""Reports to measure with: random figures that add up, printed as portals print them."""

from __future__ import annotations

import random

from tongming.law.figures import Cell, Figure
from tongming.law.forms import FORM_2019, FORM_2021, REMEDY_GROUPS, Form
from tongming.reports.document import AnnualReport
from tongming.reports.rendering.html import render_body

KINDS = ("nat", "ent", "res", "ngo", "law", "oth")


def figures(form: Form, random_: random.Random) -> dict[Cell, Figure]:
    """A year that adds up."""
    found: dict[Cell, Figure] = {
        cell: 0 if cell.row == "rules" else random_.randrange(0, 400)
        for cell in form.table("proactive").cells()
    }
    rows = {cell.row for cell in form.table("requests").cells()}
    leaves = sorted(rows - {"1", "2", "3.7", "4"})
    for kind in KINDS:
        results = {row: random_.choice((0, 0, 0, 1, 2, 7)) for row in leaves}
        done, open_, brought = sum(results.values()), random_.randrange(3), random_.randrange(2)
        column = {**results, "3.7": done, "4": open_ + brought, "2": brought, "1": done + open_}
        found |= {Cell("requests", row, kind): number for row, number in column.items()}
    for row in rows:
        cells = [found[Cell("requests", row, kind)] for kind in KINDS]
        found[Cell("requests", row, "sum")] = sum(int(cell) for cell in cells)
    for group, _ in REMEDY_GROUPS:
        parts = [random_.randrange(3) for _ in range(4)]
        for key, number in zip(("upheld", "corrected", "other", "pending"), parts, strict=True):
            found[Cell("remedies", group, key)] = number
        found[Cell("remedies", group, "total")] = sum(parts)
    return found


def pages(count: int, seed: int = 711) -> dict[str, str]:
    """So many report pages inside a portal's navigation, by file name."""
    random_ = random.Random(seed)
    links = "".join(f"<li><a href='/a/{n}.html'>栏目{n}</a></li>" for n in range(60))
    made = {}
    for number in range(count):
        form = random_.choice((FORM_2021, FORM_2021, FORM_2019))
        year = random_.choice((2021, 2022, 2023, 2024, 2025) if form is FORM_2021 else (2019, 2020))
        town = f"示范{number}镇人民政府"
        report = AnnualReport(
            f"{town}{year}年政府信息公开工作年度报告", town, year, form, figures(form, random_)
        )
        made[f"{number:04d}.html"] = (
            f"<!doctype html><html><head><meta charset='utf-8'><title>{report.title}</title></head>"
            f"<body><div class='nav'><ul>{links}</ul></div><h1>{report.title}</h1>"
            f"<div class='content'>{render_body(report)}</div><div class='foot'><ul>{links}</ul>"
            "</div></body></html>"
        )
    return made
