"""Budgets and final accounts on the workbench."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.information.states import State
from tongming.law.budget_tables import WORDS, AccountKind
from tongming.registers.budgets import actions, charts, tables
from tongming.registers.budgets.forms import ExplainForm, OpenForm, TablesForm, WordsForm
from tongming.registers.budgets.models import Account
from tongming.registers.budgets.queries import (
    accounts_for,
    due_of,
    get_account,
    get_comparison,
    published_on,
    wanting,
)
from tongming.registers.screens import act_page, download
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, done, staff


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """Every account, when it was due and when it was public."""
    page = Paginator(accounts_for(request.user), 40).get_page(request.GET.get("page"))
    lines = []
    for one in page:
        due, on = due_of(one), published_on(one)
        late = (on or localdate()) > due
        lines.append({"account": one, "due": due, "published_on": on, "late": late})
    return render(
        request,
        "budgets/index.html",
        {
            "page": page,
            "lines": lines,
            "may_keep": units_for(request.user, Right.REGISTER_KEEP).exists(),
        },
    )


@staff
def new(request: StaffRequest) -> HttpResponse:
    """Note an approval."""
    units = units_for(request.user, Right.REGISTER_KEEP)
    if not units.exists():
        raise Http404("budgets.new")
    today = localdate()
    form = OpenForm(units, request.POST or None, initial={"year": today.year})
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "kind": AccountKind(form.cleaned_data["kind"])}
        made = attempt(form, lambda: actions.open_account(by=request.user, today=today, **given))
        if made is not None:
            messages.success(request, _("已登记。接着导入各张表。"))
            return redirect(made)
    return act_page(
        request, form, heading=_("登记批准"), button=_("登记"), back=reverse("budgets:index"),
        trail=[(reverse("budgets:index"), _("预算决算"))],
    )  # fmt: skip


@require_safe
@staff
def account(request: StaffRequest, pk: int) -> HttpResponse:
    """One account: its tables, what changed, what is missing."""
    found = get_account(request.user, Right.REGISTER_VIEW, pk)
    return render(request, "budgets/account.html", _account(request, found, TablesForm()))


def _account(request: StaffRequest, found: Account, form: TablesForm) -> dict[str, object]:
    document, due, today = found.document, due_of(found), localdate()
    is_open = document is None or document.state == State.DROPPED
    on = published_on(found)
    return {
        "account": found,
        "tables": [
            {
                "form": one.form,
                "table": one,
                "headings": tables.headings(one.form),
                "rows": [
                    {"code": line.code, "name": line.name,
                     "amounts": [tables.shown(amount) for amount in line.amounts_wan]}
                    for line in one.lines
                ],
            }
            for one in tables.tables_of(found.kind_of, found.tables)
        ],
        "comparisons": [
            {"one": one, "amount": tables.shown(one.amount_wan),
             "before": tables.shown(one.before_wan),
             "change": tables.signed(one.change_wan)}
            for one in found.comparisons.all()
        ],
        "words": [
            (label, found.words.get(key, ""))
            for key, label, _required in WORDS[found.kind_of.is_government]
        ],
        "charts": mark_safe(charts.drawn(found)),
        "wanting": wanting(found) if is_open else [],
        "is_open": is_open,
        "due": due,
        "published_on": on,
        "late": (on or today) > due,
        "may_keep": why_not(request.user, Right.REGISTER_KEEP, found.unit) is None,
        "form": form,
    }  # fmt: skip


@require_safe
@staff
def template(request: StaffRequest, pk: int) -> HttpResponse:
    """The workbook to fill in."""
    found = get_account(request.user, Right.REGISTER_VIEW, pk)
    title = f"{found.unit.short_name}{found.year}年{found.kind_of.label}"
    return download(tables.template(found.kind_of, title), f"{title}公开表.xlsx")


@require_POST
@staff
def upload(request: StaffRequest, pk: int) -> HttpResponse:
    """Bring in the tables, or say cell by cell what is wrong."""
    found = get_account(request.user, Right.REGISTER_KEEP, pk)
    form = TablesForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["file"]
        content = given.read()
        reading = attempt(form, lambda: tables.read(content, found.kind_of))
        if reading is not None and reading.faults:
            return render(
                request, "budgets/faults.html",
                {"account": found, "faults": reading.faults, "name": given.name}, status=400,
            )  # fmt: skip
        if reading is not None and done(
            form,
            lambda: actions.import_tables(
                account=found, content=content, name=given.name, by=request.user
            ),
        ):
            messages.success(request, _("各张表都已导入，合计都对得上。"))
            return redirect(found)
    return render(request, "budgets/account.html", _account(request, found, form), status=400)


def _trail(found: Account) -> list[tuple[str, str]]:
    return [
        (reverse("budgets:index"), _("预算决算")),
        (found.get_absolute_url(), str(found)),
    ]


@staff
def explain(request: StaffRequest, pk: int) -> HttpResponse:
    """Say why a figure changed."""
    found = get_comparison(request.user, Right.REGISTER_KEEP, pk)
    initial = {"explanation": found.explanation, "before_wan": found.before_wan}
    form = ExplainForm(found, request.POST or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: actions.explain(comparison=found, by=request.user, **form.cleaned_data),
        )
    ):
        messages.success(request, _("已说明。"))
        return redirect(found.account)
    change = found.change_wan
    help_words = (
        _("本年{amount}万元，对比数{before}万元，增减{change}万元。").format(
            amount=tables.shown(found.amount_wan), before=tables.shown(found.before_wan),
            change=tables.signed(change),
        )
        if change is not None
        else _("本年{amount}万元，没有可比数。").format(amount=tables.shown(found.amount_wan))
    )  # fmt: skip
    return act_page(
        request, form, heading=_(found.label), help=help_words, button=_("保存"),
        back=found.account.get_absolute_url(), trail=_trail(found.account),
    )  # fmt: skip


@staff
def words(request: StaffRequest, pk: int) -> HttpResponse:
    """What is explained beside the tables."""
    found = get_account(request.user, Right.REGISTER_KEEP, pk)
    form = WordsForm(found, request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: actions.write_words(account=found, words=form.cleaned_data, by=request.user),
        )
    ):
        messages.success(request, _("已保存。"))
        return redirect(found)
    return act_page(
        request, form, heading=_("情况说明"), button=_("保存"),
        back=found.get_absolute_url(), trail=_trail(found),
    )  # fmt: skip


@require_POST
@staff
def hand_over(request: StaffRequest, pk: int) -> HttpResponse:
    """Make the document by which it becomes public, and go there."""
    found = get_account(request.user, Right.REGISTER_KEEP, pk)
    document = actions.hand_over(account=found, by=request.user)
    messages.success(request, _("页面和表格已放进一条政府信息。请看过，再提交审核。"))
    return redirect(document)
