"""The verbs of a clean-up: begin, judge, finish."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.registers.normative.models import Cleanup, Judgement
from tongming.registers.normative.queries import in_force
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require


@transaction.atomic
def begin(*, unit: Unit, on: date, by: Person, today: date) -> Cleanup:
    """Begin a round over what is in force on a day."""
    require(by, Right.REGISTER_KEEP, unit)
    if on > today:
        raise Refused(say(N_("日期不能晚于今天。")))
    if Cleanup.objects.filter(unit=unit, finished_on=None).exists():
        raise Refused(say(N_("上一次清理还没有完成，请先完成。")))
    documents = in_force(unit, on)
    if not documents:
        raise Refused(say(N_("{day}没有现行有效的规范性文件，不用清理。"), day=on))
    cleanup = Cleanup.objects.create(unit=unit, on=on, by=by)
    Judgement.objects.bulk_create(
        Judgement(cleanup=cleanup, document=document) for document in documents
    )
    record("normative.cleanup_begun", unit=unit, by=by, subject=cleanup, on=on, rows=len(documents))
    return cleanup


@transaction.atomic
def judge(*, judgement: Judgement, verdict: str, by: Person, reason: str = "") -> None:
    """Say what is to become of a document; what does not go on as it is needs a reason."""
    cleanup = _open(judgement.cleanup, by)
    if verdict not in Judgement.Verdict.values:
        raise Refused(say(N_("请选择清理结论。")))
    if verdict != Judgement.Verdict.KEPT and not reason.strip():
        raise Refused(say(N_("修改、废止或者宣布失效的，请写明理由。")))
    judgement.verdict, judgement.reason = verdict, reason.strip()
    judgement.judged_at = timezone.now()
    judgement.save()
    record(
        "normative.judged", unit=cleanup.unit, by=by, subject=cleanup,
        document=judgement.document_id, title=judgement.document.title, verdict=verdict,
        reason=judgement.reason,
    )  # fmt: skip


@transaction.atomic
def finish(*, cleanup: Cleanup, by: Person, today: date) -> None:
    """Finish a round: every document has a conclusion. Carrying them out stays a duty."""
    cleanup = _open(cleanup, by)
    left = cleanup.judgements.filter(verdict="").count()
    if left:
        raise Refused(say(N_("还有{n}件没有结论。"), n=left))
    cleanup.finished_on = today
    cleanup.save(update_fields=["finished_on"])
    counts = {
        verdict: cleanup.judgements.filter(verdict=verdict).count()
        for verdict in Judgement.Verdict.values
    }
    record("normative.cleanup_finished", unit=cleanup.unit, by=by, subject=cleanup, on=today,
           verdicts=counts)  # fmt: skip


def _open(cleanup: Cleanup, by: Person) -> Cleanup:
    cleanup = (
        Cleanup.objects.select_for_update(of=("self",)).select_related("unit").get(pk=cleanup.pk)
    )
    require(by, Right.REGISTER_KEEP, cleanup.unit)
    if cleanup.finished_on is not None:
        raise Refused(say(N_("这次清理已经完成。")))
    return cleanup
