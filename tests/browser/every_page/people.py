"""Signing in, one's account, the units and their people, the ledger of what was done."""

from __future__ import annotations

from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils.timezone import localdate

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tests.integration.api.office import program_of
from tongming.api.tokens.actions import revoke
from tongming.api.tokens.scopes import Scope
from tongming.units.handover import actions as handover
from tongming.units.handover.models import Handover
from tongming.units.institutions import actions as institutions
from tongming.units.institutions.kinds import Kind
from tongming.units.institutions.models import Institution
from tongming.units.models import Appointment, Person
from tongming.units.people import appoint, create_person
from tongming.units.roles import Role
from tongming.units.roster.actions import OnDuty, plan


def account(cast: Cast) -> Visits:
    TOTP.activate(cast.leader, generate_totp_secret())
    RecoveryCodes.activate(cast.leader)
    key = Authenticator.objects.create(
        user=cast.leader,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "办公室电脑", "credential": {}},
    )
    # New to a role: the first screen shows the first week.
    appoint(person=cast.stranger, unit=cast.other_town, role=Role.OFFICE_HEAD, since=localdate())
    program_of(cast, cast.clerk, Scope.INFORMATION_READ, Scope.INFORMATION_WRITE)
    revoke(token=program_of(cast, cast.clerk, Scope.DUTIES_READ).token, by=cast.office_head)
    return {
        "tokens:index": [Visit("/work/tokens/", who) for who in ("clerk", "office_head", "leader")],
        **at("tokens:new", "clerk", cast.town.pk),
        **at("account_login", ""),
        **at("account_inactive", ""),
        **at("account_logout", "clerk"),
        **at("account_reauthenticate", "clerk"),
        **at("account_change_password", "clerk"),
        "mfa_index": [Visit("/accounts/2fa/", "clerk"), Visit("/accounts/2fa/", "leader")],
        **at("mfa_activate_totp", "clerk"),
        **at("mfa_add_webauthn", "clerk"),
        **at("mfa_deactivate_totp", "leader"),
        **at("mfa_view_recovery_codes", "leader"),
        **at("mfa_generate_recovery_codes", "leader"),
        **at("mfa_list_webauthn", "leader"),
        **at("mfa_edit_webauthn", "leader", key.pk),
        **at("mfa_remove_webauthn", "leader", key.pk),
        "workbench:home": [
            Visit("/work/", who)
            for who in ("clerk", "handler", "administrator", "supervisor", "stranger")
        ],
        **at("workbench:keys", "clerk"),
        **at("workbench:styleguide", "clerk"),
    }


def units(cast: Cast) -> Visits:
    town, clerk = cast.town.pk, cast.clerk.pk
    held = Appointment.objects.filter(person=cast.clerk).earliest("pk")
    return {
        "units:index": [Visit("/work/units/", who) for who in ("clerk", "administrator")],
        **at("units:new", "administrator"),
        "units:unit": [Visit(f"/work/units/{town}/", who) for who in ("clerk", "administrator")],
        **at("units:edit", "administrator", town),
        **at("units:change", "administrator", town),
        **at("units:leave", "administrator", town),
        **at("units:new_person", "administrator", town),
        **at("units:appoint", "administrator", town),
        **at("units:end_appointment", "administrator", held.pk),
        **at("units:person", "administrator", clerk),
        **at("units:edit_person", "administrator", clerk),
        **at("units:close_account", "administrator", clerk),
        **handovers(cast),
        "units:organisation": [
            Visit(f"/work/units/{town}/organisation/", who) for who in ("clerk", "administrator")
        ],
        "units:history": [
            Visit("/work/units/history/", "administrator"),
            Visit("/work/units/history/?year=2015&kind=left", "administrator"),
        ],
        **rosters(cast),
        **rules(cast),
        "ledger:index": [
            Visit("/work/ledger/", "supervisor"),
            Visit("/work/ledger/?words=nothing", "supervisor"),
        ],
        "ledger:anchors": [Visit("/work/ledger/anchors/", "supervisor")],
        **at("ledger:event", "supervisor", 1),
    }


