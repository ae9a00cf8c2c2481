"""The account's page of notices, the calendar behind its secret address, what did not arrive."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.applications.notices import actions
from tongming.applications.notices.feed import calendar_of
from tongming.applications.notices.planning import mobile
from tongming.applications.notices.queries import (
    failed_digests,
    failed_notices,
    owner_of_feed,
    unreachable,
    wishes_of,
)
from tongming.applications.notices.words import address
from tongming.law.words import Refused
from tongming.units.rights import Right, units_for
from tongming.units.staff import StaffRequest, staff

_ONCE = "notices_feed"
"""The secret of a calendar just opened, kept for the one page that shows it."""


@require_safe
@staff
def settings_page(request: StaffRequest) -> HttpResponse:
    """How one is told of deadlines, and one's calendar."""
    secret = request.session.pop(_ONCE, "")
    return render(
        request,
        "applications/notices/settings.html",
        {
            "wishes": wishes_of(request.user),
            "feed": address(reverse("notices:feed", args=[secret])) if secret else "",
            "mail_on": settings.MAIL_SERVER is not None,
            "sms_to": mobile(request.user) if settings.SMS_HOOK else "",
            "hour": settings.DIGEST_HOUR,
            "may_see_failures": units_for(request.user, Right.UNIT_MANAGE).exists(),
        },
    )


@require_POST
@staff
def change(request: StaffRequest) -> HttpResponse:
    """Ask for the digest or for none; open, renew or close the calendar's address."""
    match request.POST.get("deed"):
        case "digest":
            wanted = request.POST.get("digest") == "on"
            try:
                actions.set_digest(person=request.user, wanted=wanted)
            except Refused as refusal:
                messages.error(request, refusal.message.render(_))
            else:
                messages.success(request, _("已保存。"))
        case "open":
            request.session[_ONCE] = actions.open_feed(person=request.user)
        case "close":
            actions.close_feed(person=request.user)
            messages.success(request, _("日历地址已停用，订阅它的日历不再更新。"))
    return redirect("notices:settings")


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar of whoever the secret belongs to; nobody is signed in by it."""
    person = owner_of_feed(actions.hash_of(secret))
    if person is None:
        raise Http404("notices.feed")
    return HttpResponse(
        calendar_of(person, now()),
        content_type="text/calendar; charset=utf-8",
        headers={
            "Cache-Control": "private, no-store",
            "X-Robots-Tag": "noindex",
            "Referrer-Policy": "no-referrer",
            "Content-Disposition": 'inline; filename="tongming.ics"',
        },
    )


@require_safe
@staff
def failures(request: StaffRequest) -> HttpResponse:
    """What did not arrive, and who cannot be reached, in the units one administers."""
    if not units_for(request.user, Right.UNIT_MANAGE).exists():
        raise Http404("notices.failures")
    notices = Paginator(failed_notices(request.user), 50).get_page(request.GET.get("page"))
    return render(
        request,
        "applications/notices/failures.html",
        {
            "page": notices,
            "digests": failed_digests(request.user).count(),
            "unreachable": unreachable(request.user, localdate()),
            "mail_on": settings.MAIL_SERVER is not None,
        },
    )


@require_POST
@staff
def again(request: StaffRequest) -> HttpResponse:
    """Have everything sent again."""
    if not units_for(request.user, Right.UNIT_MANAGE).exists():
        raise Http404("notices.failures")
    count = actions.try_again(by=request.user)
    messages.success(request, _("{n}条提醒马上再发一次。").format(n=count))
    return redirect("notices:failures")
