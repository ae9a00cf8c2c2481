"""Making a kept sum public: the office in charge asks, a leader of its unit signs, and it is.

A sum is public as it was kept. It rests on published reports alone, so that whoever reads it can
open every part of it; a sum made anew takes the place of an older one with its reason, and the
older one stays at its address.
"""

from __future__ import annotations

import json

from django.db import transaction
from django.utils import timezone

from tongming.law.words import N_, Message, Refused, say
from tongming.ledger.actions import hold, record
from tongming.reports.freezing import digest
from tongming.reports.models import Publication
from tongming.reports.sums.models import Release, Sum
from tongming.reports.sums.queries import public_sums
from tongming.units.models import Person
from tongming.units.rights import Right, require, why_not

ALREADY = N_("这份汇总已经提请签发或公布过了。")
NOT_PUBLIC = N_(
    "{names}的报告还没有公布，或者公布的不是计入的这一版。只有全部由已公布的报告相加的汇总才能公布。"
)
DAMAGED = N_("内容与保存时的指纹不一致，不能公布。请联系系统管理员查明原因。")
NEEDS_REASON = N_("同一年度、同一范围已有公布的汇总。请写明用这一份替代的理由，理由会一起公布。")
OWN = N_("您保存或提请了这份汇总，不能由您签发。请由其他负责人签发。")
SETTLED = N_("这份汇总已经处理过了：{state}。")
NEEDS_WORDS = N_("请写明退回的理由。")


def unpublished(kept: Sum) -> list[str]:
    """The units whose report stands in the sum in a version that is not public."""
    parts = json.loads(kept.content)["parts"]
    public = set(
        Publication.objects.filter(
            frozen__sha256__in=[part["sha256"] for part in parts]
        ).values_list("frozen__sha256", flat=True)
    )
    return [part["name"] for part in parts if part["sha256"] not in public]


def replaces(kept: Sum) -> Release | None:
    """The public sum of the same year and scope it would take the place of."""
    same = public_sums(kept.unit, kept.year).filter(sum__scope=kept.scope, sum__form=kept.form)
    return same.exclude(sum=kept).order_by("-number").first()


def why_not_ask(kept: Sum, person: Person) -> Message | None:
    """Why a person may not ask for publication now; `None` where they may."""
    if reason := why_not(person, Right.REPORT_REVIEW, kept.unit):
        return reason
    release = Release.objects.filter(sum=kept).first()
    if release is not None and release.state != Release.State.RETURNED:
        return say(ALREADY)
    if digest(kept.content) != kept.sha256:
        return say(DAMAGED)
    if names := unpublished(kept):
        return say(NOT_PUBLIC, names="、".join(names))
    return None


@transaction.atomic
def ask(*, kept: Sum, reason: str, by: Person) -> Release:
    """Ask a leader to sign a kept sum for the public; again after it was returned."""
    require(by, Right.REPORT_REVIEW, kept.unit)
    hold()
    if refused := why_not_ask(kept, by):
        raise Refused(refused)
    if replaces(kept) is not None and not reason.strip():
        raise Refused(say(NEEDS_REASON))
    event = record(
        "sums.release_asked",
        unit=kept.unit,
        by=by,
        subject=kept,
        year=kept.year,
        sha256=kept.sha256,
        reason=reason.strip(),
    )
    release, _new = Release.objects.update_or_create(
        sum=kept,
        defaults={
            "state": Release.State.ASKED,
            "reason": reason.strip(),
            "asked_by": by,
            "asked_at": event.at,
            "settled_by": None,
            "settled_at": None,
            "words": "",
        },
    )
    return release


def why_not_sign(release: Release, person: Person) -> Message | None:
    """Why a person may not sign or return a sum now; `None` where they may."""
    if reason := why_not(person, Right.REPORT_SIGN, release.sum.unit):
        return reason
    if release.state != Release.State.ASKED:
        return say(SETTLED, state=release.get_state_display())
    if person.pk in (release.asked_by_id, release.sum.made_by_id):
        return say(OWN)
    return None


@transaction.atomic
def sign(*, release: Release, by: Person) -> Release:
    """Sign: the sum is public from here on, under a number that stays."""
    release = _open(release, by)
    kept = release.sum
    if digest(kept.content) != kept.sha256:
        raise Refused(say(DAMAGED))
    if names := unpublished(kept):
        raise Refused(say(NOT_PUBLIC, names="、".join(names)))
    number = public_sums(kept.unit, kept.year).count() + 1
    event = record(
        "sums.published",
        unit=kept.unit,
        by=by,
        subject=kept,
        year=kept.year,
        number=number,
        sha256=kept.sha256,
        scope=kept.scope.split(","),
        reason=release.reason,
    )
    release.state, release.number = Release.State.PUBLIC, number
    release.settled_by, release.settled_at = by, event.at
    release.save()
    return release


@transaction.atomic
def send_back(*, release: Release, words: str, by: Person) -> Release:
    """Return it to the office, saying why. The sum stays kept."""
    release = _open(release, by)
    if not words.strip():
        raise Refused(say(NEEDS_WORDS))
    record(
        "sums.release_returned",
        unit=release.sum.unit,
        by=by,
        subject=release.sum,
        year=release.sum.year,
        reason=words.strip(),
    )
    release.state, release.words = Release.State.RETURNED, words.strip()
    release.settled_by, release.settled_at = by, timezone.now()
    release.save()
    return release


def _open(release: Release, by: Person) -> Release:
    hold()
    locked = (
        Release.objects.select_for_update(of=("self",))
        .select_related("sum__unit")
        .get(pk=release.pk)
    )
    require(by, Right.REPORT_SIGN, locked.sum.unit)
    if reason := why_not_sign(locked, by):
        raise Refused(reason)
    return locked
