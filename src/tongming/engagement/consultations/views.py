"""The screens of a consultation: list, draft, approval, period."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.engagement.consultations import actions
from tongming.engagement.consultations.checking import is_fit
from tongming.engagement.consultations.figures import figures_of
from tongming.engagement.consultations.forms import (
    ApproveForm,
    DraftForm,
    ExtendForm,
    FileForm,
    ReasonForm,
)
from tongming.engagement.consultations.linking import Matter, matters
from tongming.engagement.consultations.models import Consultation
from tongming.engagement.consultations.queries import (
    consultations_for,
    get_consultation,
    last_year,
    result_due,
)
from tongming.engagement.consultations.screens import act_page, acted, trail
from tongming.law.consultation import days_left
from tongming.units.models import Unit
from tongming.units.queries import get_unit
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, done, staff


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """Every consultation one sees; of each unit one keeps, how many in twelve months."""
    today = localdate()
    keeps = units_for(request.user, Right.CONSULTATION_KEEP).filter(left_on=None)
    return render(
        request,
        "consultations/index.html",
        {
            "rows": [
                {
                    "one": one,
                    "uptake": one.uptake_or_none,
                    "over": one.is_over(today),
                    "taking": one.is_taking(today),
                    "left": days_left(today, one.ends_on) if one.ends_on else 0,
                    "comments": one.comments.filter(set_aside_at=None).count(),
                }
                for one in consultations_for(request.user)
            ],
            "keeps": keeps,
            "years": [(unit, last_year(unit, today)) for unit in keeps],
            "today": today,
        },
    )  # fmt: skip


@staff
def new(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin a notice."""
    unit = get_unit(request.user, Right.CONSULTATION_KEEP, pk)
    form = DraftForm(
        request.POST or None, matters=matters().waiting(unit), initial={"ways": _ways(unit)}
    )
    if form.is_valid():
        made = attempt(
            form, lambda: actions.create(unit=unit, by=request.user, **form.cleaned_data)
        )
        if made is not None:
            messages.success(request, _("已保存。草案是文件的，在下面加入附件。"))
            return redirect(made)
    return act_page(
        request, form, trail=trail(), heading=_("发起意见征集"), button=_("保存草稿"),
        help=unit.name,
    )  # fmt: skip


def _ways(unit: Unit) -> str:
    """The organ's own address and telephone, to begin with: official words, Chinese."""
    office = unit.office or unit.name
    lines = []
    if unit.address:
        lines.append(f"来信：{unit.address}，{office}收，信封上请注明“征求意见”。")
    if unit.phone:
        lines.append(
            f"电话：{unit.phone}（{unit.hours}）。" if unit.hours else f"电话：{unit.phone}。"
        )
    return "\n".join(lines)


@require_safe
@staff
def consultation(request: StaffRequest, pk: int) -> HttpResponse:
    """The notice, where it stands, what came in, what can be done now."""
    found = get_consultation(request.user, Right.CONSULTATION_VIEW, pk)
    today, user = localdate(), request.user
    keeps = why_not(user, Right.CONSULTATION_KEEP, found.unit) is None
    return render(
        request,
        "consultations/consultation.html",
        {
            "one": found,
            "uptake": found.uptake_or_none,
            "files": [
                {"kept": kept, "is_fit": is_fit(kept.file)}
                for kept in found.attached.select_related("file")
            ],
            "matter": matters().get(found.matter) if found.matter else None,
            "figures": figures_of(found)[:2] if found.is_public else [],
            "opinions": found.opinions.count(),
            "taking": found.is_taking(today),
            "over": found.is_over(today),
            "left": days_left(today, found.ends_on) if found.ends_on else 0,
            "due": result_due(found),
            "today": today,
            "keeps": keeps,
            "approves": why_not(user, Right.CONSULTATION_APPROVE, found.unit) is None,
            "is_author": found.author_id == user.pk,
            "file_form": FileForm() if keeps and found.state == "draft" else None,
        },
    )


