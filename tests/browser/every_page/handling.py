"""Applications at every station of the five steps."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.timezone import localdate

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tests.integration.applications import handling_kit as kit
from tests.integration.applications.handling_kit import answer, checked
from tongming.applications.actions import enter_step
from tongming.applications.applicants.actions import submit
from tongming.applications.handling import actions
from tongming.applications.handling.models import Help
from tongming.applications.kinds import Kind
from tongming.applications.models import Application
from tongming.law.outcomes import ApplicantKind, Outcome

NOT_PUBLIC = ("clear=clear", "proper=ours", "exists=held", "public=not_yet")


def handling(cast: Cast) -> Visits:
    """One application for each question, one at the end, one closed, one not confirmed."""
    kit.equipped(cast)
    today = localdate()

    def began(subject: str, *steps: str, days: int = 9) -> Application:
        one = kit.received(cast, subject=subject, on=today - timedelta(days=days))
        answer(cast, one, today, *steps)
        return one

    new = began("镇级财政专户流水")
    proper = began("村级账目", "clear=clear")
    exists = began("水库移民会议纪要", "clear=clear", "proper=ours")
    kit.searched(cast, exists, today)
    asked = actions.ask_help(
        application=exists, unit=cast.other_town, kind=Help.Kind.SEARCH, matter="查找会议纪要",
        due_on=today + timedelta(days=3), by=cast.handler, today=today,
    )  # fmt: skip
    limbs = began("道路施工合同", *NOT_PUBLIC)
    parts = began(
        "三公经费明细", *NOT_PUBLIC, *checked(l16_1="holds"), "apart=parts", "review=reviewed"
    )
    actions.withhold(
        application=parts, place="附件第3页的银行账号", ground="16-1", reason="人事管理信息",
        by=cast.handler, today=today,
    )  # fmt: skip
    actions.provide(
        application=parts, content="姓名,身份证号\n王小明,11010519491231002X\n".encode(),
        name="明细.csv", by=cast.handler, today=today,
    )  # fmt: skip
    closed = _granted(cast, today)
    online, _code = submit(
        unit=cast.town, subject="邻镇的道路图纸", features="",
        applicant_kind=ApplicantKind.NATURAL_PERSON, identity=kit.WANG, form_wanted="electronic",
        way_wanted="online", proofs=[], today=today,
    )  # fmt: skip
    search = exists.searches.get()
    return {
        "applications:handling:path": [
            Visit(f"{one.get_absolute_url()}handling/", who)
            for one, who in (
                (new, "handler"), (proper, "handler"), (exists, "handler"), (limbs, "handler"),
                (parts, "handler"), (closed, "handler"), (new, "clerk"),
            )
        ],
        **at("applications:handling:question", "handler", exists.pk, "proper"),
        **at("applications:handling:worksheet", "handler", limbs.pk),
        **at("applications:handling:sound", "handler", parts.pk),
        **at("applications:handling:public", "handler", limbs.pk),
        **at("applications:handling:searches", "handler", exists.pk),
        **at("applications:handling:searches_print", "handler", exists.pk),
        **at("applications:handling:strike_search", "handler", exists.pk, search.pk),
        **at("applications:handling:giving", "handler", parts.pk),
        **at("applications:handling:add_part", "handler", parts.pk),
        **at("applications:handling:add_file", "handler", parts.pk),
        **at("applications:handling:helps", "handler", exists.pk),
        **at("applications:handling:hand_over", "handler", online.pk),
        **at("applications:handling:conversion", "clerk", closed.pk),
        **at("applications:handling:suggestion", "handler", closed.pk),
        **at("applications:handling:help", "supervisor", asked.pk),
    }  # fmt: skip


def _granted(cast: Cast, today: date) -> Application:
    one = kit.received(cast, subject="土地流转名册", on=today - timedelta(days=30))
    enter_step(
        application=one, kind=Kind.ANSWERED, on=today - timedelta(days=20),
        outcome=Outcome.GRANTED, by=cast.handler, today=today,
    )  # fmt: skip
    one.refresh_from_db()
    return one
