"""The verbs: say what is looked at, begin, cancel."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.supervision.crawling.fetching.addresses import normal
from tongming.supervision.crawling.finishing import finish
from tongming.supervision.crawling.models import Crawl, Section
from tongming.supervision.crawling.pages.profile import Profile
from tongming.supervision.crawling.standing import scope_of
from tongming.supervision.crawling.wording import parsed
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require


@transaction.atomic
def set_up(
    *, unit: Unit, by: Person | None, section: Section | None = None, **given: Any
) -> Section:
    """Name a section, or change what is known about it. `by` None is the command line."""
    if by is not None:
        require(by, Right.CRAWL_RUN, unit)
        if section is not None:
            require(by, Right.CRAWL_RUN, section.unit)
    made = section or Section(created_by=by)
    for field, value in {"unit": unit, **given}.items():
        setattr(made, field, value)
    address = normal(made.address)
    if address is None:
        raise Refused(
            say(N_("“{address}”不是网址。请写成 https://…… 的样子。"), address=made.address[:80])
        )
    made.address = address
    made.name = made.name or unit.short_name
    scope_of(made)
    parsed(made.wording)
    Profile.of(made.profile).checked()
    made.full_clean(exclude=["created_by"])
    made.save()
    record(
        "crawling.section",
        unit=unit,
        by=by,
        subject=made,
        name=made.name,
        section_address=made.address,
    )
    return made


@transaction.atomic
def begin(*, section: Section, by: Person | None) -> Crawl:
    """Ask for a crawl; a process of the clock takes it up."""
    if by is not None:
        require(by, Right.CRAWL_RUN, section.unit)
    try:
        with transaction.atomic():
            crawl = Crawl.objects.create(section=section, by=by)
    except IntegrityError:
        raise Refused(say(N_("这个栏目正在巡查。等它结束，或者先取消。"))) from None
    record(
        "crawling.asked", unit=section.unit, by=by, subject=crawl, section_address=section.address
    )
    return crawl


@transaction.atomic
def cancel(*, crawl: Crawl, by: Person) -> Crawl:
    """Stop it. A process at work stops before the next visit; what was seen is kept."""
    crawl = Crawl.objects.select_for_update(of=("self",)).select_related("section__unit").get(
        pk=crawl.pk
    )  # fmt: skip
    require(by, Right.CRAWL_RUN, crawl.section.unit)
    if not crawl.is_going:
        raise Refused(say(N_("这次巡查已经结束。")))
    crawl.cancel_asked = True
    crawl.save(update_fields=["cancel_asked"])
    record("crawling.cancelled", unit=crawl.section.unit, by=by, subject=crawl)
    if crawl.held_until is None or crawl.held_until < timezone.now():
        crawl.left_out = {**crawl.left_out, "cancelled": crawl.addresses.filter(done=False).count()}
        finish(crawl, Crawl.State.CANCELLED, None)
    return crawl