@staff
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Write."""
    found = get_consultation(request.user, Right.CONSULTATION_KEEP, pk)
    if found.state != Consultation.State.DRAFT:
        raise Http404("consultations.draft")
    form = DraftForm(
        request.POST or None,
        matters=_matters_for(found),
        initial={name: getattr(found, name) for name in actions.FIELDS},
    )
    return acted(
        request, form,
        lambda given: actions.save(consultation=found, by=request.user, **given),
        to=found.get_absolute_url(), trail=trail(found), heading=_("修改"), button=_("保存草稿"),
        told=_("已保存。"),
    )  # fmt: skip


def _matters_for(found: Consultation) -> list[Matter]:
    """What the unit may choose, what it chose before among it."""
    waiting = list(matters().waiting(found.unit))
    chosen = matters().get(found.matter) if found.matter else None
    if chosen and all(one.key != chosen.key for one in waiting):
        waiting.append(chosen)
    return waiting


@staff
def attach(request: StaffRequest, pk: int) -> HttpResponse:
    """A file of the draft."""
    found = get_consultation(request.user, Right.CONSULTATION_KEEP, pk)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if done(
            form,
            lambda: actions.attach(
                consultation=found, content=file.read(), name=file.name, by=request.user
            ),
        ):
            messages.success(request, _("文件已经加入，检查的结果在它旁边。"))
            return redirect(found)
    return act_page(request, form, trail=trail(found), heading=_("加入附件"))


@require_POST
@staff
def detach(request: StaffRequest, pk: int, attached: int) -> HttpResponse:
    """Take a file out."""
    found = get_consultation(request.user, Right.CONSULTATION_KEEP, pk)
    actions.detach(consultation=found, attached=attached, by=request.user)
    return redirect(found)


@require_POST
@staff
def mask(request: StaffRequest, pk: int, attached: int) -> HttpResponse:
    """Put the covered copy in a file's place."""
    found = get_consultation(request.user, Right.CONSULTATION_KEEP, pk)
    actions.mask(consultation=found, attached=attached, by=request.user)
    messages.success(request, _("已换成遮盖后的文件，请打开看一遍。"))
    return redirect(found)


@staff
def submit(request: StaffRequest, pk: int) -> HttpResponse:
    """Send it to the leader."""
    found = get_consultation(request.user, Right.CONSULTATION_KEEP, pk)
    return acted(
        request, ApproveForm(request.POST or None),
        lambda given: actions.submit(consultation=found, by=request.user),
        to=found.get_absolute_url(), trail=trail(found), heading=_("提交审批"),
        told=_("已提交分管领导审批。"),
        help=_("提交时检查草案里有没有个人信息和密级标志。提交以后不能再改，要改请分管领导退回。"),
    )  # fmt: skip


@staff
def approve(request: StaffRequest, pk: int) -> HttpResponse:
    """The leader approves: it is public at once."""
    found = get_consultation(request.user, Right.CONSULTATION_APPROVE, pk)
    return acted(
        request, ApproveForm(request.POST or None),
        lambda given: actions.approve(consultation=found, by=request.user, today=localdate()),
        to=found.get_absolute_url(), trail=trail(found), heading=_("审批并公布"),
        told=_("已公布，网上可以提意见了。"),
        help=_("公布以后草案不能再改。征求意见{days}日，从明天算起。").format(days=found.days),
    )  # fmt: skip


@staff
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    """The leader wants it otherwise."""
    found = get_consultation(request.user, Right.CONSULTATION_APPROVE, pk)
    return acted(
        request, ReasonForm(request.POST or None),
        lambda given: actions.send_back(consultation=found, by=request.user, **given),
        to=found.get_absolute_url(), trail=trail(found), heading=_("退回修改"), told=_("已退回。"),
    )  # fmt: skip


@staff
def extend(request: StaffRequest, pk: int) -> HttpResponse:
    """More time."""
    found = get_consultation(request.user, Right.CONSULTATION_APPROVE, pk)
    return acted(
        request, ExtendForm(request.POST or None),
        lambda given: actions.extend(
            consultation=found, by=request.user, today=localdate(), **given
        ),
        to=found.get_absolute_url(), trail=trail(found), heading=_("延长征求意见"),
        told=_("已延长，公告上注明。"),
    )  # fmt: skip


@staff
def end_early(request: StaffRequest, pk: int) -> HttpResponse:
    """Give it up."""
    found = get_consultation(request.user, Right.CONSULTATION_APPROVE, pk)
    return acted(
        request, ReasonForm(request.POST or None),
        lambda given: actions.end_early(
            consultation=found, by=request.user, today=localdate(), **given
        ),
        to=found.get_absolute_url(), trail=trail(found), heading=_("提前结束征集"),
        told=_("已终止，公告上注明理由。"), danger=True,
        help=_("草案不再推进时用。公告和理由留在公开页面上，不再收意见，也不用公布采纳情况。"),
    )  # fmt: skip
