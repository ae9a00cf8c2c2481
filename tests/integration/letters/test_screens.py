"""Letters through their screens: written, signed by another, sent, received; and who may not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate

from tests.conftest import Cast, SignIn
from tests.integration.letters import kit
from tongming.applications.letters import actions
from tongming.applications.letters.models import Letter
from tongming.applications.letters.wording import WORDS
from tongming.applications.models import Application
from tongming.calendars.queries import current_calendar
from tongming.law import letters as law
from tongming.ledger.models import Event
from tongming.units.duties import duties_for
from tongming.units.models import Person

pytestmark = pytest.mark.django_db

TODAY = localdate()
PDF = b"%PDF-1.4\n% paper\n"


@pytest.fixture
def item(cast: Cast) -> Application:
    return kit.application(
        cast, arrived_on=TODAY - timedelta(days=3), today=TODAY - timedelta(days=3)
    )


def _written(client: Client, item: Application, kind: str, **more: object) -> Letter:
    """A letter written on its form as it opens, with these fields besides."""
    address = f"{item.get_absolute_url()}letters/new/{kind}/"
    form = client.get(address).context["form"]
    fields = {
        name: value
        for name, value in ((bound.html_name, bound.value()) for bound in form)
        if value not in (None, "", False)
    }
    response = client.post(address, {**fields, **more})
    assert response.status_code == 302, response.context["form"].errors
    return Letter.objects.latest("pk")


def test_a_correction_notice_goes_from_form_to_receipt(
    cast: Cast, sign_in: SignIn, item: Application
) -> None:
    handler, head = sign_in(cast.handler), sign_in(cast.office_head)
    letter = _written(
        handler, item, "P2",
        element_unclear="没有写明所需信息的年份", element_to_correct="所需信息的年份", submit="1",
    )  # fmt: skip
    assert letter.state == "submitted"
    (duty,) = [one for one in duties_for(cast.office_head, TODAY).now if "签发" in str(one.what)]
    page = head.get(duty.url)
    assert "王**：" in page.content.decode()
    assert kit.WANG.name not in page.content.decode()
    head.post(f"{duty.url}sign/", {"shown": page.context["shown"]})
    letter.refresh_from_db()
    assert letter.number == f"红石砬子镇公开〔{TODAY.year}〕1号"
    (duty,) = [one for one in duties_for(cast.handler, TODAY).now if "发出" in str(one.what)]
    sent = handler.post(
        f"{duty.url}send/",
        {"way": "post", "on": TODAY, "tracking": "XA1", "proofs": SimpleUploadedFile("a.pdf", PDF)},
    )
    assert sent.status_code == 302
    item.refresh_from_db()
    assert item.state == "awaiting_applicant"
    assert handler.post(f"{duty.url}received/", {"received_on": TODAY}).status_code == 302
    letter.refresh_from_db()
    assert (letter.state, letter.proofs.count()) == ("received", 1)
    paper = handler.get(f"{duty.url}files/pdf/")
    assert paper.content.startswith(b"%PDF")
    assert Event.objects.filter(kind="letters.opened").count() == 1
    assert letter.title in handler.get(item.get_absolute_url()).content.decode()


@pytest.mark.parametrize("kind", list(law.LETTERS))
def test_every_kind_has_its_form_and_its_sheet(
    cast: Cast, sign_in: SignIn, item: Application, kind: str
) -> None:
    client = sign_in(cast.handler)
    page = client.get(f"{item.get_absolute_url()}letters/new/{kind}/")
    assert page.status_code == 200
    assert page.context["sheet"].text.title.startswith(cast.town.name)
    fields = {bound.html_name: bound.value() or "" for bound in page.context["form"]}
    look = client.post(f"{item.get_absolute_url()}letters/look/{kind}/", fields)
    assert "sheet-title" in look.content.decode()


def test_the_sheet_follows_what_is_written_and_nothing_is_kept(
    cast: Cast, sign_in: SignIn, item: Application
) -> None:
    client = sign_in(cast.handler)
    said = {"element_reason": "需要核对<b>大量</b>档案", "step_days": "10"}
    look = client.post(f"{item.get_absolute_url()}letters/look/P4/", said).content.decode()
    assert "因需要核对&lt;b&gt;大量&lt;/b&gt;档案" in look
    assert "10个工作日" in look
    assert not Letter.objects.exists()


def test_a_letter_sent_back_returns_with_the_reason(
    cast: Cast, sign_in: SignIn, item: Application
) -> None:
    letter = kit.drafted(cast, item, "R1", TODAY)
    actions.submit(letter=letter, by=cast.handler, today=TODAY)
    address = letter.get_absolute_url()
    leader, handler = sign_in(cast.leader), sign_in(cast.handler)
    assert leader.post(f"{address}send-back/", {"reason": ""}).status_code == 400
    assert leader.post(f"{address}send-back/", {"reason": "写明页数"}).status_code == 302
    assert "写明页数" in handler.get(f"{address}edit/").content.decode()
    (duty,) = [one for one in duties_for(cast.handler, TODAY).now if "退回" in str(one.what)]
    assert duty.url == address
    form = handler.get(f"{address}edit/").context["form"]
    fields = {bound.html_name: bound.value() for bound in form if bound.value()}
    saved = handler.post(
        f"{address}edit/", {**fields, "element_form": "纸质文本（12页）", "submit": "1"}
    )
    assert saved.status_code == 302
    letter.refresh_from_db()
    assert (letter.state, letter.returned_reason) == ("submitted", "")
    assert "纸质文本（12页）" in leader.get(address).content.decode()


def test_nobody_signs_what_was_changed_after_it_was_read(
    cast: Cast, sign_in: SignIn, item: Application
) -> None:
    letter = kit.drafted(cast, item, "R1", TODAY)
    leader = sign_in(cast.leader)
    shown = leader.get(letter.get_absolute_url()).context["shown"]
    actions.revise(
        letter=letter, elements={**kit.words_for("R1"), "form": "口头"}, by=cast.handler,
        today=TODAY,
    )  # fmt: skip
    refused = leader.post(f"{letter.get_absolute_url()}sign/", {"shown": shown})
    assert "有了变化" in refused.content.decode()
    letter.refresh_from_db()
    assert letter.state == "draft"


def test_information_is_attached_and_taken_off_a_draft_only(
    cast: Cast, sign_in: SignIn, item: Application
) -> None:
    letter = kit.drafted(cast, item, "R1", TODAY)
    client, address = sign_in(cast.handler), letter.get_absolute_url()
    for name in ("一.pdf", "二.pdf"):
        client.post(f"{address}attach/", {"more": SimpleUploadedFile(name, PDF)})
    first = letter.attachments.order_by("pk")[0]
    kept = first.file.path
    assert kept.exists()
    client.post(f"{address}detach/{first.pk}/")
    assert "二.pdf" in client.get(address).content.decode()
    actions.sign(letter=letter, by=cast.office_head, today=TODAY)
    second = letter.attachments.get()
    assert client.post(f"{address}detach/{second.pk}/").status_code != 302
    assert client.get(f"{address}files/{second.pk}/").content == PDF


def test_the_words_of_a_letter_are_for_who_handles_or_signs(
    cast: Cast, sign_in: SignIn, item: Application
) -> None:
    letter = kit.sent(cast, item, "R1", TODAY)
    address = letter.get_absolute_url()
    for person in (cast.clerk, cast.supervisor):
        client = sign_in(person)
        assert "经审查" not in client.get(address).content.decode()
        assert client.get(f"{address}files/pdf/").status_code == 403
    stranger = sign_in(cast.stranger)
    assert stranger.get(address).status_code == 404
    assert stranger.get(f"{address}files/pdf/").status_code == 404
    assert sign_in(cast.clerk).get(f"{item.get_absolute_url()}letters/new/").status_code == 403


def test_templates_and_settings_are_changed_on_their_pages(cast: Cast, sign_in: SignIn) -> None:
    kit.ready(cast)
    head = sign_in(cast.office_head)
    address = head.get("/work/applications/letters/settings/").headers["Location"]
    assert "桦甸市人民法院" in head.get(address).content.decode()
    saved = head.post(address, {"organ_code": "红公", "line": "ordinary", "contested_as": "A"})
    assert saved.status_code == 302
    assert f"红公〔{TODAY.year}〕12号" in head.get(address).content.decode()
    body = WORDS["R12"].body
    lacking = {"title": "{organ}告知书", "body": body.replace("{search}", "")}
    refused = head.post(f"{address}R12/", lacking)
    assert refused.status_code == 400
    assert "检索了什么" in refused.content.decode()
    own = {"title": "{organ}告知书", "body": f"本单位的话。\n{body}"}
    assert "本单位的话。" in head.post(f"{address}R12/look/", own).content.decode()
    assert head.post(f"{address}R12/", own).status_code == 302
    assert head.post(f"{address}R12/reset/").status_code == 302
    assert sign_in(cast.handler).get(address).status_code == 403


def test_a_letter_stands_on_the_first_screen_in_place_of_the_reply_it_serves(
    cast: Cast, item: Application
) -> None:
    def lines(person: Person) -> list[str]:
        duties = duties_for(person, TODAY)
        found = (*duties.overdue, *duties.now, *duties.waiting)
        return [str(one.what) for one in found if item.number in str(one.what)]

    assert lines(cast.handler) == [f"看申请{item.number}要不要补正：{item.subject}"]
    letter = kit.drafted(cast, item, "R1", TODAY)
    actions.submit(letter=letter, by=cast.handler, today=TODAY)
    assert lines(cast.office_head) == [f"签发{letter.law.title}：申请{item.number}"]
    assert lines(cast.handler) == [f"等签发{letter.law.title}：申请{item.number}"]
    (waiting,) = [
        one
        for one in duties_for(cast.handler, TODAY).waiting
        if one.url == letter.get_absolute_url()
    ]
    assert str(waiting.told) == f"{letter.law.title}，申请{item.number}"
    actions.sign(letter=letter, by=cast.office_head, today=TODAY)
    assert lines(cast.handler) == [f"发出{letter.law.title}：申请{item.number}"]


def test_a_correction_is_asked_by_its_own_day_and_opened_where_it_was_begun(
    cast: Cast, sign_in: SignIn, item: Application
) -> None:
    letter = kit.drafted(cast, item, "P2", TODAY)
    actions.submit(letter=letter, by=cast.handler, today=TODAY)
    (duty,) = [one for one in duties_for(cast.office_head, TODAY).now if "签发" in str(one.what)]
    assert item.received_on is not None
    assert item.due_on is not None
    assert duty.due == current_calendar().after(item.received_on, 7).on < item.due_on
    client = sign_in(cast.handler)
    client.post(f"{item.get_absolute_url()}handling/questions/clear/", {"answer": "to_correct"})
    page = client.get(item.get_absolute_url()).content.decode()
    assert f"《{letter.law.title}》等待签发" in page
    assert "letters/new/P2/" not in page


def test_an_extension_is_laid_before_the_head_alone(cast: Cast, item: Application) -> None:
    letter = kit.drafted(cast, item, "P4", TODAY)
    actions.submit(letter=letter, by=cast.handler, today=TODAY)
    (duty,) = [one for one in duties_for(cast.office_head, TODAY).now if "签发" in str(one.what)]
    assert duty.article == "第三十三条第二款"
    assert not [one for one in duties_for(cast.leader, TODAY).now if "签发" in str(one.what)]


def test_waiting_for_a_correction_and_for_money_are_two_things(
    cast: Cast, item: Application
) -> None:
    def waiting() -> list[tuple[str, str]]:
        return [(str(one.what), one.article) for one in duties_for(cast.handler, TODAY).waiting]

    kit.sent(cast, item, "P8", TODAY)
    assert waiting() == [
        (f"等申请人缴费：申请{item.number}，{item.subject}", "国办函〔2020〕109号 第六条")
    ]
    other = kit.application(cast, arrived_on=TODAY, today=TODAY)
    kit.sent(cast, other, "P2", TODAY)
    assert (f"等申请人补正：申请{other.number}，{other.subject}", "第三十条") in waiting()


def test_the_page_tells_the_outcome_first_and_a_case_begun_there_brings_the_letters_number(
    cast: Cast, sign_in: SignIn, item: Application
) -> None:
    viewer, handler = sign_in(cast.supervisor), sign_in(cast.handler)
    seen = viewer.get(item.get_absolute_url()).content.decode()
    assert "申请内容明确、必备内容齐全吗？" in seen
    assert "接着办" not in seen
    letter = kit.sent(cast, item, "R1", TODAY)
    page = handler.get(item.get_absolute_url()).content.decode()
    assert page.index(item.features) < page.index("予以公开") < page.index("往来文书")
    assert "答复：（一）予以公开" in page
    form = handler.get(f"/work/remedies/new/?application={item.pk}").content.decode()
    assert f'value="{letter.number}"' in form


def test_what_is_set_once_for_all_letters_is_pointed_to_or_who_sets_it(
    cast: Cast, sign_in: SignIn, item: Application
) -> None:
    cast.town.phone = ""
    cast.town.save()
    letter = _written(sign_in(cast.handler), item, "R4", element_reason="属于国家秘密")
    seen = {
        person: sign_in(person).get(letter.get_absolute_url()).content.decode()
        for person in (cast.office_head, cast.handler)
    }
    assert "去文书设置" in seen[cast.office_head]
    assert "由办公室负责人填写" in seen[cast.handler]
    cast.town.phone = "0432-66110000"
    cast.town.save()
    page = sign_in(cast.handler).get(letter.get_absolute_url()).content.decode()
    assert "由办公室负责人填写" not in page