def rules(cast: Cast) -> Visits:
    """A rule in its second version, one that waits for the leader, one being written."""
    today = localdate()
    text = "一、审查的程序\n起草人自查，办公室复核，保密审查员审查。\n二、责任\n谁公开、谁负责。"

    def written(kind: Kind, title: str) -> Institution:
        return institutions.create(unit=cast.town, kind=kind, title=title, text=text, by=cast.clerk)

    def approved(rule: Institution) -> None:
        institutions.submit(institution=rule, by=cast.clerk)
        institutions.approve(institution=rule, effective_on=today, by=cast.leader, today=today)

    held = written(Kind.SECRECY_REVIEW, "红石砬子镇政府信息公开保密审查制度")
    approved(held)
    institutions.revise(institution=held, by=cast.clerk)
    institutions.save(
        institution=held, title=str(held), text=text.replace("复核", "两人复核"),
        change="复核改为两人", by=cast.clerk,
    )  # fmt: skip
    approved(held)
    waiting = written(Kind.DUTY, "红石砬子镇值班制度")
    institutions.submit(institution=waiting, by=cast.clerk)
    draft = written(Kind.PROACTIVE, "红石砬子镇主动公开制度")
    return {
        "institutions:index": [
            Visit("/work/units/institutions/", who) for who in ("clerk", "stranger")
        ],
        **at("institutions:new", "clerk", cast.town.pk),
        "institutions:institution": [
            Visit(held.get_absolute_url(), "handler"),
            Visit(f"{held.get_absolute_url()}?version=1", "handler"),
            Visit(waiting.get_absolute_url(), "leader"),
            Visit(draft.get_absolute_url(), "clerk"),
        ],
        **at("institutions:edit", "clerk", draft.pk),
        **at("institutions:approve", "leader", waiting.pk),
        **at("institutions:send_back", "leader", waiting.pk),
        **at("institutions:repeal", "leader", held.pk),
        **at("institutions:differences", "clerk", held.pk, 1, 2),
    }


def rosters(cast: Cast) -> Visits:
    """A roster with today's duty, and a month with nothing in it."""
    today, town = localdate(), cast.town
    people = [OnDuty("王敏", "0432-66112233", cast.clerk), OnDuty("张德全", "0432-66114455")]
    last = today + timedelta(days=9)
    plan(unit=town, first=today, last=last, people=people, by=cast.clerk, today=today)
    return {
        "roster:unit": [Visit(f"/work/units/roster/{town.pk}/", who) for who in ("clerk", "leader")]
        + [Visit(f"/work/units/roster/{town.pk}/?month=2020-01", "clerk")],
        **at("roster:plan", "clerk", town.pk),
    }


def handovers(cast: Cast) -> Visits:
    """One under way with things settled and left, one finished, one cancelled."""
    today = localdate()

    def begin(person: Person) -> Handover:
        return handover.start(
            person=person, leaving_on=today, reason="调县财政局工作", closes_account=True,
            by=cast.administrator, today=today,
        )  # fmt: skip

    gone = create_person(username="heyu", full_name="何雨", unit=cast.town)
    appoint(person=gone, unit=cast.town, role=Role.CLERK, since=today - timedelta(days=300))
    finished = begin(gone)
    handover.settle_rest(handover=finished, successor=cast.clerk, by=cast.office_head, today=today)
    handover.finish(
        handover=finished, signed_on=today, witness="孙立群", by=cast.administrator, today=today
    )
    cancelled = handover.cancel(
        handover=begin(cast.leader), reason="调动取消", by=cast.administrator, today=today
    )
    under_way = begin(cast.secrecy_reviewer)
    role = cast.secrecy_reviewer.appointments.get()
    item = f"?item=appointment:{role.pk}"
    pages = [one.get_absolute_url() for one in (under_way, finished, cancelled)]
    return {
        "handover:index": [Visit("/work/units/handovers/", who) for who in ("clerk", "leader")]
        + [Visit("/work/units/handovers/", "supervisor")],
        **at("handover:start", "office_head", cast.clerk.pk),
        "handover:handover": [Visit(page, "administrator") for page in pages]
        + [Visit(pages[0], "secrecy_reviewer")],
        **at("handover:settle", "office_head", under_way.pk, query=item),
        **at("handover:finish", "administrator", under_way.pk),
        **at("handover:cancel", "administrator", under_way.pk),
        "handover:sheet": [Visit(f"{page}sheet/", "administrator") for page in pages[:2]],
    }
