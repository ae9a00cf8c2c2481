"""Lists of powers on the workbench."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.files.actions import keep
from tongming.files.queries import get_file
from tongming.information.states import State
from tongming.law.documents import Validity
from tongming.law.powers import ListKind, Occasion, PowerType, Stage
from tongming.registers import fields
from tongming.registers.powers import actions, workbook
from tongming.registers.powers.forms import (
    AdjustmentForm,
    ChartForm,
    CloseForm,
    ConfirmForm,
    ImportForm,
    StepForm,
)
from tongming.registers.powers.models import Version
from tongming.registers.powers.queries import (
    differences_of,
    get_adjustment,
    get_list,
    get_version,
    in_force,
    in_work,
    lists_for,
    missing_charts,
    open_adjustments,
    previous_of,
)
from tongming.registers.screens import act_page, download
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, done, staff

PER_PAGE = 50


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """Every list, what holds and what is under way."""
    today = localdate()
    lines = [
        {
            "list": one,
            "in_force": in_force(one, today),
            "in_work": in_work(one),
            "waiting": open_adjustments(one).count(),
        }
        for one in lists_for(request.user)
    ]
    return render(
        request,
        "powers/index.html",
        {"lines": lines, "may_keep": units_for(request.user, Right.REGISTER_KEEP).exists()},
    )


@require_safe
@staff
def template(request: StaffRequest) -> HttpResponse:
    """The workbook to fill in."""
    unit = units_for(request.user, Right.REGISTER_KEEP).first()
    if unit is None:
        raise Http404("powers.import")
    return download(workbook.template(unit.short_name), f"{unit.short_name}-权责清单模板.xlsx")


@staff
def upload(request: StaffRequest) -> HttpResponse:
    """Choose a workbook; it is looked at, not imported."""
    units = units_for(request.user, Right.REGISTER_KEEP)
    if not units.exists():
        raise Http404("powers.import")
    form = ImportForm(units, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        unit, content = given["unit"], given["file"].read()
        rows = attempt(form, lambda: workbook.read(content, unit=unit.name))
        if rows is not None:
            wrong = [row for row in rows if row.errors]
            context: dict[str, object] = {
                "rows": rows, "wrong": wrong, "name": given["file"].name, "unit": unit,
                "given": given,
            }  # fmt: skip
            if not wrong:
                context["kept"] = keep(
                    content, given["file"].name, unit=unit, by=request.user,
                    right=Right.REGISTER_VIEW,
                )  # fmt: skip
            return render(request, "powers/preview.html", context, status=400 if wrong else 200)
    return render(request, "powers/import.html", {"form": form}, status=400 if form.errors else 200)


@require_POST
@staff
def confirm(request: StaffRequest, file: int) -> HttpResponse:
    """Import the workbook that was looked at, as it was kept then."""
    kept = get_file(request.user, file)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return redirect("powers:import")
    given = form.cleaned_data
    version = actions.import_version(
        unit=kept.unit, kind=ListKind(given["kind"]), content=kept.read(), name=kept.name,
        effective_on=given["effective_on"], note=given["note"], by=request.user,
    )  # fmt: skip
    messages.success(
        request, _("已导入%(n)s项，这是第%(v)s版。")
        % {"n": version.items.count(), "v": version.number},
    )  # fmt: skip
    return redirect(version)


@require_safe
@staff
def one_list(request: StaffRequest, pk: int) -> HttpResponse:
    """A list: its versions, and what asks for another."""
    found = get_list(request.user, Right.REGISTER_VIEW, pk)
    return render(
        request,
        "powers/list.html",
        {
            "list": found,
            "versions": found.versions.select_related("document__live"),
            "in_force": in_force(found, localdate()),
            "adjustments": found.adjustments.select_related("version__document__live"),
            "may_keep": why_not(request.user, Right.REGISTER_KEEP, found.unit) is None,
        },
    )


@require_safe
@staff
def version(request: StaffRequest, pk: int) -> HttpResponse:
    """A version: its items, its charts, its route, what comes next."""
    found = get_version(request.user, Right.REGISTER_VIEW, pk)
    return render(request, "powers/version.html", _version(request, found, ChartForm()))


def _version(request: StaffRequest, found: Version, form: ChartForm) -> dict[str, object]:
    words, kind = request.GET.get("words", "").strip()[:100], request.GET.get("type", "")
    items = found.items.all()
    if words:
        items = items.filter(
            Q(name__icontains=words) | Q(code__icontains=words) | Q(basis__icontains=words)
        )
    if kind in set(PowerType):
        items = items.filter(type=kind)
    before, document = previous_of(found), found.document
    stage = found.stage_kind
    at = 0 if stage is Stage.DRAFT else list(Stage).index(stage) + 1
    route = [
        {"label": _(one.label), "done": place < at, "current": place == at}
        for place, one in enumerate(Stage)
    ]
    return {
        "version": found,
        "list": found.power_list,
        "page": Paginator(items, PER_PAGE).get_page(request.GET.get("page")),
        "wanted": {"words": words, "type": kind},
        "types": fields.choices_of(PowerType),
        "route": route,
        "steps": found.steps.select_related("by"),
        "charts": found.charts.select_related("file"),
        "missing": missing_charts(found),
        "previous": before,
        "may_keep": why_not(request.user, Right.REGISTER_KEEP, found.unit) is None,
        "is_draft": stage is Stage.DRAFT,
        "stage": stage,
        "next": stage.next,
        "may_hand_over": stage is Stage.APPROVED
        and (document is None or document.state == State.DROPPED),
        "may_retire": found.is_public
        and found.effective_on <= localdate()
        and before is not None
        and before.document is not None
        and before.document.validity_kind is Validity.IN_FORCE,
        "chart_form": form,
    }


@require_safe
@staff
def differences(request: StaffRequest, pk: int) -> HttpResponse:
    """What a version changed."""
    found = get_version(request.user, Right.REGISTER_VIEW, pk)
    return render(
        request,
        "powers/differences.html",
        {
            "version": found,
            "list": found.power_list,
            "previous": previous_of(found),
            "differences": differences_of(found),
            "headings": workbook.HEADINGS,
        },
    )


@staff
def advance(request: StaffRequest, pk: int) -> HttpResponse:
    """Record that the next station was passed."""
    found = get_version(request.user, Right.REGISTER_KEEP, pk)
    stage = found.stage_kind.next
    if stage is None:
        return redirect(found)
    initial = {"organ": found.unit.name} if stage is Stage.PROPOSED else {}
    form = StepForm(request.POST or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: actions.advance(
                version=found, stage=stage, by=request.user, today=localdate(),
                **form.cleaned_data,
            ),
        )
    ):  # fmt: skip
        messages.success(request, _("已登记。"))
        return redirect(found)
    return act_page(
        request, form, heading=_(stage.label), button=_("登记"), **_places(found),
        help=_("别的机关的决定，照它的文件登记日期和文号。") if stage.is_outside else "",
    )  # fmt: skip


@staff
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Record that the list came back."""
    found = get_version(request.user, Right.REGISTER_KEEP, pk)
    form = StepForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: actions.send_back(
                version=found, by=request.user, today=localdate(), **form.cleaned_data
            ),
        )
    ):
        messages.success(request, _("已登记退回，可以重新导入。"))
        return redirect(found)
    return act_page(
        request, form, heading=_("登记退回"), button=_("登记退回"), **_places(found),
        help=_("退回以后这一版又是草稿，改好表格重新导入，再报出去。"),
    )  # fmt: skip


