"""Every page of the product by the name of its address, with who opens it.

A new page is added to its room here, or to `NO_PAGES` where its address shows none: a test compares
both with the addresses there are.
"""

from __future__ import annotations

from tests.browser.every_page.asking import assessment, consultations
from tests.browser.every_page.clock import applications, calendar
from tests.browser.every_page.crawling import crawling
from tests.browser.every_page.engagement import matters, public_opinion, topics
from tests.browser.every_page.exchange import exchange
from tests.browser.every_page.handling import handling
from tests.browser.every_page.information import files, information
from tests.browser.every_page.inspection import inspection
from tests.browser.every_page.letters import letters
from tests.browser.every_page.messages import messages
from tests.browser.every_page.people import account, units
from tests.browser.every_page.public import portal, site
from tests.browser.every_page.publishing import channels, publishing
from tests.browser.every_page.reading import kiosk, reading
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
from tests.browser.every_page.tasks import tasks
from tests.browser.every_page.visits import Visit, Visits, names
from tests.conftest import Cast
from tests.public_items import Room

__all__ = ["NO_PAGES", "Visit", "Visits", "furnish", "names"]

NO_PAGES = {
    # pressed, not opened
    "ledger:check",
    "set_language", "mfa_login_webauthn", "portal:display",
    "matters:sign", "matters:publish",
    "topics:look", "topics:sort", "topics:set_aside", "topics:approve",
    "consultations:detach", "consultations:mask", "consultations:begin", "consultations:file",
    "consultations:paper", "assessment:drop_question",
    "consulting:sent", "assessing:thanks",  # only after answering: test_asking.py goes there
    "reading:take_back_closure", "reading:end_kiosk", "reading:take_out", "kiosk:look",
    "kiosk:end",
    "crawling:begin", "crawling:cancel",
    "inspection:look", "inspection:recheck", "inspection:confirm_guide", "inspection:receive",
    "inspection:look_again", "inspection:begin", "inspection:submit_report",
    "inspection:sign_report", "inspection:photo", "inspection:order_file",
    "inspection:report_file",
    "inspection:send_back_report",  # the county's leader alone: test_inspection.py goes there
    "training:choose", "training:drop_question", "institutions:revise", "institutions:acknowledge",
    "tasks:confirm",
    "newcomers:tick", "newcomers:dismiss", "roster:take_out",
    "units:password", "units:account_deed",
    "applications:slip", "applications:open_paper",
    "calendars:accept", "calendars:withdraw", "applications:practice_move",
    "notices:change", "notices:again",
    "applications:handling:drop_part", "applications:handling:change_file",
    "applications:handling:take_back",
    "submissions:latest",  # leads on to last year
    "submissions:submit", "submissions:mark", "submissions:unmark", "submissions:send_back",
    "submissions:clear", "submissions:reopen", "sums:keep", "sums:file",
    "submissions:check_begin", "submissions:check_file", "submissions:check_mark",
    "sums:ask", "sums:sign", "sums:send_back",
    "exchange:tell", "exchange:again", "exchange:mark", "exchange:unmark", "exchange:send_back",
    "exchange:clear", "exchange:card", "exchange:sent_file", "exchange:sent_receipt",
    "exchange:package_file", "exchange:package_receipt",
    "exchange_receive",  # for programs: test_endpoint.py posts there
    "history:accept_clean", "history:accept", "history:source", "history:export",
    "history:export_several",
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
    "messages:publish_month", "messaging:clear", "messaging:rate", "messaging:carry",
    "messaging:leave",
    # files and pictures
    "messages:workbook", "messages:attachment",
    "applications:letters:file", "applications:letters:seal",
    "mfa_download_recovery_codes", "files:download", "reports:file", "reports:source",
    "reports:version_file", "reports:cell_file", "reports:changes_file",
    "reports:take_draft", "reports:keep_words", "portal:address_code", "portal:file",
    "portal:picture",
    "training:material",
    "reading:export", "reading:list", "kiosk:item_code", "kiosk:link_code",
    "kiosk:sheet", "kiosk:apply_code",
    "crawling:export",
    "information:import_template", "information:review_form_docx", "files:page",
    "channels:sheet", "search:json", "notices:feed", "openness:file",
    "applying:found", "applying:clear", "applying:leave", "applying:rate",
    "applying:form", "applying:query_code", "applying:receipt_text", "applying:letter",
    # only half-way through an application: test_applying.py goes there
    "applying:check", "applying:receipt", "applying:status", "applying:act", "applying:withdraw",
    # only with number and query code: test_messages.py goes there
    "messaging:receipt", "messaging:status",
    # for programs: integration/api goes there
    *(name for name in names() if name.startswith("api:") and name != "api:docs"),
    "tokens:revoke",
    "powers:template",
    "budgets:template", "catalogue:template", "tallies:template",
    # only half-way through a sign-in: test_shell_signin.py and test_shell_passkey.py go there
    "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
}  # fmt: skip


def furnish(cast: Cast, room: Room) -> Visits:
    """Put something on every page; answers with the visits to each, by name."""
    asked, evaluated = consultations(cast), assessment(cast)
    finished = site(cast, room)
    finished["site:file"] += asked.pop("site:file") + evaluated.pop("site:file")
    return {
        **asked,
        **evaluated,
        **portal(cast),
        **finished,
        **account(cast),
        **units(cast),
        **calendar(cast),
        **applications(cast),
        **letters(cast),
        **handling(cast),
        **information(cast),
        **files(cast),
        **channels(cast),
        **matters(cast),
        **topics(cast),
        **public_opinion(cast),
        **training(cast),
        **inspection(cast),
        **messages(cast),
        **reading(cast),
        **kiosk(cast),
        **crawling(cast),
        **tasks(cast),
        **remedies(cast),
        **powers(cast),
        **budgets(cast),
        **catalogue(cast),
        **tallies(cast),
        **decisions(cast),
        **normative(cast),
        **villages(cast),
        **reports(cast),
        **exchange(cast),
        **publishing(cast),  # the last: what waits to be published waits until the next publication
    }
