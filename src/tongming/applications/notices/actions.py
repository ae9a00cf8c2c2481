"""What people set about their notices, and having tried again what did not arrive.

Wishes of one's own account are no disclosure work, and so no matter of the ledger.
"""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.utils.timezone import now

from tongming.applications.notices.models import Digest, Notice, Wishes
from tongming.applications.notices.queries import failed_digests, failed_notices
from tongming.applications.outgoing import State
from tongming.law.words import N_, Refused, say
from tongming.units.models import Person


def set_digest(*, person: Person, wanted: bool) -> Wishes:
    """Ask for the daily digest, or for none."""
    if wanted and not person.email:
        text = N_("您的账号没有电子邮箱，收不到汇总。请单位的系统管理员补上。")
        raise Refused(say(text))
    wishes, _new = Wishes.objects.update_or_create(person=person, defaults={"digest": wanted})
    return wishes


def open_feed(*, person: Person) -> str:
    """Make the calendar's secret address anew; an earlier one answers no longer.

    The secret is told this once: only its hash is kept.
    """
    secret = secrets.token_urlsafe(32)
    Wishes.objects.update_or_create(
        person=person, defaults={"feed_hash": hash_of(secret), "feed_made_at": now()}
    )
    return secret


def close_feed(*, person: Person) -> None:
    """The calendar's address answers no longer."""
    Wishes.objects.filter(person=person).update(feed_hash=None, feed_made_at=None)


def hash_of(secret: str) -> str:
    """How a secret is kept. It is long and random: a plain hash of it tells nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def try_again(*, by: Person) -> int:
    """Everything that failed in the units a person administers is sent again at once."""
    again = {"state": State.WAITING, "attempts": 0, "again_at": now(), "claimed_until": None}
    notices = Notice.objects.filter(pk__in=failed_notices(by).values("pk"))
    digests = Digest.objects.filter(pk__in=failed_digests(by).values("pk"))
    return notices.update(**again) + digests.update(**again)
