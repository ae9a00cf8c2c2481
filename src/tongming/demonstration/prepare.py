"""Prepare the demonstration, step by step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from tongming.demonstration.engagement import engage
from tongming.demonstration.information import publish_information
from tongming.demonstration.inspection import inspect
from tongming.demonstration.letters import write_letters
from tongming.demonstration.office import run_office
from tongming.demonstration.past_year import FORMS, YEAR, bring_in, make_report, write_files
from tongming.demonstration.people import TOWN, Cast, appoint_people, raise_units
from tongming.demonstration.registers import keep_registers
from tongming.demonstration.remedies import register_remedies
from tongming.demonstration.submissions import hand_up
from tongming.demonstration.tasks import set_tasks
from tongming.demonstration.this_year import register_cases
from tongming.law.words import N_, Message, say

Tell = Callable[[Message], None]


@dataclass(slots=True)
class Prepared:
    """What there is to show."""

    cast: Cast
    folder: Path
    files: list[Path] = field(default_factory=list)
    applications: int = 0
    cases: int = 0
    documents: int = 0


def prepare(tell: Tell, today: date) -> Prepared:
    """Everything the demonstration needs; what is there already is left alone."""
    tell(say(N_("数据库")))
    call_command("migrate", verbosity=0, interactive=False)
    tell(say(N_("演示单位和人员")))
    prepared = Prepared(appoint_people(*raise_units()), out_folder())
    tell(say(N_("{town}{year}年：读取已公开的报告，确认数字"), town=TOWN.short_name, year=YEAR))
    bring_in(prepared.cast)
    for form in FORMS:
        tell(say(N_("{year}年年度报告（{form}）：编制、签发、发布"), year=YEAR, form=form.document))
        frozen = make_report(prepared.cast, form)
        prepared.files += write_files(frozen, prepared.folder)
    tell(say(N_("今年的演示申请")))
    prepared.applications = register_cases(prepared.cast, today)
    write_letters(prepared.cast, today)
    prepared.cases = register_remedies(prepared.cast, today)
    tell(say(N_("今年的演示政府信息：起草、审查、签发、公开")))
    prepared.documents = publish_information(prepared.cast, today)
    tell(say(N_("清单、预决算、目录和登记")))
    keep_registers(prepared.cast, today)
    tell(say(N_("制度、值班、培训、交接；上年度的问题和今年的任务")))
    run_office(prepared.cast, today)
    set_tasks(prepared.cast, today)
    tell(say(N_("留言、督办、热点、征集、评议、查阅")))
    engage(prepared.cast, today)
    tell(say(N_("报送上级；检查和整改")))
    hand_up(prepared.cast)
    inspect(prepared.cast, today)
    return prepared


def out_folder() -> Path:
    """Where the files of the town's report are written."""
    return Path(settings.VAR) / "out" / f"{TOWN.short_name}-{YEAR}"
