"""Who applied on a page: covered, with what may be done about it."""

from __future__ import annotations

from mimetypes import guess_extension
from typing import Any

from django import template
from django.utils.translation import gettext as _

from tongming.applications.applicants.identity import Identity
from tongming.applications.applicants.masking import Masked, names_of_fields
from tongming.applications.applicants.queries import (
    earlier_of,
    is_erased,
    masked,
    papers_of,
    same_applicant,
    why_not_unmask,
)
from tongming.applications.kinds import Channel
from tongming.applications.models import Application
from tongming.law.words import N_, Message, chinese_date
from tongming.sealing.models import SealedFile
from tongming.units.models import Person
from tongming.units.rights import Right, why_not

register = template.Library()

LABELS = {
    "name": N_("姓名或者名称"),
    "document": N_("身份证明"),
    "document_number": N_("证件号码"),
    "contact": N_("联系人"),
    "phone": N_("电话"),
    "email": N_("电子邮箱"),
    "address": N_("通信地址"),
    "postcode": N_("邮政编码"),
}


@register.inclusion_tag("applications/_who_applied.html", takes_context=True)
def who_applied(context: dict[str, Any], application: Application, user: Person) -> dict[str, Any]:
    """The applicant, covered; the papers; the same applicant's other applications."""
    return {
        "application": application,
        "masked": masked(application),
        "erased": is_erased(application),
        "why_not": why_not_unmask(user, application),
        "papers": papers_of(application),
        "earlier": earlier_of(application, seen_by=user),
        "others": same_applicant(application, seen_by=user).count(),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("applications/_wanted_facts.html")
def wanted_facts(application: Application) -> dict[str, Any]:
    """In which form and by which way the information is wanted, and how the application came."""
    return {
        "application": application,
        "channel": _(Channel(application.channel).label) if application.channel else "",
    }


@register.simple_tag
def may_register(application: Application, user: Person) -> Message | None:
    """Why a person may not confirm or set aside; None where they may."""
    return why_not(user, Right.APPLICATION_REGISTER, application.unit)


@register.filter
def rows_of(shown: Identity | Masked) -> list[tuple[str, str]]:
    """The fields that say something, with their names; the kind of document as the reader reads."""
    found = [(name, str(getattr(shown, name))) for name in names_of_fields()]
    return [
        (_(LABELS[name]), _(value) if name == "document" else value)
        for name, value in found
        if value
    ]


@register.filter
def short_type(file: SealedFile) -> str:
    """PDF, JPG: what it is. Its name stays sealed until it is opened, for names tell people."""
    return (guess_extension(file.media_type) or "").removeprefix(".").upper() or "—"


@register.filter
def slip_rows(application: Application) -> list[tuple[str, str]]:
    """What 登记回执 says; in Chinese whatever the reader's language, for it is handed over."""
    unit = application.unit
    contact = " ".join(part for part in (unit.address, unit.phone) if part)
    rows = [
        ("申请编号", application.number),
        ("所需政府信息", application.subject),
        ("申请渠道", Channel(application.channel).label.partition("，")[0]),
        ("收到申请之日", chinese_date(application.received_on) if application.received_on else ""),
        ("答复期限届满之日", chinese_date(application.due_on) if application.due_on else ""),
        ("联系方式", contact),
    ]
    return [(label, value) for label, value in rows if value]
