"""An application taken by its real actions to where a test begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.conftest import Cast
from tongming.applications.actions import enter_step
from tongming.applications.applicants.actions import register
from tongming.applications.applicants.identity import Identity
from tongming.applications.handling import actions
from tongming.applications.kinds import Channel, Kind
from tongming.applications.letters import actions as letters
from tongming.applications.letters.models import Letter, Way
from tongming.applications.models import Application
from tongming.law.exemptions import Exemption
from tongming.law.outcomes import ApplicantKind
from tongming.law.path import question_named

RECEIVED = date(2026, 3, 2)
WANG = Identity(
    name="王小明", document="居民身份证", document_number="11010519491231002X",
    phone="13912345678", address="红石砬子镇中心街1号",
)  # fmt: skip
COMPANY = Identity(name="甲公司", address="桦甸市大街2号")
LIMBS = tuple(ground.value for ground in Exemption)


def equipped(cast: Cast) -> Cast:
    """The town can be written to: its letters name an office and a telephone."""
    cast.town.office, cast.town.phone = "党政办公室", "0432-66210000"
    cast.town.address = "吉林省桦甸市红石砬子镇中心街1号"
    cast.town.save()
    return cast


def received(
    cast: Cast,
    *,
    subject: str = "2025年农村道路硬化工程的招标文件",
    on: date = RECEIVED,
    who: Identity = WANG,
) -> Application:
    """An application handed in at the counter."""
    return register(
        unit=cast.town,
        subject=subject,
        features="",
        applicant_kind=ApplicantKind.NATURAL_PERSON,
        identity=who,
        form_wanted="electronic",
        way_wanted="collect",
        channel=Channel.IN_PERSON,
        arrived_on=on,
        confirmed_on=None,
        scans=[],
        by=cast.handler,
        today=on,
    )


def answer(cast: Cast, application: Application, today: date, *steps: str) -> None:
    """Answer questions, `question=answer`, writing whatever is asked for."""
    for step in steps:
        key, _equals, chosen = step.partition("=")
        question = question_named(key)
        assert question is not None
        found = question.answer(chosen)
        assert found is not None
        actions.answer(
            application=application,
            question=key,
            chosen=chosen,
            notes={ask.key: ask.choices[0] if ask.choices else "写明的内容" for ask in found.asks},
            by=cast.handler,
            today=today,
        )


def checked(**found: str) -> tuple[str, ...]:
    """All seven limbs in their order, `no` but for those named (l15, l16_2a…)."""
    told = {key[1:].replace("_", "-"): value for key, value in found.items()}
    return tuple(f"{limb}={told.get(limb, 'no')}" for limb in LIMBS)


@dataclass(frozen=True)
class Sent:
    """A letter that has gone out."""

    letter: Letter
    text: str


def sent(cast: Cast, letter: Letter, on: date) -> Sent:
    """Hand a draft in, have it signed by the leader, and hand it over to its reader."""
    from tongming.applications.letters.composing import contents_of

    letters.submit(letter=letter, by=cast.handler, today=on)
    signer = cast.office_head if letter.kind == "P4" else cast.leader
    letters.sign(letter=letter, by=signer, today=on)
    letter.refresh_from_db()
    letters.send(letter=letter, way=Way.IN_PERSON, on=on, proofs=[], by=cast.handler, today=on)
    letter.refresh_from_db()
    text = contents_of(letter).text
    assert text is not None
    return Sent(letter, "\n".join((text.title, *text.paragraphs)))


def write(
    cast: Cast,
    application: Application,
    kind: str,
    on: date,
    elements: dict[str, str] | None = None,
    step: dict[str, str | int] | None = None,
    recipient: Identity | None = None,
) -> Sent:
    """Draft, sign and hand over a letter in the course of a case."""
    letter = letters.draft(
        application=application,
        kind=kind,
        elements=elements or {},
        step=step,
        recipient=recipient,
        by=cast.handler,
        today=on,
    )
    return sent(cast, letter, on)


def correction_asked(cast: Cast, application: Application) -> None:
    """P2 handed over on the second working day; to be corrected by 18 March."""
    write(
        cast, application, "P2", date(2026, 3, 4),
        {"unclear": "没有写明年份", "to_correct": "请写明年份"}, {"reply_by": "2026-03-18"},
    )  # fmt: skip


def third_party_silent(cast: Cast, application: Application) -> None:
    """P5 handed over on 4 March: its fifteen working days end on 25 March, unanswered."""
    write(
        cast, application, "P5", date(2026, 3, 4), {"their_part": "银行账号"}, {"party": "甲公司"},
        recipient=COMPANY,
    )  # fmt: skip


def reasons_given(cast: Cast, application: Application) -> None:
    """P3 handed over, the reasons come in."""
    write(
        cast, application, "P3", date(2026, 3, 4), {"numbers": "一年内申请120件"},
        {"reply_by": "2026-03-11"},
    )  # fmt: skip
    enter_step(
        application=application, kind=Kind.REASONS_GIVEN, on=date(2026, 3, 9), by=cast.handler,
        today=date(2026, 3, 9),
    )  # fmt: skip


def searched(cast: Cast, application: Application, on: date) -> None:
    """A search that found nothing."""
    actions.add_search(
        application=application, on=on, place="镇档案室", keywords="道路 硬化 招标",
        searcher="周芳", found=False, result="没有与申请内容相符的文件。", by=cast.handler,
        today=on,
    )  # fmt: skip
