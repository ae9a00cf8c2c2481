"""An application with a known applicant, and letters brought as far as a test needs them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tests.conftest import Cast
from tongming.applications import actions as register
from tongming.applications.applicants.actions import register as register_with_identity
from tongming.applications.applicants.identity import Identity
from tongming.applications.kinds import Channel, Kind
from tongming.applications.letters import actions
from tongming.applications.letters.models import Letter, Way
from tongming.applications.letters.record import EARLIER
from tongming.applications.letters.wording import FRAME, WORDS
from tongming.applications.models import Application
from tongming.law import letters as law
from tongming.law.letters import Need
from tongming.law.outcomes import ApplicantKind

RECEIVED = date(2026, 3, 2)
"""A Monday; twenty working days later is 30 March (no holiday between)."""
WANG = Identity(
    name="王小明",
    document="居民身份证",
    document_number="22028319900101001X",
    phone="13912345678",
    address="吉林省桦甸市红石砬子镇东兴村",
)
COMPANY = Identity(name="桦甸市宏达路桥有限公司", contact="张伟", phone="0432-66330000")
OTHER_ORGAN = Identity(name="桦甸市交通运输局")
_COMPUTED = frozenset(
    {"receipt", "course", "contact", "remedy_notice", "application_number", "applicant"}
)


def ready(cast: Cast) -> None:
    """The unit says what every letter needs: its office and telephone."""
    unit = cast.town
    unit.office, unit.phone, unit.address = "党政办公室", "0432-66110000", "红石街1号"
    unit.save()


def application(cast: Cast, **more: Any) -> Application:
    """Received over the counter on `RECEIVED`, from 王小明."""
    ready(cast)
    fields = {
        "unit": cast.town,
        "subject": "2025年农村道路硬化工程的招标文件",
        "features": "红政招〔2025〕3号",
        "applicant_kind": ApplicantKind.NATURAL_PERSON,
        "identity": WANG,
        "form_wanted": "paper",
        "way_wanted": "post",
        "channel": Channel.IN_PERSON,
        "arrived_on": RECEIVED,
        "confirmed_on": None,
        "scans": (),
        "by": cast.handler,
        "today": RECEIVED,
    }
    return register_with_identity(**{**fields, **more})


def step_for(kind: str, day: date) -> dict[str, Any]:
    """What a letter of the kind has to tell the clock."""
    steps: dict[str, dict[str, Any]] = {
        "P2": {"reply_by": (day + timedelta(days=14)).isoformat()},
        "P3": {"reply_by": (day + timedelta(days=7)).isoformat()},
        "P4": {"days": 20},
        "P5": {"party": "第三方一"},
        "P6": {"party": "市交通运输局"},
        "P8": {"standard": "applications", "count": 41},
        "P10": {"reply_by": (day + timedelta(days=7)).isoformat()},
        "R23": {"delayed_until": "2026-05-29"},
    }
    return steps.get(kind, {})


def words_for(kind: str) -> dict[str, str]:
    """A text for every element somebody has to write."""
    letter, words = law.LETTERS[kind], WORDS[kind]
    asked = {
        element.key: f"{element.key}的内容"
        for element in law.elements(letter)
        if element.key not in FRAME | _COMPUTED
        and element.key not in {**words.fixed, **words.presets}
        and element.need is not Need.IF_ANY
    }
    asked |= dict(words.checked)
    if kind not in ("R20",):
        asked.pop("legal_basis", None)
    if kind == "R3":
        asked["reasons"] = "联系人的身份证号码属于个人隐私，依照第十五条不予公开。"
    return asked


def recipient_for(kind: str) -> Identity | None:
    """To whom a letter of the kind goes, where that is not the applicant."""
    return {
        law.Addressee.APPLICANT: None,
        law.Addressee.THIRD_PARTY: COMPANY,
        law.Addressee.ORGAN: OTHER_ORGAN,
    }[law.LETTERS[kind].to]


def drafted(
    cast: Cast,
    item: Application,
    kind: str,
    day: date,
    elements: Mapping[str, str] | None = None,
    step: Mapping[str, Any] | None = None,
) -> Letter:
    """A draft with everything it needs, by the handler."""
    return actions.draft(
        application=item,
        kind=kind,
        elements={**words_for(kind), **(elements or {})},
        step=step if step is not None else step_for(kind, day),
        recipient=recipient_for(kind),
        by=cast.handler,
        today=day,
    )


def signed(cast: Cast, item: Application, kind: str, day: date, **more: Any) -> Letter:
    """Signed by the office head."""
    letter = drafted(cast, item, kind, day, **more)
    actions.sign(letter=letter, by=cast.office_head, today=day)
    letter.refresh_from_db()
    return letter


def sent(
    cast: Cast,
    item: Application,
    kind: str,
    day: date,
    way: Way = Way.IN_PERSON,
    **more: Any,
) -> Letter:
    """Signed and sent the same day."""
    letter = signed(cast, item, kind, day, **more)
    actions.send(letter=letter, way=way, on=day, by=cast.handler, today=day)
    letter.refresh_from_db()
    return letter


def brought_to(cast: Cast, kind: str) -> tuple[Application, date]:
    """An application in which a letter of the kind is lawful, and the day."""
    item, day = application(cast), date(2026, 3, 5)

    def enter(what: Kind, on: date, **details: Any) -> None:
        register.enter_step(
            application=item, kind=what, on=on, details=details, by=cast.handler, today=on
        )

    if kind == "R15":
        enter(Kind.CORRECTION_NOTIFIED, day, reply_by="2026-03-19")
        enter(Kind.CORRECTED, date(2026, 3, 12))
        day = date(2026, 3, 13)
    elif kind in ("R19", "R23"):
        enter(Kind.REASONS_ASKED, day)
        day = date(2026, 3, 13)
    elif kind in EARLIER:
        sent(cast, item, EARLIER[kind], day)
        day = date(2026, 4, 20)
    elif kind in ("P7", "P9", "R7"):
        sent(cast, item, "P5", day)
        enter(Kind.THIRD_PARTY_ANSWERED, date(2026, 3, 9), party="第三方一")
        day = date(2026, 3, 10)
    item.refresh_from_db()
    return item, day