def _places(found: Version) -> dict[str, object]:
    return {
        "back": found.get_absolute_url(),
        "trail": [
            (reverse("powers:index"), _("权责清单")),
            (found.power_list.get_absolute_url(), str(found.power_list)),
            (found.get_absolute_url(), _("第%(n)s版") % {"n": found.number}),
        ],
    }


@require_POST
@staff
def chart(request: StaffRequest, pk: int) -> HttpResponse:
    """Upload a flow chart."""
    found = get_version(request.user, Right.REGISTER_KEEP, pk)
    form = ChartForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["chart"]
        if attempt(
            form,
            lambda: actions.add_chart(
                version=found, content=given.read(), name=given.name, by=request.user
            ),
        ):
            messages.success(request, _("流程图已上传。"))
            return redirect(found)
    return render(request, "powers/version.html", _version(request, found, form), status=400)


@require_POST
@staff
def hand_over(request: StaffRequest, pk: int) -> HttpResponse:
    """Make the document by which it becomes public, and go there."""
    found = get_version(request.user, Right.REGISTER_KEEP, pk)
    document = actions.hand_over(version=found, by=request.user)
    messages.success(request, _("页面、表格和流程图已放进一条政府信息。请看过，再提交审核。"))
    return redirect(document)


@require_POST
@staff
def retire(request: StaffRequest, pk: int) -> HttpResponse:
    """The version before no longer holds."""
    found = get_version(request.user, Right.REGISTER_KEEP, pk)
    actions.retire_previous(version=found, by=request.user, today=localdate())
    messages.success(request, _("上一版已标为废止。"))
    return redirect(found)


@staff
def adjust(request: StaffRequest, pk: int) -> HttpResponse:
    """Note what makes the list out of date."""
    found = get_list(request.user, Right.REGISTER_KEEP, pk)
    form = AdjustmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "occasion": Occasion(form.cleaned_data["occasion"])}
        if done(
            form,
            lambda: actions.open_adjustment(
                power_list=found, by=request.user, today=localdate(), **given
            ),
        ):
            messages.success(request, _("已登记，首页会提醒调整。"))
            return redirect(found)
    return act_page(
        request, form, heading=_("登记调整事由"), button=_("登记"),
        back=found.get_absolute_url(),
        trail=[(reverse("powers:index"), _("权责清单")),
               (found.get_absolute_url(), str(found))],
    )  # fmt: skip


@staff
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """Settle it."""
    found = get_adjustment(request.user, Right.REGISTER_KEEP, pk)
    form = CloseForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: actions.close_adjustment(
                adjustment=found, by=request.user, today=localdate(), **form.cleaned_data
            ),
        )
    ):
        messages.success(request, _("已了结。"))
        return redirect(found.power_list)
    return act_page(
        request, form, heading=_("了结调整事由"), button=_("了结"), help=found.source,
        back=found.power_list.get_absolute_url(),
        trail=[(reverse("powers:index"), _("权责清单")),
               (found.power_list.get_absolute_url(), str(found.power_list))],
    )  # fmt: skip
