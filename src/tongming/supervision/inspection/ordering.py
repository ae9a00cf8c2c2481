"""The life of an order: issued, received, answered, looked at again, closed or sent back.

第四十七条: the competent office urges what is not done as required to be put right (督促整改), or
criticises it publicly (通报批评).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import translation

from tongming.files.actions import keep
from tongming.files.actions.keeping import store
from tongming.files.models import StoredFile
from tongming.law.citation import REGULATION, Citation
from tongming.law.words import N_, Refused, chinese_date, say
from tongming.ledger.actions import record
from tongming.supervision.inspection import papers
from tongming.supervision.inspection.kinds import OrderState, StepKind
from tongming.supervision.inspection.looking import can_recheck, recheck
from tongming.supervision.inspection.models import Finding, Order, OrderItem, OrderStep
from tongming.supervision.inspection.photographs import Photograph, kept
from tongming.supervision.inspection.rendering.model import Paper
from tongming.supervision.inspection.visiting import close_finding
from tongming.supervision.inspection.visiting import locked as locked_finding
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

BY_THE_SYSTEM = "系统复查"
SUPERVISION = str(Citation(REGULATION, 47))


@transaction.atomic
def issue(
    *,
    issuer: Unit,
    findings: Sequence[Finding],
    requirement: str,
    due_on: date,
    today: date,
    by: Person,
) -> Order:
    """Order some findings of one unit put right by a day; the letter is written and kept."""
    require(by, Right.INSPECT, issuer)
    if not findings:
        raise Refused(say(N_("请至少选择一项检查发现。")))
    unit = findings[0].unit
    require(by, Right.INSPECT, unit)
    if any(one.unit_id != unit.pk for one in findings):
        raise Refused(say(N_("一份整改通知只发给一个单位。")))
    if not requirement.strip():
        raise Refused(say(N_("请写明整改要求。")))
    if due_on <= today:
        raise Refused(say(N_("整改期限要晚于今天。")))
    standing = [locked_finding(one) for one in findings]
    for one in standing:
        if not one.is_open:
            raise Refused(say(N_("“{finding}”已经消除或者了结，不用整改。"), finding=one.message))
        if open_order_of(one) is not None:
            raise Refused(say(N_("“{finding}”已经在另一份整改通知里。"), finding=one.message))
    Unit.objects.select_for_update(no_key=True).get(pk=issuer.pk)
    last = Order.objects.filter(issuer=issuer, year=today.year).aggregate(last=Max("serial"))
    order = Order.objects.create(
        issuer=issuer,
        unit=unit,
        year=today.year,
        serial=(last["last"] or 0) + 1,
        requirement=requirement.strip(),
        issued_on=today,
        due_on=due_on,
        by=by,
    )
    OrderItem.objects.bulk_create(OrderItem(order=order, finding=one) for one in standing)
    _step(
        order, StepKind.ISSUED, by, today, order.requirement, due_on=due_on,
        files=_letter(papers.order_letter(order, standing), order, by),
        put_right=[one.pk for one in standing],
    )  # fmt: skip
    return order


@transaction.atomic
def receive(*, order: Order, today: date, by: Person) -> Order:
    """The unit has it in hand."""
    order = _locked(order)
    require(by, Right.INSPECTION_ANSWER, order.unit)
    if order.state_kind is not OrderState.ISSUED:
        raise Refused(say(N_("这份整改通知已经签收。")))
    _step(order, StepKind.RECEIVED, by, today)
    return _move(order, OrderState.RECEIVED)


def answer(
    *, order: Order, text: str, materials: Sequence[tuple[bytes, str]], today: date, by: Person
) -> Order:
    """The unit tells what it has put right, with papers that show it."""
    require(by, Right.INSPECTION_ANSWER, order.unit)
    if not text.strip():
        raise Refused(say(N_("请写明整改情况。")))
    files = [
        keep(content, name, unit=order.unit, by=by, right=Right.INSPECTION_VIEW)
        for content, name in materials
    ]
    with transaction.atomic():
        order = _locked(order)
        if not order.state_kind.awaits_unit:
            raise Refused(say(N_("这份整改通知现在不等整改情况。")))
        if order.state_kind is OrderState.ISSUED:
            _step(order, StepKind.RECEIVED, by, today)
        _step(order, StepKind.ANSWERED, by, today, text.strip(), files=files)
        return _move(order, OrderState.ANSWERED)


def look_again(*, order: Order, at: datetime, today: date, by: Person) -> Order:
    """Make the checks of everything the system itself found again, at this moment."""
    require(by, Right.INSPECT, order.unit)
    _not_over(order)
    items = [
        one
        for one in order.items.select_related("finding__unit")
        if not one.is_done and can_recheck(one.finding)
    ]
    if not items:
        raise Refused(say(N_("没有可以由系统复查的事项，请逐项登记复查的结果。")))
    for item in items:
        if item.finding.gone_at is None:
            item.finding = recheck(item.finding, at=at, by=by)
    with transaction.atomic():
        order = _locked(order)
        _not_over(order)
        for item in items:
            _judge(item, item.finding.gone_at is not None, BY_THE_SYSTEM, None, at, by)
        _looked(order, items, today, by)
    return order


@transaction.atomic
def judge(
    *,
    item: OrderItem,
    mended: bool,
    note: str,
    photograph: Photograph | None,
    at: datetime,
    today: date,
    by: Person,
) -> OrderItem:
    """What a person saw who went and looked, or looked at the page."""
    order = _locked(item.order)
    require(by, Right.INSPECT, order.unit)
    _not_over(order)
    if not note.strip():
        raise Refused(say(N_("请写明复查看到的情况。")))
    if mended and item.finding.source == Finding.Source.OWN:
        raise Refused(
            say(N_("系统自查发现的问题由系统复查；仍在而且无法挽回的，登记为已说明情况。"))
        )
    file = kept(photograph, unit=order.unit, by=by) if photograph else None
    item = OrderItem.objects.select_related("finding__unit", "order").get(pk=item.pk)
    _judge(item, mended, note.strip(), file, at, by)
    if mended and item.finding.gone_at is None:
        finding = locked_finding(item.finding)
        finding.gone_at = max(at, finding.found_at)
        finding.save(update_fields=["gone_at"])
    _looked(order, [item], today, by)
    return item


@transaction.atomic
def settle(*, item: OrderItem, reason: str, at: datetime, today: date, by: Person) -> OrderItem:
    """It cannot be undone, such as a document published late, and the unit has answered for it."""
    order = _locked(item.order)
    require(by, Right.INSPECT, order.unit)
    _not_over(order)
    item = OrderItem.objects.select_related("finding__unit", "order").get(pk=item.pk)
    if item.finding.is_open:
        close_finding(
            finding=item.finding, how=Finding.Closing.SETTLED, reason=reason, at=at, by=by
        )
    item.outcome, item.note = OrderItem.Outcome.SETTLED, reason.strip()
    item.looked_at, item.looked_by = at, by
    item.save()
    _looked(order, [item], today, by)
    return item


@transaction.atomic
def close(*, order: Order, note: str, today: date, by: Person) -> Order:
    """Everything is put right or answered for."""
    order = _locked(order)
    require(by, Right.INSPECT, order.unit)
    _not_over(order)
    left = [one for one in order.items.all() if not one.is_done]
    if left:
        raise Refused(
            say(N_("还有{n}项没有复查通过，不能办结。请先复查，或者退回再整改。"), n=len(left))
        )
    _step(order, StepKind.CLOSED, by, today, note.strip())
    return _move(order, OrderState.CLOSED)


@transaction.atomic
def send_back(*, order: Order, reason: str, due_on: date, today: date, by: Person) -> Order:
    """Not put right, or not all of it: by a new day."""
    order = _locked(order)
    require(by, Right.INSPECT, order.unit)
    if order.state_kind is not OrderState.ANSWERED:
        raise Refused(say(N_("单位报送整改情况以后才能退回。")))
    if not reason.strip():
        raise Refused(say(N_("请写明哪里没有整改到位。")))
    if due_on <= today:
        raise Refused(say(N_("整改期限要晚于今天。")))
    if all(one.is_done for one in order.items.all()):
        raise Refused(say(N_("各项都已复查通过，请办结。")))
    order.due_on = due_on
    _step(order, StepKind.RETURNED, by, today, reason.strip(), due_on=due_on)
    return _move(order, OrderState.RETURNED)


@transaction.atomic
def criticise(*, order: Order, text: str, today: date, by: Person) -> Order:
    """通报批评 of a unit that let the day pass (第四十七条), as a letter."""
    order = _locked(order)
    require(by, Right.INSPECT, order.issuer)
    if not order.is_overdue(today):
        raise Refused(
            say(N_("整改期限还没有过，或者已经报送整改情况，不能通报批评。")), SUPERVISION
        )
    if order.steps.filter(kind=StepKind.CRITICISED, due_on=order.due_on).exists():
        raise Refused(say(N_("这一期限已经通报过。")))
    if not text.strip():
        raise Refused(say(N_("请写明通报内容。")))
    letter = papers.criticism_letter(order, text.strip(), today)
    _step(
        order, StepKind.CRITICISED, by, today, text.strip(), due_on=order.due_on,
        files=_letter(letter, order, by),
    )  # fmt: skip
    return order


@transaction.atomic
def withdraw(*, order: Order, reason: str, today: date, by: Person) -> Order:
    """It should not have been issued; its findings may be ordered anew."""
    order = _locked(order)
    require(by, Right.INSPECT, order.issuer)
    _not_over(order)
    if not reason.strip():
        raise Refused(say(N_("请写明理由。")))
    _step(order, StepKind.WITHDRAWN, by, today, reason.strip())
    return _move(order, OrderState.WITHDRAWN)


def open_order_of(finding: Finding) -> Order | None:
    """The order a finding waits in."""
    over = [one.value for one in OrderState if one.is_over]
    return Order.objects.filter(items__finding=finding).exclude(state__in=over).first()


def default_criticism(order: Order) -> str:
    """How a criticism may begin, from the record."""
    return (
        f"{chinese_date(order.issued_on)}，我单位向{order.unit.name}发出《整改通知》"
        f"（{order.number}），要求于{chinese_date(order.due_on)}前完成整改并报送整改情况。"
        f"截至目前，{order.unit.name}没有按期报送整改情况。"
    )


def _letter(paper: Paper, order: Order, by: Person) -> list[StoredFile]:
    """The paper as Word and PDF, kept as it was sent."""
    return [
        store(content, name, unit=order.unit, by=by, right=Right.INSPECTION_VIEW)
        for content, name in papers.files_of(paper)
    ]


def _locked(order: Order) -> Order:
    return (
        Order.objects.select_for_update(of=("self",))
        .select_related("unit", "issuer")
        .get(pk=order.pk)
    )


def _not_over(order: Order) -> None:
    if order.state_kind.is_over:
        raise Refused(say(N_("这份整改通知已经办结或者撤销。")))


def _judge(
    item: OrderItem, mended: bool, note: str, file: StoredFile | None, at: datetime, by: Person
) -> None:
    item.outcome = OrderItem.Outcome.MENDED if mended else OrderItem.Outcome.NOT_MENDED
    item.note, item.file, item.looked_at, item.looked_by = note, file or item.file, at, by
    item.save()


def _looked(order: Order, items: Sequence[OrderItem], today: date, by: Person) -> None:
    with translation.override("zh-hans"):  # what is kept is Chinese, whoever clicks
        words = "；".join(
            f"{item.finding.message}：{item.get_outcome_display()}（{item.note}）" for item in items
        )
    _step(
        order, StepKind.LOOKED, by, today, words[:4000],
        outcomes={str(item.finding_id): item.outcome for item in items},
    )  # fmt: skip


def _move(order: Order, state: OrderState) -> Order:
    order.state = state.value
    order.save(update_fields=["state", "due_on"])
    return order


def _step(
    order: Order,
    kind: StepKind,
    by: Person,
    on: date,
    text: str = "",
    *,
    due_on: date | None = None,
    files: Sequence[StoredFile] = (),
    **data: object,
) -> OrderStep:
    step = OrderStep.objects.create(
        order=order, kind=kind.value, on=on, by=by, text=text, due_on=due_on
    )
    step.files.set(files)
    record(
        f"inspection.order_{kind.value}", unit=order.unit, by=by, subject=order, on=on,
        number=order.number, text=text, put_right_by=due_on,
        papers=[one.sha256 for one in files], **data,
    )  # fmt: skip
    return step
