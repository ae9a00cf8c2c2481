"""Pages made of what a unit says of itself: home, guide, reports, application; and all units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tongming.law.statutory import ITEMS, items_for
from tongming.law.words import N_
from tongming.portal.pages.environment import COLUMNS, Translate, page
from tongming.portal.pages.model import Crumb, Host, Line, Meta, ReportLink, Section
from tongming.portal.pages.open_data import PublicSum
from tongming.publishing.site import Output, Rank

LABELS = dict(COLUMNS)
_TYPES = {"guide": "信息公开指南、目录和年报", "reports": "信息公开指南、目录和年报"}


def guide_page(section: Section, *, host: Host, translate: Translate = str) -> Output:
    """政府信息公开指南: the fields of 第十二条第二款, from the register of units."""
    groups = [one.number + translate(one.label) for one in ITEMS]
    groups += [translate(one.label) for one in items_for(section.level)[len(ITEMS) :]]
    return _column_page(
        "guide", "guide.html", section, host, translate,
        "信息的分类、编排体系、获取方式和公开工作机构", groups=groups,
        contacts=_contacts(section, translate),
    )  # fmt: skip


def apply_page(section: Section, *, host: Host, translate: Translate = str) -> Output:
    """依申请公开: whom to ask, what an application needs, how long it takes."""
    return _column_page(
        "apply", "apply.html", section, host, translate, "申请公开政府信息的办法",
        contacts=_contacts(section, translate),
    )  # fmt: skip


def reports_page(
    section: Section,
    reports: Sequence[ReportLink],
    sums: Sequence[PublicSum] = (),
    *,
    host: Host,
    translate: Translate = str,
) -> Output:
    """政府信息公开年报: every published report and sum, all years kept, with their data."""
    return _column_page(
        "reports", "reports.html", section, host, translate, "各年度政府信息公开工作年度报告",
        reports=reports, sums=sums,
    )  # fmt: skip


def home_page(
    section: Section,
    lines: Sequence[Line],
    reports: Sequence[ReportLink],
    *,
    host: Host,
    translate: Translate = str,
) -> Output:
    """The first page of a section."""
    path = f"{section.code}/index.html"
    content = page(
        "unit.html",
        path,
        host=host,
        section=section,
        title=translate("首页"),
        meta=Meta(
            "政府信息公开", "依法公开的政府信息、年度报告和申请公开的办法",
            "政府信息公开,年度报告,依申请公开", "信息公开",
        ),
        translate=translate,
        lines=lines,
        reports=reports[:3],
    )  # fmt: skip
    return Output(path, content, Rank.HOME, order=1)


def sites_page(units: Sequence[Section], *, host: Host, translate: Translate = str) -> Output:
    """Every unit that has a section here."""
    title = translate("各单位政府信息公开")
    content = page(
        "sites.html",
        "index.html",
        host=host,
        section=None,
        title=title,
        meta=Meta("政府信息公开", title, "政府信息公开", "信息公开"),
        translate=translate,
        units=units,
    )
    return Output("index.html", content, Rank.HOME, order=2)


def _column_page(
    column: str,
    template: str,
    section: Section,
    host: Host,
    translate: Translate,
    description: str,
    **data: Any,
) -> Output:
    title = translate(LABELS[column])
    path = f"{section.code}/{column}/index.html"
    content = page(
        template,
        path,
        host=host,
        section=section,
        title=title,
        meta=Meta(title, description, f"政府信息公开,{title}", _TYPES.get(column, "信息公开")),
        trail=(Crumb(translate("首页"), f"{section.code}/"), Crumb(title)),
        column=column,
        translate=translate,
        **data,
    )
    return Output(path, content, Rank.INDEX)


def _contacts(section: Section, translate: Translate) -> list[tuple[str, str]]:
    address = " ".join(part for part in (section.address, section.postcode) if part)
    named = (
        (N_("工作机构"), section.office or section.name),
        (N_("办公地址"), address),
        (N_("办公时间"), section.hours),
        (N_("联系电话"), section.phone),
        (N_("传真号码"), section.fax),
        (N_("电子邮箱"), section.email),
        (N_("网站"), section.website),
    )
    return [(translate(label), value) for label, value in named if value]
