"""What a program does with a token: once, as its holder, in its unit, by the law."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from tests.integration.api.office import Office, program_of
from tests.integration.information.conftest import Road
from tongming.api.examples import operations
from tongming.api.models import Answered
from tongming.api.tokens.actions import sweep
from tongming.api.tokens.scopes import Scope
from tongming.applications.applicants.queries import masked
from tongming.applications.models import Application
from tongming.engagement.messages.models import Message
from tongming.information import actions
from tongming.information.models import Document
from tongming.ledger.models import Event
from tongming.publishing.actions import publish_pending

BODIES = {one.id: one.example.body for one in operations() if one.example.body}
ONCE = "oa-2026-000123"


def test_an_application_registered_by_a_hall_runs_by_the_clock_and_says_nobodys_name(
    office: Office,
) -> None:
    answer = office.program.send("/work/applications", BODIES["register_application"])
    assert answer.status_code == 201
    told = answer.json()
    made = Application.objects.get(unit=office.cast.town, year=2026, serial=2)
    assert told["number"] == made.number
    assert told["due_on"] == made.due_on.isoformat()  # type: ignore[union-attr]
    assert told["clock"]["sentence"]
    assert "张三" not in answer.content.decode()
    assert "220282199003074518" not in answer.content.decode()
    assert masked(made) is not None
    event = Event.objects.filter(kind="applications.registered").latest("seq")
    through = Event.objects.get(seq=event.seq + 1)
    assert event.by == through.by == office.cast.clerk
    assert (through.kind, through.data["token"]) == ("api.acted", office.program.token.prefix)
    assert through.data["operation"] == "POST /api/v1/work/applications"


def test_asked_again_with_the_same_key_it_is_done_once_and_answered_the_same(
    office: Office,
) -> None:
    body = BODIES["register_message"]
    first = office.program.send("/work/messages", body, key=ONCE)
    number = Message.objects.count()
    again = office.program.send("/work/messages", body, key=ONCE)
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert again["Idempotency-Replayed"] == "true"
    assert Message.objects.count() == number
    other = office.program.send("/work/messages", {**body, "title": "另一条"}, key=ONCE)
    assert (other.status_code, other.json()["code"]) == (409, "conflict")
    elsewhere = program_of(office.cast, office.cast.office_head, Scope.MESSAGES_WRITE)
    assert elsewhere.send("/work/messages", body, key=ONCE).status_code == 201
    assert Message.objects.count() == number + 1


def test_the_kept_answer_is_sealed_and_forgotten_in_time(office: Office) -> None:
    answer = office.program.send("/work/messages", BODIES["register_message"], key=ONCE)
    kept = Answered.objects.get()
    assert answer.json()["code"].encode() not in bytes(kept.sealed)
    sweep(timezone.now() + timedelta(hours=25))
    assert not Answered.objects.exists()


def test_what_was_refused_is_not_kept_and_leaves_nothing(office: Office) -> None:
    late = {"kind": "withdrawn", "on": "2190-01-01"}
    before = Event.objects.count()
    path = "/work/applications/2026-1/steps"
    refused = office.program.send(path, late, key=ONCE)
    assert (refused.status_code, refused.json()["code"]) == (422, "refused")
    assert Event.objects.count() == before
    assert office.program.send(path, {**late, "on": "2026-03-12"}, key=ONCE).status_code == 201
    assert Application.objects.get(year=2026).outcome


def test_a_refusal_of_the_law_names_its_article(office: Office) -> None:
    answer = office.program.send(
        "/work/applications/2026-1/steps", {"kind": "fee_paid", "on": "2026-03-12"}
    )
    assert answer.status_code == 422
    assert answer.json()["article"]


def test_a_field_of_another_step_is_a_mistake(office: Office) -> None:
    answer = office.program.send(
        "/work/applications/2026-1/steps",
        {"kind": "withdrawn", "on": "2026-03-12", "party": "甲公司"},
    )
    assert answer.status_code == 422
    assert "party" in answer.json()["message"]


def test_a_document_is_drafted_changed_and_handed_in_by_another_system(office: Office) -> None:
    made = office.program.send("/work/information", BODIES["draft_document"]).json()
    path = f"/work/information/{made['id']}"
    assert made["wanting"] == []
    change = {"base": made["revision"], "summary": "改过的概述"}
    changed = office.program.send(path, change, method="patch").json()
    assert changed["content"]["summary"] == "改过的概述"
    assert changed["content"]["title"] == made["content"]["title"]
    stale = office.program.send(path, {**change, "summary": "又改"}, method="patch")
    assert stale.status_code == 422
    assert office.program.send(f"{path}/submit", {}).json()["state"] == "office"


def test_the_form_of_the_workbench_checks_what_a_program_sends(office: Office) -> None:
    body = {**BODIES["draft_document"], "statutory_items": ["99-9"]}
    answer = office.program.send("/work/information", body)
    assert (answer.status_code, answer.json()["field"]) == (422, "statutory_items")


def test_nothing_of_another_unit_is_there_for_a_token(office: Office) -> None:
    other = program_of(office.cast, office.cast.office_head, Scope.INFORMATION_READ)
    foreign = actions.create_document(
        unit=office.cast.other_town, by=office.cast.stranger, content=office.draft.content
    )
    assert other.get(f"/work/information/{office.draft.pk}").status_code == 200
    assert other.get(f"/work/information/{foreign.pk}").status_code == 404


def test_the_right_is_the_holders_not_the_tokens(office: Office) -> None:
    """A scope given while the right was there does nothing once it is gone."""
    token = office.program.token
    assert office.program.get("/work/reports/2025").status_code == 200
    office.cast.clerk.appointments.filter(role="clerk").delete()
    answer = office.program.send("/work/tallies", BODIES["enter_tallies"])
    assert Scope.REGISTERS_WRITE in token.scopes_of
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_a_withdrawn_item_is_gone_and_says_why(office: Office) -> None:
    path = f"/api/v1/items/{office.public.key}"
    assert Client().get(path).json()["title"] == office.public.title
    actions.withdraw(
        document=Road(office.cast).fresh(office.public), reason="附件有误", by=office.cast.leader
    )
    answer = Client().get(path)
    assert answer.status_code == 410
    assert answer.json()["reason"] == "附件有误"
    assert "body_text" not in answer.json()


def test_a_list_is_read_page_by_page_to_its_end(office: Office) -> None:
    road = Road(office.cast)
    for number in range(3):
        content = office.public.content
        road.to_public(type(content).from_data({**content.to_data(), "title": f"第{number}号通知",
                                                "document_number": ""}))  # fmt: skip
    publish_pending()
    seen: list[str] = []
    before = ""
    while True:
        page = Client().get(f"/api/v1/units/hongshilazi/items?limit=2{before}").json()
        seen += [one["key"] for one in page["items"]]
        if page["next"] is None:
            break
        before = f"&before={page['next']}"
    public = Document.objects.filter(state="published").order_by("-pk")
    assert seen == [one.key for one in public]
    assert len(seen) == 4


def test_what_no_database_keeps_is_refused_in_so_many_words(office: Office) -> None:
    for body in (
        '{"base": 1, "title": "\\u0000"}',
        '{"base": 1, "title": "\\ud800"}',
        '{"base": 99999999999999999999999999, "title": "x"}',
        '{"base": true}',
        '{"base": 1, "formed_on": "2026-02-30"}',
        '{"base": 1, "formed_on": "0001-01-01"}',
        '{"base": 1, "formed_on": 0}',
        '{"base": 1, "nobody_knows": 1}',
        '{"base": 1, "title": "' + "长" * 301 + '"}',
    ):
        answer = Client().patch(
            "/api/v1/work/information/2", body, "application/json",
            headers=office.program.headers(),
        )  # fmt: skip
        assert answer.status_code == 422, body
        assert answer.json()["field"], body
        assert answer.json()["message"], body
    headers = office.program.headers()
    for path in ("/work/information/99999999999999999999999", "/work/information/-1",
                 "/calendar/20260", "/items?limit=0", "/items?unit=x",
                 "/items?before=%00", "/items?limit=1e1",
                 "/deadline?start=20260313&term=D3", "/units/%00"):  # fmt: skip
        assert Client().get(f"/api/v1{path}", headers=headers).status_code == 422, path
    broken = Client().patch("/api/v1/work/information/2", "{", "application/json", headers=headers)
    assert (broken.status_code, broken.json()["code"]) == (400, "bad_request")


def test_a_program_is_answered_in_json_whatever_goes_wrong(office: Office) -> None:
    for path, status in (("/api/v1/nothing", 404), ("/api/v1/units/nobody", 404)):
        answer = Client().get(path)
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")
    for ask in (Client().post, Client().delete):
        answer = ask("/api/v1/units")
        assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
        assert answer["Allow"] == "GET"
    english = Client().get("/api/v1/units/nobody", headers={"Accept-Language": "en"})
    assert english.json()["code"] == "not_found"
