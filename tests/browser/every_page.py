"""Every page of the product by the name of its address, with who opens it.

A new page is added here, or to `NO_PAGES` where its address shows none: a test compares both with
the addresses there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.timezone import localdate

from tests.conftest import Cast
from tests.integration.reports.conftest import OWN_WORDS
from tests.published import publish
from tongming.applications.actions import enter_step, register
from tongming.applications.kinds import Channel, Kind
from tongming.applications.models import Application
from tongming.calendars.actions import propose_change
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2019, FORM_2021, FORM_OWN
from tongming.law.outcomes import ApplicantKind
from tongming.reports.actions import confirm_reading, open_report, read_pasted
from tongming.reports.models import HistoricalFigure, Report
from tongming.units.models import Appointment

Value = str | int

NO_PAGES = {
    # pressed, not opened
    "set_language", "mfa_login_webauthn", "portal:display",
    "units:password", "units:account_deed",
    "calendars:accept", "calendars:withdraw",
    "reports:open", "reports:confirm", "reports:redraft", "reports:publish",
    # files and pictures
    "mfa_download_recovery_codes", "files:download", "reports:file", "reports:source",
    "reports:version_file", "portal:address_code", "portal:file",
    # only half-way through a sign-in: test_shell_signin.py and test_shell_passkey.py go there
    "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Visit:
    """An address, and the person of the cast who opens it; nobody signed in where empty."""

    path: str
    who: str = ""


def names(resolver: URLResolver | None = None, space: str = "") -> set[str]:
    """The name of every address."""
    found: set[str] = set()
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            found |= names(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            found.add(f"{space}{entry.name}")
    return found


def furnish(cast: Cast) -> dict[str, list[Visit]]:
    """Put something on every page; answers with the visits to each, by name."""
    return {
        **_public(cast),
        **_account(cast),
        **_units(cast),
        **_calendar(cast),
        **_applications(cast),
        **_reports(cast),
    }


def _at(name: str, who: str, *values: Value, query: str = "") -> dict[str, list[Visit]]:
    return {name: [Visit(reverse(name, args=values) + query, who)]}


def _public(cast: Cast) -> dict[str, list[Visit]]:
    publish(cast.town, 2019, FORM_2019, {Cell("channels", "total", "items"): 146}, by=cast.clerk)
    publish(cast.town, 2019, FORM_OWN, by=cast.clerk)
    publish(cast.town, 2022, FORM_2021, by=cast.clerk)
    publish(cast.town, 2022, FORM_2021, by=cast.clerk, version=2, reason="漏计一件当面申请")
    code = cast.town.code
    return {
        **_at("portal:home", ""),
        **_at("portal:guide", ""),
        **_at("portal:rules", ""),
        **_at("portal:apply", ""),
        "portal:reports": [Visit("/reports/"), Visit("/reports/?q=nothing")],
        "portal:report": [
            Visit(f"/reports/{code}/2019/"),
            Visit(f"/reports/{code}/2019/?form=none"),
            Visit(f"/reports/{code}/2022/"),
        ],
    }


def _account(cast: Cast) -> dict[str, list[Visit]]:
    TOTP.activate(cast.leader, generate_totp_secret())
    RecoveryCodes.activate(cast.leader)
    key = Authenticator.objects.create(
        user=cast.leader,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "办公室电脑", "credential": {}},
    )
    return {
        **_at("account_login", ""),
        **_at("account_inactive", ""),
        **_at("account_logout", "clerk"),
        **_at("account_reauthenticate", "clerk"),
        **_at("account_change_password", "clerk"),
        "mfa_index": [Visit("/accounts/2fa/", "clerk"), Visit("/accounts/2fa/", "leader")],
        **_at("mfa_activate_totp", "clerk"),
        **_at("mfa_add_webauthn", "clerk"),
        **_at("mfa_deactivate_totp", "leader"),
        **_at("mfa_view_recovery_codes", "leader"),
        **_at("mfa_generate_recovery_codes", "leader"),
        **_at("mfa_list_webauthn", "leader"),
        **_at("mfa_edit_webauthn", "leader", key.pk),
        **_at("mfa_remove_webauthn", "leader", key.pk),
        "workbench:home": [
            Visit("/work/", who) for who in ("clerk", "handler", "administrator", "supervisor")
        ],
        **_at("workbench:keys", "clerk"),
        **_at("workbench:styleguide", "clerk"),
    }


def _units(cast: Cast) -> dict[str, list[Visit]]:
    town, clerk = cast.town.pk, cast.clerk.pk
    held = Appointment.objects.filter(person=cast.clerk).earliest("pk")
    return {
        "units:index": [Visit("/work/units/", who) for who in ("clerk", "administrator")],
        **_at("units:new", "administrator"),
        "units:unit": [Visit(f"/work/units/{town}/", who) for who in ("clerk", "administrator")],
        **_at("units:edit", "administrator", town),
        **_at("units:change", "administrator", town),
        **_at("units:leave", "administrator", town),
        **_at("units:new_person", "administrator", town),
        **_at("units:appoint", "administrator", town),
        **_at("units:end_appointment", "administrator", held.pk),
        **_at("units:person", "administrator", clerk),
        **_at("units:edit_person", "administrator", clerk),
        **_at("units:close_account", "administrator", clerk),
        "ledger:index": [
            Visit("/work/ledger/", "supervisor"),
            Visit("/work/ledger/?words=nothing", "supervisor"),
        ],
        **_at("ledger:event", "supervisor", 1),
    }


def _calendar(cast: Cast) -> dict[str, list[Visit]]:
    # A rest day more, so that the page has open terms to show before and after.
    loaded = propose_change(
        year=2026, notice="应急放假一天", off=["2026-12-31"], work=[], by=cast.administrator
    )
    return {
        "calendars:overview": [Visit("/work/calendar/", who) for who in ("clerk", "administrator")],
        **_at("calendars:load", "administrator"),
        **_at("calendars:proposal", "administrator", loaded.pk),
        **_at("calendars:year", "clerk", 2026),
    }


def _applications(cast: Cast) -> dict[str, list[Visit]]:
    today = localdate()

    def received(days_ago: int, subject: str) -> Application:
        return register(
            unit=cast.town,
            subject=subject,
            applicant_kind=ApplicantKind.NATURAL_PERSON,
            channel=Channel.IN_PERSON,
            arrived_on=today - timedelta(days=days_ago),
            by=cast.handler,
            today=today,
        )

    def asked(application: Application, on: date, **details: Any) -> None:
        enter_step(
            application=application, kind=Kind.CORRECTION_NOTIFIED, on=on, details=details,
            by=cast.handler, today=today,
        )  # fmt: skip

    received(80, "河道采砂许可档案")  # overdue
    waiting, given_up = received(20, "2025年度农村低保名册"), received(60, "道路养护合同")
    asked(waiting, today - timedelta(days=18), reply_by=(today + timedelta(days=9)).isoformat())
    asked(given_up, today - timedelta(days=58), reply_by=(today - timedelta(days=30)).isoformat())
    step = waiting.steps.latest("pk")
    return {
        "applications:list": [
            Visit("/work/applications/", who) for who in ("handler", "supervisor")
        ]
        + [Visit("/work/applications/?words=nothing", "handler")],
        **_at("applications:new", "handler"),
        "applications:detail": [
            Visit(one.get_absolute_url(), "handler") for one in Application.objects.all()
        ],
        "applications:step": [
            Visit(f"{waiting.get_absolute_url()}steps/{kind}/", "handler")
            for kind in ("corrected", "answered", "third_party_asked")
        ],
        **_at("applications:correct", "handler", waiting.pk),
        **_at("applications:abandoned", "handler", given_up.pk),
        **_at("applications:strike_out", "handler", waiting.pk, step.pk),
    }


def _reports(cast: Cast) -> dict[str, list[Visit]]:
    # Its own words as of 2014, before 红石砬子镇 was in the system.
    town = cast.town
    confirmed = read_pasted(unit=town, text=_words(town.name, 2014), by=cast.clerk)
    confirm_reading(reading=confirmed, year=2014, by=cast.clerk)
    # The same year said otherwise: differences and broken sums.
    told = _words(town.name, 2014).replace("101条", "111条")
    waiting = read_pasted(unit=town, text=told, by=cast.clerk)
    figure = HistoricalFigure.objects.get(unit=town, year=2014, address="channels/website/items")
    open_report(unit=town, year=2021, form=FORM_2021, by=cast.clerk)
    Report.objects.create(
        unit=town,
        year=2023,
        form=FORM_2021.id,
        state=Report.State.SUBMITTED,
        opened_at=confirmed.made_at,
        opened_by=cast.clerk,
    )
    code = town.code
    draft, signed, submitted = ((code, year, FORM_2021.id) for year in (2021, 2022, 2023))
    cell = (figure.cell.table, figure.cell.row, figure.cell.column)
    return {
        "reports:index": [Visit("/work/reports/", "supervisor")],
        "reports:years": [Visit(f"/work/reports/{code}/", who) for who in ("clerk", "supervisor")],
        **_at("reports:import", "clerk", code),
        "reports:reading": [
            Visit(reverse("reports:reading", args=(code, one.pk)), "clerk")
            for one in (confirmed, waiting)
        ],
        **_at("reports:discard", "clerk", code, waiting.pk),
        **_at("reports:correct_figure", "clerk", code, figure.pk),
        **_at("reports:withdraw_figure", "clerk", code, figure.pk),
        "reports:year": [
            Visit(f"/work/reports/{code}/{year}/", "clerk") for year in (2014, 2019, 2021)
        ],
        "reports:report": [
            Visit(reverse("reports:report", args=args), who)
            for args in (draft, signed, submitted)
            for who in ("clerk", "leader")
        ],
        "reports:cell": [
            Visit(reverse("reports:cell", args=(code, 2014, FORM_OWN.id, *cell)), "clerk"),
            Visit(reverse("reports:cell", args=(*draft, "requests", "1", "nat")), "clerk"),
        ],
        **_at("reports:figures", "clerk", *draft),
        **_at("reports:words", "clerk", *draft),
        **_at("reports:part", "clerk", *draft, "overview"),
        **_at("reports:part_history", "clerk", *draft, "overview"),
        **_at("reports:submit", "clerk", *draft),
        **_at("reports:sign", "leader", *submitted),
        **_at("reports:send_back", "leader", *submitted),
        **_at("reports:correct", "clerk", *signed),
        **_at("reports:version", "clerk", *signed, 2),
    }


def _words(organ: str, year: int) -> str:
    return OWN_WORDS.replace("松花湖镇人民政府", organ).replace("2019", str(year))
