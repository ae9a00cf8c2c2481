"""The screens of comments: the list, one of them, entering, setting aside, who it was."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from tongming.engagement.consultations import commenting
from tongming.engagement.consultations.forms import ApproveForm, CommentForm, ReasonForm
from tongming.engagement.consultations.models import Comment
from tongming.engagement.consultations.queries import get_comment, get_consultation
from tongming.engagement.consultations.screens import Trail, act_page, acted, trail
from tongming.files.checking.masks import mask_name
from tongming.units.rights import Right
from tongming.units.staff import StaffRequest, attempt, done, staff


@require_safe
@staff
def comments(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything that was said, and the opinions it went into."""
    found = get_consultation(request.user, Right.CONSULTATION_KEEP, pk)
    today = localdate()
    return render(
        request,
        "consultations/comments.html",
        {
            "one": found,
            "comments": found.comments.prefetch_related("opinions").order_by("serial"),
            "opinions": found.opinions.prefetch_related("comments"),
            "taking": found.is_taking(today),
            "over": found.is_over(today),
            "uptake": found.uptake_or_none,
        },
    )


@sensitive_post_parameters()
@staff
def enter(request: StaffRequest, pk: int) -> HttpResponse:
    """What came by letter or telephone."""
    found = get_consultation(request.user, Right.CONSULTATION_KEEP, pk)
    form = CommentForm(request.POST or None)
    if form.is_valid() and done(
        form,
        lambda: commenting.enter(
            consultation=found, by=request.user, today=localdate(), **form.cleaned_data
        ),
    ):
        messages.success(request, _("已登记。"))
        return redirect("consultations:comments", found.pk)
    return act_page(request, form, trail=trail(found), heading=_("登记来稿"), button=_("登记"))


def _trail(found: Comment) -> Trail:
    return [
        *trail(found.consultation),
        (reverse("consultations:comments", args=[found.consultation_id]), _("来稿")),
        (reverse("consultations:comment", args=[found.pk]), found.number),
    ]


@require_safe
@staff
def comment(request: StaffRequest, pk: int) -> HttpResponse:
    """One of them; who it was stands covered."""
    found = get_comment(request.user, Right.CONSULTATION_KEEP, pk)
    return _comment_page(request, found)


def _comment_page(
    request: StaffRequest, found: Comment, open_to: dict[str, str] | None = None
) -> HttpResponse:
    data = found.data
    response = render(
        request,
        "consultations/comment.html",
        {
            "comment": found,
            "one": found.consultation,
            "words": data.get("words", ""),
            "name": mask_name(data["name"]) if data.get("name") else "",
            "has_contact": bool(data.get("contact")),
            "opened": open_to,
            "is_erased": not found.sealed,
            "files": [
                {"pk": held.pk, "name": held.file.name, "size": held.file.size}
                for held in found.files.select_related("file")
            ],
            "opinions": found.opinions.all(),
        },
    )
    response["Cache-Control"] = "private, no-store"
    return response


@staff
def who(request: StaffRequest, pk: int) -> HttpResponse:
    """Who it was, with a reason on record; answered to a POST and kept nowhere."""
    found = get_comment(request.user, Right.CONSULTATION_KEEP, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        opened = attempt(
            form,
            lambda: commenting.unmask(
                comment=found, reason=form.cleaned_data["reason"], by=request.user
            ),
        )
        if opened is not None:
            return _comment_page(request, found, opened)
    return act_page(
        request, form, trail=_trail(found), heading=_("查看联系方式"),
        help=_("例如：来稿看不清，要电话核实。每次查看都记入台账。"),
    )  # fmt: skip


@staff
def set_aside(request: StaffRequest, pk: int) -> HttpResponse:
    """It does not count."""
    found = get_comment(request.user, Right.CONSULTATION_KEEP, pk)
    return acted(
        request, ReasonForm(request.POST or None),
        lambda given: commenting.set_aside(comment=found, by=request.user, **given),
        to=reverse("consultations:comments", args=[found.consultation_id]), trail=_trail(found),
        heading=_("不计入"), told=_("已经不计入。"), danger=True,
        help=_("空白的、重复提交的、和草案无关的可以不计入。意见不合适不是理由。"),
    )  # fmt: skip


@staff
def count_again(request: StaffRequest, pk: int) -> HttpResponse:
    """It counts after all."""
    found = get_comment(request.user, Right.CONSULTATION_KEEP, pk)
    return acted(
        request, ApproveForm(request.POST or None),
        lambda given: commenting.count_again(comment=found, by=request.user),
        to=reverse("consultations:comments", args=[found.consultation_id]), trail=_trail(found),
        heading=_("重新计入"), told=_("已经重新计入。"),
    )  # fmt: skip


@require_POST
@staff
def file(request: StaffRequest, pk: int, file: int) -> HttpResponse:
    """A file sent with it, each opening on record. A browser only saves it."""
    found = get_comment(request.user, Right.CONSULTATION_KEEP, pk)
    held = found.files.select_related("file").filter(pk=file).first()
    if held is None:
        raise Http404("consultations.file")
    response = HttpResponse(
        commenting.open_file(held=held, by=request.user), content_type="application/octet-stream"
    )
    disposition = content_disposition_header(as_attachment=True, filename=held.file.name)
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
