"""The verbs: note the approval, bring in the tables, explain what changed, hand over."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from tongming.files.actions import keep
from tongming.information import actions as information
from tongming.information.content import Content
from tongming.information.models import Document
from tongming.information.states import State
from tongming.law.budget_tables import WORDS, AccountKind
from tongming.law.documents import Attribute
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.registers.budgets import page, tables
from tongming.registers.budgets.models import Account, Comparison
from tongming.registers.budgets.queries import TERM, wanting
from tongming.registers.outgoing import attach_all
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require


@transaction.atomic
def open_account(
    *,
    unit: Unit,
    year: int,
    kind: AccountKind,
    approved_on: date,
    approver: str,
    by: Person,
    today: date,
    paper: str = "",
) -> Account:
    """Note that it was approved: from that day the 20 days run (《预算法》第十四条)."""
    require(by, Right.REGISTER_KEEP, unit)
    if approved_on > today:
        raise Refused(say(N_("批准或者批复日期不能晚于今天。")))
    if not approved_on.year - 3 <= year <= approved_on.year + 1:
        raise Refused(say(N_("年度和批准日期对不上，请核对。")))
    if not approver.strip():
        raise Refused(say(N_("请写明批准或者批复的机关。")))
    if Account.objects.filter(unit=unit, year=year, kind=kind.value).exists():
        raise Refused(say(N_("这一年的{kind}已经登记过。"), kind=say(kind.label)))
    account = Account.objects.create(
        unit=unit, year=year, kind=kind.value, approved_on=approved_on,
        approver=approver.strip(), paper=paper.strip(), created_by=by,
    )  # fmt: skip
    record(
        "budgets.opened", unit=unit, by=by, subject=account, on=approved_on, year=year,
        account=kind.value, approver=account.approver, paper=account.paper,
    )  # fmt: skip
    return account


@transaction.atomic
def import_tables(*, account: Account, content: bytes, name: str, by: Person) -> Account:
    """Bring in the workbook in which every sum holds; what stood there before is replaced.

    Explanations of changes that are the same as before stay.
    """
    account = _locked(account, by)
    _not_handed_over(account)
    kind = account.kind_of
    reading = tables.read(content, kind)
    if reading.faults:
        first = reading.faults[0]
        raise Refused(
            say(
                N_("有{n}处要改，一张表也没有导入。“{sheet}”{cell}：{fault}"),
                n=len(reading.faults),
                sheet=first.sheet,
                cell=first.cell,
                fault=first.message,
            )
        )
    file = keep(content, name, unit=account.unit, by=by, right=Right.REGISTER_VIEW)
    account.file, account.tables = file, [one.to_data() for one in reading.tables]
    account.save(update_fields=["file", "tables"])
    _compare(account, tables.figures_wan(kind, reading.tables))
    record(
        "budgets.imported", unit=account.unit, by=by, subject=account, name=file.name,
        sha256=file.sha256, rows=sum(len(one.lines) for one in reading.tables),
        empty=sum(one.is_empty for one in reading.tables),
    )  # fmt: skip
    return account


def _compare(account: Account, figures_wan: Mapping[str, Decimal]) -> None:
    """Hold every figure against the year before, a final account also against its budget."""
    kind = account.kind_of
    bases = [(Comparison.Basis.YEAR_BEFORE, kind, account.year - 1)]
    if kind.budget is not None:
        bases.append((Comparison.Basis.BUDGET, kind.budget, account.year))
    kept = {(one.basis, one.figure): one for one in account.comparisons.all()}
    account.comparisons.all().delete()
    for basis, of_kind, year in bases:
        other = Account.objects.filter(unit=account.unit, year=year, kind=of_kind.value).first()
        known = (
            tables.figures_wan(of_kind, tables.tables_of(of_kind, other.tables)) if other else {}
        )
        if not known and basis is Comparison.Basis.BUDGET:
            continue
        for figure, amount_wan in figures_wan.items():
            old = kept.get((basis.value, figure))
            before_wan = known.get(figure)
            stated = before_wan is None and old is not None and old.stated
            if stated and old is not None:
                before_wan = old.before_wan
            same = old is not None and (old.amount_wan, old.before_wan) == (amount_wan, before_wan)
            Comparison.objects.create(
                account=account, figure=figure, basis=basis.value, amount_wan=amount_wan,
                before_wan=before_wan, stated=stated,
                explanation=old.explanation if same and old is not None else "",
            )  # fmt: skip


@transaction.atomic
def explain(
    *,
    comparison: Comparison,
    explanation: str,
    by: Person,
    before_wan: Decimal | None = None,
) -> Comparison:
    """Say why a figure changed; where no earlier account is in the system, state what it was."""
    account = _locked(comparison.account, by)
    _not_handed_over(account)
    comparison = Comparison.objects.select_for_update().get(pk=comparison.pk, account=account)
    if comparison.before_wan is None or comparison.stated:
        if before_wan is not None:
            comparison.before_wan, comparison.stated = before_wan, True
    elif before_wan is not None and before_wan != comparison.before_wan:
        raise Refused(say(N_("对比数来自系统里的表，不能改。表有错的，请更正那一年的表。")))
    comparison.explanation = " ".join(explanation.split())
    if comparison.wants_words:
        raise Refused(
            say(
                N_("{figure}增减{change}万元，请写明原因。"),
                figure=say(comparison.label),
                change=tables.signed(comparison.change_wan),
            )
        )
    comparison.save()
    record(
        "budgets.explained", unit=account.unit, by=by, subject=account,
        figure=comparison.figure, basis=comparison.basis, amount_wan=comparison.amount_wan,
        before_wan=comparison.before_wan, explanation=comparison.explanation,
    )  # fmt: skip
    return comparison


@transaction.atomic
def write_words(*, account: Account, words: Mapping[str, str], by: Person) -> None:
    """What the law asks to be explained, and what else the report outlines."""
    account = _locked(account, by)
    _not_handed_over(account)
    known = {key for key, _label, _required in WORDS[account.kind_of.is_government]}
    account.words = {key: value.strip() for key, value in words.items() if key in known}
    account.save(update_fields=["words"])
    record("budgets.words", unit=account.unit, by=by, subject=account, words=account.words)


def hand_over(*, account: Account, by: Person) -> Document:
    """Make the document by which it becomes public: page, workbook; then review and signature."""
    document = _document(account, by)
    account.refresh_from_db()
    assert account.file is not None
    return attach_all(document, [(f"{document.title}公开表.xlsx", account.file.read())], by)


@transaction.atomic
def _document(account: Account, by: Person) -> Document:
    account = _locked(account, by)
    _not_handed_over(account)
    if missing := wanting(account):
        raise Refused(
            say(N_("还差{n}样：{first}。"), n=len(missing), first=missing[0]),
            account.kind_of.paragraph,
        )
    unit, kind = account.unit, account.kind_of
    content = Content(
        title=f"{unit.name}{account.year}年{kind.label}",
        body=page.body(account, tables.tables_of(kind, account.tables)),
        attribute=Attribute.PROACTIVE.value,
        formed_on=account.approved_on,
        summary=f"{unit.name}{account.year}年{kind.label}及“三公”经费，附各张表和增减说明。",
        subject_words=(kind.label, "“三公”经费"),
        publisher=unit.name,
        statutory_items=("20-7",),
        catalogue_row=f"财政预决算 / {kind.label}",
        term=TERM,
        triggered_on=account.approved_on,
    )
    document = information.create_document(unit=unit, by=by, content=content)
    account.document = document
    account.page_digest = hashlib.sha256(document.content.body.encode()).hexdigest()
    account.save(update_fields=["document", "page_digest"])
    record("budgets.handed_over", unit=unit, by=by, subject=account, document=document.pk)
    return document


def _locked(account: Account, by: Person) -> Account:
    account = (
        Account.objects.select_for_update(of=("self",))
        .select_related("unit", "document")
        .get(pk=account.pk)
    )
    require(by, Right.REGISTER_KEEP, account.unit)
    return account


def _not_handed_over(account: Account) -> None:
    if account.document is not None and account.document.state != State.DROPPED:
        raise Refused(
            say(N_("已经转到政府信息里办理公开，请到那里接着办；要重做的，先在那里作废草稿。"))
        )
