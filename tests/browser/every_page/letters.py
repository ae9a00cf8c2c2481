"""The letters of an application: chosen, written, worked on, set up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.utils.timezone import localdate

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tests.integration.letters import kit
from tongming.applications.letters import actions
from tongming.applications.letters.models import Letter, Way

_SPACE = "applications:letters"


def letters(cast: Cast) -> Visits:
    today = localdate()
    day = today - timedelta(days=6)
    item = kit.application(cast, arrived_on=day, today=day)
    posted = kit.sent(cast, item, "P5", today - timedelta(days=4), Way.POST)
    returned = kit.drafted(cast, item, "P4", today)
    actions.submit(letter=returned, by=cast.handler, today=today)
    actions.send_back(letter=returned, reason="写明理由", by=cast.leader, today=today)
    handed_in = kit.drafted(cast, item, "R8", today)
    actions.submit(letter=handed_in, by=cast.handler, today=today)
    signed = kit.signed(cast, item, "R12", today)
    lacking = actions.draft(
        application=item, kind="R1", elements={}, attachments=[("附件一.pdf", b"%PDF-1.4\n")],
        by=cast.handler, today=today,
    )  # fmt: skip
    discarded = kit.drafted(cast, item, "R2", today)
    actions.discard(letter=discarded, reason="结果写错", by=cast.handler, today=today)
    answered = kit.application(cast, arrived_on=day, today=day)
    kit.sent(cast, answered, "R3", today)
    by_mail = kit.application(
        cast, arrived_on=day, today=day, way_wanted="email",
        identity=replace(kit.WANG, email="wang@mail.example"),
    )  # fmt: skip
    actions.change_settings(
        unit=cast.town, online_review="https://xzfy.example.gov.cn", by_mail=True,
        by=cast.office_head, today=today,
    )  # fmt: skip
    to_mail = kit.signed(cast, by_mail, "R12", today)
    return {
        f"{_SPACE}:choose": [Visit(f"{item.get_absolute_url()}letters/new/", "handler")],
        f"{_SPACE}:new": [
            Visit(f"{item.get_absolute_url()}letters/new/{kind}/", "handler")
            for kind in ("P2", "P5", "P6", "P8", "R3", "R9")
        ],
        f"{_SPACE}:detail": [
            Visit(letter.get_absolute_url(), who)
            for letter in Letter.objects.all()
            for who in (("handler", "leader") if letter == handed_in else ("handler",))
        ]
        + [Visit(handed_in.get_absolute_url(), "supervisor")],
        **at(f"{_SPACE}:edit", "handler", returned.pk),
        **at(f"{_SPACE}:send_back", "leader", handed_in.pk),
        **at(f"{_SPACE}:discard", "handler", lacking.pk),
        f"{_SPACE}:send": [
            Visit(f"{letter.get_absolute_url()}send/", "handler") for letter in (signed, to_mail)
        ],
        **at(f"{_SPACE}:returned", "handler", posted.pk),
        **at(f"{_SPACE}:received", "handler", posted.pk),
        **at(f"{_SPACE}:settings", "office_head", cast.town.pk),
        f"{_SPACE}:template": [
            Visit(f"/work/applications/letters/settings/{cast.town.pk}/{kind}/", "office_head")
            for kind in ("P1", "R13")
        ],
    }
