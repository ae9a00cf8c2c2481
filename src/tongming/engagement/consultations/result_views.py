"""The screens after the last day: opinions, figures, the report on what became of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.engagement.consultations import answering
from tongming.engagement.consultations import paper as papers
from tongming.engagement.consultations.figures import (
    Figure,
    Told,
    figures_of,
    tell,
    values_of,
    what_is_missing,
)
from tongming.engagement.consultations.forms import (
    AnswerForm,
    ApproveForm,
    OpinionForm,
    ReasonForm,
    UptakeForm,
)
from tongming.engagement.consultations.models import Consultation, Opinion, Uptake
from tongming.engagement.consultations.queries import get_consultation, get_opinion, result_due
from tongming.engagement.consultations.screens import Trail, acted, trail
from tongming.law.consultation import Way
from tongming.units.models import Person
from tongming.units.rights import Right, why_not
from tongming.units.staff import StaffRequest, done, staff

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def _comments(found: Consultation) -> str:
    return reverse("consultations:comments", args=[found.pk])


def _comments_trail(found: Consultation) -> Trail:
    return [*trail(found), (_comments(found), _("来稿和意见"))]


@staff
def new_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    """Put into words what was said; the comments ticked on the list are ticked here."""
    found = get_consultation(request.user, Right.CONSULTATION_KEEP, pk)
    ticked = [one for one in request.GET.getlist("comment") if one.isdecimal()][:500]
    form = OpinionForm(request.POST or None, consultation=found, initial={"comments": ticked})
    return acted(
        request, form,
        lambda given: answering.add_opinion(
            consultation=found, text=given["text"], comments=list(given["comments"]),
            by=request.user, today=localdate(),
        ),
        to=_comments(found), trail=_comments_trail(found), heading=_("归纳意见"),
        button=_("保存"), told=_("已归纳。"),
    )  # fmt: skip


@staff
def opinion(request: StaffRequest, pk: int) -> HttpResponse:
    """Word it otherwise; say what became of it."""
    found = get_opinion(request.user, Right.CONSULTATION_KEEP, pk)
    form = AnswerForm(
        request.POST or None,
        consultation=found.consultation,
        initial={
            "text": found.text,
            "verdict": found.verdict,
            "reason": found.reason,
            "comments": list(found.comments.values_list("pk", flat=True)),
        },
    )
    return acted(
        request, form,
        lambda given: answering.save_opinion(
            opinion=found, text=given["text"], verdict=given["verdict"], reason=given["reason"],
            comments=list(given["comments"]), by=request.user, today=localdate(),
        ),
        to=_comments(found.consultation), trail=_comments_trail(found.consultation),
        heading=_("采纳情况"), button=_("保存"), told=_("已保存。"),
    )  # fmt: skip


@staff
def drop_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    """Take it out again."""
    found: Opinion = get_opinion(request.user, Right.CONSULTATION_KEEP, pk)
    return acted(
        request, ApproveForm(request.POST or None),
        lambda given: answering.drop_opinion(opinion=found, by=request.user, today=localdate()),
        to=_comments(found.consultation), trail=_comments_trail(found.consultation),
        heading=_("去掉这条意见"), told=_("已去掉，它的来稿要归到别的意见里。"), danger=True,
        help=found.text,
    )  # fmt: skip


@require_POST
@staff
def begin(request: StaffRequest, pk: int) -> HttpResponse:
    """Draft the report."""
    found = get_consultation(request.user, Right.CONSULTATION_KEEP, pk)
    answering.begin(consultation=found, by=request.user, today=localdate())
    return redirect("consultations:uptake", found.pk)


def _uptake(person: Person, right: Right, pk: int) -> Uptake:
    found = get_consultation(person, right, pk).uptake_or_none
    if found is None:
        raise Http404("engagement_consultations.uptake")
    return found


def _told(found: Uptake) -> Told:
    if found.frozen is not None:
        return Told.thawed(found.frozen)
    return tell(found.consultation, found.summary, found.closing)


def _shown(found: Consultation) -> list[Figure]:
    """All but the ways nobody used."""
    return [one for one in figures_of(found) if one.value or one.key not in set(Way)]


@require_safe
@staff
def uptake(request: StaffRequest, pk: int) -> HttpResponse:
    """The report as it will be read, its figures with their records, what is missing."""
    found = _uptake(request.user, Right.CONSULTATION_VIEW, pk)
    consultation = found.consultation
    return render(
        request,
        "consultations/uptake.html",
        {
            "uptake": found,
            "one": consultation,
            "told": _told(found),
            "figures": [
                one for one in figures_of(consultation) if one.value or one.key not in set(Way)
            ],
            "missing": what_is_missing(consultation) if found.state == "draft" else [],
            "due": result_due(consultation),
            "today": localdate(),
            "keeps": why_not(request.user, Right.CONSULTATION_KEEP, consultation.unit) is None,
            "approves": why_not(request.user, Right.CONSULTATION_APPROVE, consultation.unit)
            is None,
            "is_author": found.author_id == request.user.pk,
        },
    )


@staff
def edit_uptake(request: StaffRequest, pk: int) -> HttpResponse:
    """Write."""
    found = _uptake(request.user, Right.CONSULTATION_KEEP, pk)
    form = UptakeForm(
        request.POST or None, initial={"summary": found.summary, "closing": found.closing}
    )
    if form.is_valid() and done(
        form, lambda: answering.save(uptake=found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("已保存。"))
        return redirect(found)
    places = [(f"〔{place}〕", value) for place, value in values_of(found.consultation).items()]
    return render(
        request,
        "consultations/edit_uptake.html",
        {"uptake": found, "one": found.consultation, "form": form, "places": places},
        status=422 if form.errors else 200,
    )


def _result_trail(found: Uptake) -> Trail:
    return [*trail(found.consultation), (found.get_absolute_url(), _("采纳情况"))]


@staff
def submit(request: StaffRequest, pk: int) -> HttpResponse:
    """Send it to the leader."""
    found = _uptake(request.user, Right.CONSULTATION_KEEP, pk)
    return acted(
        request, ApproveForm(request.POST or None),
        lambda given: answering.submit(uptake=found, by=request.user, today=localdate()),
        to=found.get_absolute_url(), trail=_result_trail(found), heading=_("提交审批"),
        told=_("已提交分管领导审批。"),
    )  # fmt: skip


@staff
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """The leader approves: it is public at once."""
    found = _uptake(request.user, Right.CONSULTATION_APPROVE, pk)
    return acted(
        request, ApproveForm(request.POST or None),
        lambda given: answering.publish(uptake=found, by=request.user, today=localdate()),
        to=found.get_absolute_url(), trail=_result_trail(found), heading=_("审批并公布"),
        told=_("已公布，和征求意见的公告互相链接。"),
        help=_("公布以后数字和意见不能再改。"),
    )  # fmt: skip


@staff
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    """The leader wants it otherwise."""
    found = _uptake(request.user, Right.CONSULTATION_APPROVE, pk)
    return acted(
        request, ReasonForm(request.POST or None),
        lambda given: answering.send_back(uptake=found, by=request.user, **given),
        to=found.get_absolute_url(), trail=_result_trail(found), heading=_("退回修改"),
        told=_("已退回。"),
    )  # fmt: skip


@require_safe
@staff
def paper(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """The report to print: as it stands, or as it was published."""
    found = _uptake(request.user, Right.CONSULTATION_VIEW, pk)
    if kind not in _TYPES:
        raise Http404("consultations.paper")
    day = found.published_at and localdate(found.published_at)
    printed = papers.Paper(found.title, found.consultation.unit.name, day or None, _told(found))
    content = papers.docx(printed) if kind == "docx" else papers.pdf(printed, localdate())
    response = HttpResponse(content, content_type=_TYPES[kind])
    name = content_disposition_header(True, f"{found.title}.{kind}")
    response["Content-Disposition"] = name or "attachment"
    return response


@require_safe
@staff
def figure(request: StaffRequest, pk: int, key: str) -> HttpResponse:
    """The records a figure counts."""
    found = get_consultation(request.user, Right.CONSULTATION_KEEP, pk)
    chosen = next((one for one in figures_of(found) if one.key == key), None)
    if chosen is None:
        raise Http404("consultations.figure")
    return render(
        request,
        "consultations/figure.html",
        {"one": found, "figure": chosen, "trail": trail(found)},
    )
