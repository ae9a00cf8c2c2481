"""Templates of the static pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import tongming
from tongming.law.words import N_
from tongming.portal.pages.model import SHANGHAI, Crumb, Host, Meta, Section

Translate = Callable[[str], str]

COLUMNS = (
    ("guide", N_("政府信息公开指南")),
    ("rules", N_("政府信息公开制度")),
    ("content", N_("法定主动公开内容")),
    ("reports", N_("政府信息公开年报")),
    ("apply", N_("依申请公开")),
)
"""The five columns by the names of 国办公开办函〔2019〕61号, each in its folder."""

OTHERS = (("interaction", N_("互动回应")),)
"""其他专项信息: what sections show beside the five, under that heading."""

INTERACTION = (
    ("messages", N_("留言回复")),
    ("consultations", N_("意见征集")),
    ("responses", N_("热点回应")),
    ("assessment", N_("社会评议")),
    ("matters", N_("督办公开")),
)
"""The lists inside 互动回应, each in its folder."""


def day(value: date | datetime) -> str:
    """2026-03-01; of a moment, the day it was in China."""
    if isinstance(value, datetime):
        value = value.astimezone(SHANGHAI).date()
    return value.isoformat()


def minute(value: datetime) -> str:
    """2026-03-01 09:30, as 国办发〔2017〕47号 wants times of publication written."""
    return value.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def moment(value: datetime) -> str:
    """The moment for machines."""
    return value.astimezone(SHANGHAI).isoformat(timespec="seconds")


def size(value: int) -> str:
    """A file's size for people."""
    if value < 1024:
        return f"{value} B"
    if value < 1024 * 1024:
        return f"{value / 1024:.0f} KB"
    return f"{value / 1024 / 1024:.1f} MB"


@lru_cache(maxsize=4)
def environment(translate: Translate) -> Environment:
    """The environment in a reader's language."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"day": day, "minute": minute, "moment": moment, "size": size}
    made.globals |= {
        "_": translate,
        "COLUMNS": COLUMNS,
        "OTHERS": OTHERS,
        "version": tongming.__version__,
    }
    return made


def page(
    template: str,
    path: str,
    *,
    host: Host,
    section: Section | None,
    meta: Meta,
    title: str,
    trail: tuple[Crumb, ...] = (),
    column: str = "",
    translate: Translate = str,
    **data: Any,
) -> bytes:
    """A finished page. Links in it are relative, so that the site works wherever it is mounted."""
    root = "../" * path.count("/") or "./"
    text = (
        environment(translate)
        .get_template(template)
        .render(
            root=root,
            path=path,
            url=f"{host.address}/{path.removesuffix('index.html')}",
            host=host,
            section=section,
            site_name=host.name or (section.name if section else translate("政府信息公开")),
            base=f"{root}{section.code}/" if section else root,
            meta=meta,
            title=title,
            trail=trail,
            column=column,
            **data,
        )
    )
    return text.encode()
