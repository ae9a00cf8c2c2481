"""Signing in, one's account, the units and their people, the ledger of what was done."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tongming.units.models import Appointment


def account(cast: Cast) -> Visits:
    TOTP.activate(cast.leader, generate_totp_secret())
    RecoveryCodes.activate(cast.leader)
    key = Authenticator.objects.create(
        user=cast.leader,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "办公室电脑", "credential": {}},
    )
    return {
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
            Visit("/work/", who) for who in ("clerk", "handler", "administrator", "supervisor")
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
        "ledger:index": [
            Visit("/work/ledger/", "supervisor"),
            Visit("/work/ledger/?words=nothing", "supervisor"),
        ],
        **at("ledger:event", "supervisor", 1),
    }
