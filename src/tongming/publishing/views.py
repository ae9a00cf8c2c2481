"""What waits to be published and why; for whoever looks after the installation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from tongming.publishing import queries
from tongming.publishing.actions import publish_pending
from tongming.publishing.site import Fingerprint
from tongming.units.rights import Right, require
from tongming.units.staff import StaffRequest, staff


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """The state of the public site, and what could not be published."""
    require(request.user, Right.UNIT_MANAGE, None)
    state = queries.state()
    return render(
        request,
        "publishing/index.html",
        {
            "state": state,
            "fingerprint": str(Fingerprint.parse(state.total)),
            "waiting": queries.pending_count(),
            "problems": queries.problems(),
        },
    )


@require_POST
@staff
def again(request: StaffRequest) -> HttpResponse:
    """Try once more what waits."""
    require(request.user, Right.UNIT_MANAGE, None)
    outcome = publish_pending(wait=False)
    if outcome.busy:
        messages.info(request, gettext("正在发布，请稍后再看。"))
    elif outcome.failed:
        messages.error(request, gettext("还是没有发布成功，原因见下。"))
    else:
        messages.success(request, gettext("都发布了。"))
    return redirect("publishing:index")
