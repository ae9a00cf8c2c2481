"""An office at work, in a process of its own: `python -m tests.integration.sealing.office WORD`.

With TONGMING_VAR set to a folder of the test's. Each word does one thing and says what came of it.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from datetime import date

import django


def found() -> None:
    """Migrate, a town and its handler, and twenty applications each with a scan."""
    from django.core.management import call_command

    from tongming.law.organs import Level
    from tongming.units.actions import appoint, create_person, create_unit
    from tongming.units.roles import Role

    call_command("migrate", verbosity=0)
    joined = date(2020, 1, 1)
    town = create_unit(
        name="红石砬子镇人民政府", level=Level.TOWNSHIP, code="hongshilazi", joined_on=joined
    )
    handler = create_person(username="zhoufang", full_name="周芳", unit=town)
    appoint(person=handler, unit=town, role=Role.APPLICATION_HANDLER, since=joined)
    enter(20)


def enter(many: int, pause: float = 0) -> None:
    """Take in applications one after the other."""
    from tongming.applications.applicants.actions import register
    from tongming.applications.applicants.identity import Identity
    from tongming.applications.kinds import Channel
    from tongming.law.outcomes import ApplicantKind
    from tongming.units.models import Person, Unit

    day = date(2026, 2, 9)
    handler = Person.objects.get(username="zhoufang")
    town = Unit.objects.get(code="hongshilazi")
    for number in range(many):
        register(
            unit=town,
            subject="村级公益事业项目清单",
            features="",
            applicant_kind=ApplicantKind.NATURAL_PERSON,
            identity=Identity(name=f"王{number}", phone="13912345678"),
            form_wanted="paper",
            way_wanted="post",
            channel=Channel.IN_PERSON,
            arrived_on=day,
            confirmed_on=None,
            scans=[("申请表.pdf", b"%PDF-1.4\n% scan\n")],
            by=handler,
            today=day,
        )
        time.sleep(pause)


def rotate(killed_at: int = 0) -> None:
    """Change the keys; killed when so many are done, unless it is 0."""
    from tongming.sealing import rotating

    def told(done: int, of: int) -> None:
        if done == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)

    outcome = rotating.rotate(told)
    print(outcome.resumed, outcome.sealed_anew, outcome.dropped)


if __name__ == "__main__":
    django.setup()
    match sys.argv[1:]:
        case ["found"]:
            found()
        case ["enter", many, pause]:
            enter(int(many), float(pause))
        case ["rotate", *killed_at]:
            rotate(*map(int, killed_at))
