"""Cases over the work of disclosure: open, decided, appealed, taken out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tongming.law.remedy_results import Instance, Procedure, Result, Standing, Way
from tongming.remedies import actions
from tongming.remedies.actions import Decision, Opening
from tongming.remedies.models import Case


def remedies(cast: Cast) -> Visits:
    today, by = localdate(), cast.handler

    def opened(days_ago: int, way: Way, subject: str, **more: Any) -> Case:
        day = today - timedelta(days=days_ago)
        return actions.open_case(
            unit=cast.town, way=way, subject=subject, by=by, today=today,
            opening=Opening("桦甸市人民政府", day, "桦政复〔2026〕4号", **more),
        )  # fmt: skip

    def decided(case: Case, result: Result, on: date, **more: Any) -> None:
        actions.record_result(
            stage=case.stages.latest("number"), by=by, today=today,
            decision=Decision(result, on, on, **more),
        )  # fmt: skip

    corrected = opened(90, Way.REVIEW, "不服政府信息不存在告知书", procedure=Procedure.SIMPLIFIED)
    actions.record_answer(
        stage=corrected.stages.get(), on=today - timedelta(days=88), by=by, today=today
    )
    decided(
        corrected, Result.REVIEW_REVOKED, today - timedelta(days=60), acts_again=True,
        act_by=today + timedelta(days=9),
    )  # fmt: skip
    actions.attach(
        case=corrected, content="决定书".encode(), name="决定书.txt", kind="decision", by=by
    )
    actions.note_lesson(case=corrected, text="检索要写明查了哪些部门。", by=by)
    running = opened(40, Way.DIRECT, "不服不予处理告知书")  # overdue
    appealed = opened(300, Way.DIRECT, "认为公开内容与申请不符")
    decided(
        appealed, Result.SUIT_MEDIATED, today - timedelta(days=90), counted_as=Standing.CORRECTED,
        counted_reason="调解书确认原答复不当",
    )  # fmt: skip
    actions.add_stage(
        case=appealed, instance=Instance.SECOND, by=by, today=today,
        opening=Opening("吉林市中级人民法院", today - timedelta(days=20)),
    )  # fmt: skip
    mistaken = opened(10, Way.REVIEW, "登错的案件")
    actions.void_case(case=mistaken, reason="登在了别的单位", by=by)
    again = opened(200, Way.DIRECT, "不服重复申请告知书")
    decided(again, Result.SUIT_DISMISSED, today - timedelta(days=30))
    return {
        "remedies:list": [Visit("/work/remedies/", who) for who in ("handler", "supervisor")]
        + [Visit("/work/remedies/?words=nothing", "handler")],
        **at("remedies:since", "office_head", cast.town.pk),
        "remedies:new": [
            Visit(reverse("remedies:new") + query, "handler")
            for query in ("", f"?earlier={corrected.pk}")
        ],
        "remedies:detail": [
            Visit(case.get_absolute_url(), who)
            for case in (corrected, running, appealed, mistaken, again)
            for who in ("handler", "clerk")
        ],
        **at("remedies:next_stage", "handler", again.pk, "second"),
        **at("remedies:correct", "handler", running.pk, 1),
        **at("remedies:answer", "handler", running.pk, 1),
        "remedies:result": [
            Visit(reverse("remedies:result", args=[case.pk, number]), "handler")
            for case, number in ((running, 1), (corrected, 1), (appealed, 2))
        ],
        **at("remedies:reopen", "handler", again.pk, 1),
        **at("remedies:acting", "handler", corrected.pk, 1),
        **at("remedies:void", "handler", running.pk),
        **at("remedies:papers", "handler", running.pk),
        **at("remedies:lessons", "handler", running.pk),
    }
