"""What the environment says: every `TONGMING_…` variable is read through here.

A value that makes no sense never stops the start with a traceback: the default stands in its place,
the value is kept in `PROBLEMS`, and the system check tongming.E003 refuses to serve, saying what to
write instead.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from urllib.parse import parse_qs, unquote, urlsplit

from tongming.law.numbering import template_is_sound
from tongming.law.words import N_, Message, say

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """A variable whose value cannot be used."""

    name: str
    value: str
    wanted: Message


PROBLEMS: list[Problem] = []


def read(
    name: str,
    default: T,
    parse: Callable[[str], T],
    wanted: Message,
    environ: Mapping[str, str] | None = None,
    *,
    secret: bool = False,
) -> T:
    """The parsed value of a variable; the default where it is unset, blank or cannot be parsed.

    A `secret` one is not repeated to whoever is told that it cannot be used.
    """
    value = (os.environ if environ is None else environ).get(name, "").strip()
    if not value:
        return default
    try:
        return parse(value)
    except ValueError:
        PROBLEMS.append(Problem(name, "***" if secret else value, wanted))
        return default


def text(name: str, default: str = "") -> str:
    """A variable taken as it stands."""
    return read(name, default, str, say(N_("文字")))


def flag(name: str, default: bool = False) -> bool:
    """A yes or no, in the few spellings people use for it."""

    def parse(value: str) -> bool:
        word = value.lower()
        if word in {"1", "true", "yes", "on"}:
            return True
        if word in {"0", "false", "no", "off"}:
            return False
        raise ValueError(value)

    return read(name, default, parse, say(N_("true 或 false")))


def number(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number between two bounds, both allowed."""

    def parse(value: str) -> int:
        found = int(value)
        if not least <= found <= most:
            raise ValueError(value)
        return found

    return read(
        name, default, parse, say(N_("{least} 到 {most} 之间的整数"), least=least, most=most)
    )


def month_day(name: str, default: tuple[int, int]) -> tuple[int, int]:
    """A day of every year as month and day: `1-20`. 29 February is none."""

    def parse(value: str) -> tuple[int, int]:
        month, _dash, day = value.partition("-")
        date(2001, int(month), int(day))
        return int(month), int(day)

    return read(name, default, parse, say(N_("月-日，例如 1-20")))


def index_template(name: str, default: str) -> str:
    """A template for 索引号 with the parts it may have, a year and a serial among them."""

    def parse(value: str) -> str:
        if not template_is_sound(value):
            raise ValueError(value)
        return value

    return read(
        name,
        default,
        parse,
        say(
            N_("含有 {year} 和 {serial} 的模板，例如 {example}"),
            year="{year}",
            serial="{serial}",
            example="{credit_code}/{year}-{serial:05}",
        ),
    )


def site_prefix(name: str, default: str) -> str:
    """Where on its host the site stands: `/xxgk/`."""

    def parse(value: str) -> str:
        path = f"/{value.strip('/')}/"
        if not re.fullmatch(r"(/[a-z0-9][a-z0-9-]*)+/", path) or path.startswith(_TAKEN):
            raise ValueError(value)
        return path

    wanted = say(N_("小写字母、数字组成的路径，例如 /xxgk/，不能是系统已用的 /work/ 等"))
    return read(name, default, parse, wanted)


_TAKEN = (
    *("/work/", "/accounts/", "/static/", "/reports/", "/display/", "/search/"),
    *("/apply/", "/guide/", "/rules/", "/exchange/"),
)


def site_code(name: str) -> str:
    """网站标识码: ten digits, or bm and eight for organs of the centre (国办发〔2017〕47号)."""

    def parse(value: str) -> str:
        if not re.fullmatch(r"\d{10}|bm\d{8}", value):
            raise ValueError(value)
        return value

    return read(name, "", parse, say(N_("10位数字，或者 bm 加8位数字")))


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters by e-mail are handed in (SMTP)."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    tls: bool = False
    """Encrypted from the first byte (smtps)."""
    starttls: bool = False


def mail_server(name: str) -> MailServer | None:
    """`smtp://user:password@host:25`, `smtps://…`; `?tls=none` for a server without STARTTLS."""

    def parse(value: str) -> MailServer:
        parts = urlsplit(value)
        query = parse_qs(parts.query, strict_parsing=bool(parts.query))
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname or set(query) - {"tls"}:
            raise ValueError(value)
        way = query.get("tls", ["starttls"])[0]
        if way not in ("starttls", "none") or parts.path.strip("/"):
            raise ValueError(value)
        tls = parts.scheme == "smtps"
        return MailServer(
            parts.hostname,
            parts.port or (465 if tls else 25),
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            tls,
            starttls=not tls and way == "starttls",
        )

    wanted = say(N_("smtp://用户:密码@主机:端口，或者 smtps://…"))
    return read(name, None, parse, wanted, secret=True)


def sms_hook(name: str) -> str:
    """A program by its whole path, or an http(s) address."""

    def parse(value: str) -> str:
        if value.startswith("/") or (
            urlsplit(value).scheme in ("http", "https") and urlsplit(value).hostname
        ):
            return value
        raise ValueError(value)

    return read(name, "", parse, say(N_("程序的完整路径，或者 http(s) 地址")), secret=True)


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One of a few words."""

    def parse(value: str) -> str:
        if value not in allowed:
            raise ValueError(value)
        return value

    return read(name, default, parse, say(N_("{words} 之一"), words="、".join(allowed)))


def words(name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
    """A list separated by commas."""

    def parse(value: str) -> tuple[str, ...]:
        return tuple(word.strip() for word in value.split(",") if word.strip())

    return read(name, default, parse, say(N_("用英文逗号分开的列表")))
