"""Every page of the product by the name of its address, with who opens it.

A new page is added to its room here, or to `NO_PAGES` where its address shows none: a test compares
both with the addresses there are.
"""

from __future__ import annotations

from tests.browser.every_page.clock import applications, calendar
from tests.browser.every_page.handling import handling
from tests.browser.every_page.information import files, information
from tests.browser.every_page.letters import letters
from tests.browser.every_page.people import account, units
from tests.browser.every_page.public import portal, site
from tests.browser.every_page.publishing import channels, publishing
from tests.browser.every_page.registers import (
    budgets,
    catalogue,
    decisions,
    normative,
    powers,
    tallies,
    villages,
)
from tests.browser.every_page.remedies import remedies
from tests.browser.every_page.reports import reports
from tests.browser.every_page.supervision import training
from tests.browser.every_page.visits import Visit, Visits, names
from tests.conftest import Cast
from tests.public_items import Room

__all__ = ["NO_PAGES", "Visit", "Visits", "furnish", "names"]

NO_PAGES = {
    # pressed, not opened
    "set_language", "mfa_login_webauthn", "portal:display",
    "training:choose", "training:drop_question", "institutions:revise", "institutions:acknowledge",
    "newcomers:tick", "newcomers:dismiss", "roster:take_out",
    "units:password", "units:account_deed",
    "applications:slip", "applications:open_paper",
    "calendars:accept", "calendars:withdraw", "applications:practice_move",
    "notices:change", "notices:again",
    "applications:handling:drop_part", "applications:handling:change_file",
    "applications:handling:take_back",
    "reports:open", "reports:confirm", "reports:redraft", "reports:publish",
    "information:import_confirm", "information:import_undo", "information:attach",
    "information:detach", "information:mask", "information:mask_file", "information:repeat",
    "files:scan", "files:mask", "publishing:again",
    "registers",  # leads on to the first register
    "powers:confirm", "powers:chart", "powers:hand_over", "powers:retire",
    "budgets:tables", "budgets:hand_over", "catalogue:confirm", "normative:finish",
    "channels:again", "channels:withdraw", "channels:ask",
    "applications:letters:look", "applications:letters:look_again",
    "applications:letters:mail", "applications:letters:submit", "applications:letters:sign",
    "applications:letters:attach", "applications:letters:detach",
    "applications:letters:template_look", "applications:letters:reset",
    "applications:letters:units",  # leads on to the one unit
    # files and pictures
    "applications:letters:file", "applications:letters:seal",
    "mfa_download_recovery_codes", "files:download", "reports:file", "reports:source",
    "reports:version_file", "portal:address_code", "portal:file",
    "training:material",
    "information:import_template", "information:review_form_docx", "files:page",
    "channels:sheet", "search:json", "notices:feed", "openness:file",
    "applying:found", "applying:clear", "applying:leave", "applying:rate",
    "applying:form", "applying:query_code", "applying:receipt_text", "applying:letter",
    # only half-way through an application: test_applying.py goes there
    "applying:check", "applying:receipt", "applying:status", "applying:act", "applying:withdraw",
    "powers:template",
    "budgets:template", "catalogue:template", "tallies:template",
    # only half-way through a sign-in: test_shell_signin.py and test_shell_passkey.py go there
    "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
}  # fmt: skip


def furnish(cast: Cast, room: Room) -> Visits:
    """Put something on every page; answers with the visits to each, by name."""
    return {
        **portal(cast),
        **site(cast, room),
        **account(cast),
        **units(cast),
        **calendar(cast),
        **applications(cast),
        **letters(cast),
        **handling(cast),
        **information(cast),
        **files(cast),
        **channels(cast),
        **training(cast),
        **remedies(cast),
        **powers(cast),
        **budgets(cast),
        **catalogue(cast),
        **tallies(cast),
        **decisions(cast),
        **normative(cast),
        **villages(cast),
        **reports(cast),
        **publishing(cast),  # the last: what waits to be published waits until the next publication
    }
