"""The search record (检索记录): what a reply that nothing was found rests on (第三十六条第四项)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.applications.actions import locked
from tongming.applications.handling.actions.drafting import void_draft
from tongming.applications.handling.models import Search
from tongming.applications.handling.replying import require_open
from tongming.applications.models import Application
from tongming.applications.wording import check_subject
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person
from tongming.units.rights import Right, require


@transaction.atomic
def add_search(
    *,
    application: Application,
    on: date,
    place: str,
    keywords: str,
    searcher: str,
    found: bool,
    result: str,
    by: Person,
    today: date,
    period: str = "",
    asked: str = "",
) -> Search:
    """Put a search on record: where, with what words, by whom, what came of it."""
    application = locked(application)
    require(by, Right.APPLICATION_HANDLE, application.unit)
    require_open(application)
    if application.received_on is None or not application.received_on <= on <= today:
        raise Refused(say(N_("检索的日期应当在收到申请之日和今天之间。")))
    for text, missing in (
        (place, N_("请写明检索了哪里。")),
        (keywords, N_("请写明用什么关键词检索。")),
        (searcher, N_("请写明谁检索的。")),
        (result, N_("请写明检索的结果。")),
    ):
        if not text.strip():
            raise Refused(say(missing), "第三十六条第四项")
    check_subject(f"{place} {keywords} {asked} {result}")
    return write_search(
        application, on=on, place=place, keywords=keywords, period=period, asked=asked,
        searcher=searcher, found=found, result=result, by=by,
    )  # fmt: skip


def write_search(
    application: Application, *, on: date, place: str, keywords: str, period: str, asked: str,
    searcher: str, found: bool, result: str, by: Person,
) -> Search:  # fmt: skip
    """Keep a search, inside the transaction of the act it belongs to."""
    search = Search.objects.create(
        application=application, on=on, place=place.strip(), keywords=keywords.strip(),
        period=period.strip(), asked=asked.strip(), searcher=searcher.strip(), found=found,
        result=result.strip(), by=by,
    )  # fmt: skip
    record(
        "handling.searched", unit=application.unit, by=by, subject=application, on=on,
        search=search.pk, found=found,
    )  # fmt: skip
    return search


@transaction.atomic
def strike_search(*, search: Search, reason: str, by: Person, today: date) -> None:
    """Strike out a search entered by mistake; it stays visible with the reason."""
    application = locked(search.application)
    search = Search.objects.select_for_update().get(pk=search.pk)
    require(by, Right.APPLICATION_HANDLE, application.unit)
    require_open(application)
    if not reason.strip():
        raise Refused(say(N_("请写明为什么划去。")))
    if search.struck_out_at is not None:
        raise Refused(say(N_("这一步不能划去。")))
    search.struck_out_at, search.struck_out_reason = timezone.now(), reason.strip()
    search.save(update_fields=["struck_out_at", "struck_out_reason"])
    void_draft(application, by=by, today=today)
    record(
        "handling.search_struck_out", unit=application.unit, by=by, subject=application,
        on=today, search=search.pk, reason=reason.strip(),
    )  # fmt: skip
