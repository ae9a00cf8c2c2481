"""The life of a letter: drafted, signed by another, numbered, sent, received."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import docx
import pdfplumber
import pytest

from tests.conftest import Cast
from tests.integration.letters import kit
from tongming.applications import actions as register
from tongming.applications.amending import complete_receipt
from tongming.applications.applicants.actions import submit
from tongming.applications.intake import Confirmed, confirm
from tongming.applications.kinds import Kind
from tongming.applications.letters import actions
from tongming.applications.letters.composing import compose
from tongming.applications.letters.duties import letter_duties
from tongming.applications.letters.lawful import late_by
from tongming.applications.letters.models import Letter, Way
from tongming.applications.letters.queries import (
    files_of,
    for_applicant,
    remedy_terms,
    reply_files,
)
from tongming.applications.letters.wording import WORDS
from tongming.applications.models import Application
from tongming.law import letters as law
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.models import Person

DAY = date(2026, 3, 5)
SHANGHAI = ZoneInfo("Asia/Shanghai")
PROOF = [("邮政回执.pdf", b"%PDF-1.4\n% posted\n")]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", list(law.LETTERS))
def test_every_letter_is_complete_on_paper_in_both_forms(cast: Cast, kind: str) -> None:
    item, day = kit.brought_to(cast, kind)
    letter = kit.signed(cast, item, kind, day)
    values = compose(letter, day=day, number=letter.number).values
    lacking = law.missing(letter.law, values)
    assert lacking == ()
    _file, made = actions.open_file(letter=letter, name="docx", by=cast.handler, today=day)
    word = "".join(one.text for one in docx.Document(BytesIO(made)).paragraphs)
    _file, made = actions.open_file(letter=letter, name="pdf", by=cast.leader, today=day)
    with pdfplumber.open(BytesIO(made)) as document:
        printed = "".join(page.extract_text() for page in document.pages)
    said = {key: text for key, text in values.items() if text and key != "title"}
    said["title"] = WORDS[kind].title.replace("{organ}", "")
    for form in (word, printed):
        plain = "".join(form.split())
        for element in law.elements(letter.law):
            if text := said.get(element.key, ""):
                for line in text.splitlines():
                    assert "".join(line.split()).rstrip("。；") in plain, (kind, element.key)


@pytest.mark.django_db
@pytest.mark.parametrize("outcome", list(Outcome))
def test_each_row_is_reached_by_its_letters_and_no_other(cast: Cast, outcome: Outcome) -> None:
    if not outcome.letters:
        item = kit.application(cast)
        register.enter_step(
            application=item, kind=Kind.WITHDRAWN, on=DAY, by=cast.handler, today=DAY
        )
        item.refresh_from_db()
        assert (item.outcome, item.state) == (outcome.value, "closed")
    for kind in outcome.letters:
        item, day = kit.brought_to(cast, kind)
        kit.sent(cast, item, kind, day)
        item.refresh_from_db()
        assert (item.outcome, item.closed_on, item.state) == (outcome.value, day, "closed")
        assert item.facts.get(known_until=None).outcome == outcome.value


@pytest.mark.django_db
def test_who_wrote_it_does_not_sign_it(cast: Cast) -> None:
    item = kit.application(cast)
    letter = kit.drafted(cast, item, "R1", DAY)
    actions.revise(letter=letter, elements=kit.words_for("R1"), by=cast.office_head, today=DAY)
    for person in (cast.handler, cast.office_head, cast.clerk, cast.stranger):
        with pytest.raises(Refused):
            actions.sign(letter=letter, by=person, today=DAY)
    actions.sign(letter=letter, by=cast.leader, today=DAY)
    letter.refresh_from_db()
    assert (letter.number, letter.signed_on) == ("红石砬子镇公开〔2026〕1号", DAY)


@pytest.mark.django_db
def test_a_receipt_is_issued_over_the_counter_by_who_handles_it(cast: Cast) -> None:
    letter = kit.drafted(cast, kit.application(cast), "P1", kit.RECEIVED)
    with pytest.raises(Refused):
        actions.sign(letter=letter, by=cast.clerk, today=kit.RECEIVED)
    actions.sign(letter=letter, by=cast.handler, today=kit.RECEIVED)
    actions.send(
        letter=letter, way=Way.IN_PERSON, on=kit.RECEIVED, by=cast.handler, today=kit.RECEIVED
    )
    letter.refresh_from_db()
    assert (letter.state, letter.entered) == ("received", None)
    text = compose(letter, day=kit.RECEIVED, number=letter.number).text
    assert any("最迟于2026年3月30日答复" in words for words in text.paragraphs)


@pytest.mark.django_db
def test_an_extension_is_agreed_to_by_the_head_of_the_office_alone(cast: Cast) -> None:
    letter = kit.drafted(cast, kit.application(cast), "P4", DAY)
    with pytest.raises(Refused) as refusal:
        actions.sign(letter=letter, by=cast.leader, today=DAY)
    assert refusal.value.article == "第三十三条第二款"
    actions.sign(letter=letter, by=cast.office_head, today=DAY)
    actions.send(letter=letter, way=Way.POST, on=DAY, by=cast.handler, today=DAY)
    # Received 2 March: twenty working days end on 30 March, forty on 28 April (Qingming, 6 April).
    item = Application.objects.get()
    assert item.due_on == date(2026, 4, 28)
    letter.refresh_from_db()
    text = compose(letter, day=DAY, number=letter.number).text
    assert "延长答复期限20个工作日" in "".join(text.paragraphs)
    assert letter.step["told_last_day"] == "2026-04-28"


@pytest.mark.django_db
def test_a_correction_is_asked_for_once(cast: Cast) -> None:
    item = kit.application(cast)
    kit.sent(cast, item, "P2", DAY)
    with pytest.raises(Refused, match="已经告知过") as refusal:
        kit.signed(cast, item, "P2", DAY)
    assert refusal.value.article == "第三十条"


@pytest.mark.django_db
def test_a_signature_is_asked_of_who_may_give_it_by_the_day_that_counts(cast: Cast) -> None:
    item = kit.application(cast)
    for kind in ("P2", "P4"):
        actions.submit(letter=kit.drafted(cast, item, kind, DAY), by=cast.handler, today=DAY)
    # 第三十条: seven working days from 2 March; the reply's own twenty end on the 30th.
    correction = ("签发补正告知书：申请2026-1", date(2026, 3, 11))
    extension = ("签发延期答复告知书：申请2026-1", date(2026, 3, 30))

    def asked(person: Person) -> list[tuple[str, date | None]]:
        return [(str(duty.what), duty.due) for duty in letter_duties(person, DAY)]

    assert asked(cast.office_head) == [correction, extension]
    assert asked(cast.leader) == [correction]


@pytest.mark.django_db
def test_what_is_lacking_is_named_with_what_to_do_and_nothing_is_signed(cast: Cast) -> None:
    item = kit.application(cast)
    cast.town.phone = ""
    cast.town.save()
    letter = actions.draft(application=item, kind="R4", elements={}, by=cast.handler, today=DAY)
    with pytest.raises(Refused) as refusal:
        actions.sign(letter=letter, by=cast.office_head, today=DAY)
    assert "不予公开及其理由（不描述秘密内容）（请补写。）" in str(refusal.value)
    assert "文书设置" in str(refusal.value)
    letter.refresh_from_db()
    assert (letter.state, letter.number) == ("draft", "")


@pytest.mark.django_db
def test_posting_decides_and_receipt_starts_the_remedies(cast: Cast) -> None:
    item = kit.application(cast)
    letter = kit.signed(cast, item, "R1", DAY)
    posted, came = date(2026, 3, 6), date(2026, 3, 9)
    actions.send(
        letter=letter, way=Way.POST, on=posted, proofs=PROOF, tracking="XA12345678922",
        by=cast.handler, today=posted,
    )  # fmt: skip
    item.refresh_from_db()
    assert (item.outcome, item.closed_on) == ("granted", posted)
    assert item.steps.get(kind="answered").details["posted_on"] == posted.isoformat()
    letter.refresh_from_db()
    assert remedy_terms(letter) is None
    actions.record_receipt(letter=letter, received_on=came, by=cast.handler, today=came)
    letter.refresh_from_db()
    terms = remedy_terms(letter)
    assert terms is not None
    assert terms.suit is not None
    # 复议法 第二十条: sixty days from 9 March is 8 May; 行诉法 第四十六条: six months, 9 September.
    assert (terms.review.on, terms.suit.on) == (date(2026, 5, 8), date(2026, 9, 9))
    assert letter.proofs.count() == 1


@pytest.mark.django_db
def test_a_posted_consultation_waits_for_the_day_it_arrived(cast: Cast) -> None:
    item = kit.application(cast)
    letter = kit.sent(cast, item, "P5", DAY, Way.POST)
    assert letter.entered is not None
    assert "received_on" not in letter.entered.details
    came = date(2026, 3, 9)
    actions.record_receipt(letter=letter, received_on=came, by=cast.handler, today=came)
    letter.refresh_from_db()
    assert letter.entered.details["received_on"] == came.isoformat()
    assert item.steps.filter(struck_out_at=None, kind="third_party_asked").count() == 1


@pytest.mark.django_db
def test_what_is_fetched_online_is_received_and_the_term_to_pay_begins(cast: Cast) -> None:
    kit.ready(cast)
    item, _code = submit(
        unit=cast.town, subject="2025年农村道路硬化工程的招标文件", features="",
        applicant_kind=ApplicantKind.NATURAL_PERSON, identity=kit.WANG, form_wanted="electronic",
        way_wanted="online", proofs=(), today=kit.RECEIVED,
    )  # fmt: skip
    Application.objects.update(submitted_at=datetime(2026, 3, 2, 9, tzinfo=SHANGHAI))
    item.refresh_from_db()
    confirm(
        application=item, on=kit.RECEIVED, how=Confirmed.ONLINE, by=cast.handler,
        today=kit.RECEIVED,
    )  # fmt: skip
    item.refresh_from_db()
    letter = kit.sent(cast, item, "P8", DAY, Way.ONLINE)
    item.refresh_from_db()
    assert item.due_on is None
    assert reply_files(item) == []
    assert [one.key for one in files_of(for_applicant(item).get())] == ["pdf"]
    came = date(2026, 3, 9)
    actions.record_receipt(letter=letter, received_on=came, by=None, today=came)
    item.refresh_from_db()
    # Twenty working days from 9 March: 7 April (6 April is Qingming).
    assert item.due_on == date(2026, 4, 7)


@pytest.mark.django_db
def test_a_day_of_receipt_entered_in_the_register_first_is_not_entered_twice(cast: Cast) -> None:
    item, came = kit.application(cast), date(2026, 3, 9)
    letter = kit.sent(cast, item, "P5", DAY, Way.POST)
    assert letter.entered is not None
    complete_receipt(step=letter.entered, received_on=came, by=cast.handler, today=came)
    actions.record_receipt(letter=letter, received_on=came, by=cast.handler, today=came)
    letter.refresh_from_db()
    assert letter.entered.struck_out_at is None
    assert item.steps.filter(struck_out_at=None, kind="third_party_asked").count() == 1


@pytest.mark.django_db
def test_an_unlawful_step_is_refused_with_its_article_before_anything_is_written(
    cast: Cast,
) -> None:
    item = kit.application(cast)
    letter = kit.signed(cast, item, "P4", DAY)
    kit.sent(cast, item, "R1", DAY)
    before = Event.objects.count()
    with pytest.raises(Refused) as refusal:
        actions.send(letter=letter, way=Way.POST, on=DAY, by=cast.handler, today=DAY)
    assert refusal.value.article
    letter.refresh_from_db()
    assert (letter.state, Event.objects.count()) == ("signed", before)


@pytest.mark.django_db
def test_a_letter_says_the_last_day_that_still_holds(cast: Cast) -> None:
    item = kit.application(cast)
    letter = kit.signed(cast, item, "P4", DAY)
    kit.sent(cast, item, "P5", DAY)
    with pytest.raises(Refused, match="作废后重新起草"):
        actions.send(letter=letter, way=Way.POST, on=DAY, by=cast.handler, today=DAY)


@pytest.mark.django_db
def test_what_is_sent_by_internet_names_an_online_way_to_review(cast: Cast) -> None:
    item = kit.application(cast, way_wanted="email", form_wanted="electronic")
    letter = kit.drafted(cast, item, "R1", DAY)
    with pytest.raises(Refused, match="网上申请行政复议"):
        actions.sign(letter=letter, by=cast.office_head, today=DAY)
    actions.change_settings(
        unit=cast.town, online_review="https://xzfy.example.gov.cn", by=cast.office_head, today=DAY
    )
    actions.sign(letter=letter, by=cast.office_head, today=DAY)
    actions.send(letter=letter, way=Way.ELECTRONIC, on=DAY, by=cast.handler, today=DAY)
    text = compose(letter, day=DAY).text
    assert any("https://xzfy.example.gov.cn" in words for words in text.paragraphs)


@pytest.mark.django_db
def test_an_electronic_way_is_the_applicants_to_ask_for(cast: Cast) -> None:
    item = kit.application(cast)
    actions.change_settings(
        unit=cast.town, online_review="https://xzfy.example.gov.cn", by=cast.office_head, today=DAY
    )
    letter = kit.signed(cast, item, "R1", DAY)
    for way in (Way.ELECTRONIC, Way.ONLINE):
        with pytest.raises(Refused):
            actions.send(letter=letter, way=way, on=DAY, by=cast.handler, today=DAY)
    actions.send(
        letter=letter, way=Way.ELECTRONIC, on=DAY, requested="3月5日来电要求发邮件",
        by=cast.handler, today=DAY,
    )  # fmt: skip


@pytest.mark.django_db
def test_late_it_is_still_answered(cast: Cast) -> None:
    item, late = kit.application(cast), date(2026, 4, 15)
    letter = kit.signed(cast, item, "R1", late)
    assert late_by(letter, date(2026, 3, 30)) is None
    assert late_by(letter, late) == date(2026, 3, 30)
    actions.send(letter=letter, way=Way.POST, on=late, by=cast.handler, today=late)
    item.refresh_from_db()
    assert (item.outcome, item.closed_on) == ("granted", late)


@pytest.mark.django_db
def test_what_was_sent_stays_as_it_was(cast: Cast) -> None:
    item = kit.application(cast)
    letter = kit.sent(cast, item, "R1", DAY)
    _file, before = actions.open_file(letter=letter, name="pdf", by=cast.handler, today=DAY)
    cast.town.name = "红石砬子镇人民政府（改名）"
    cast.town.save()
    actions.change_template(
        unit=cast.town, kind="R1", title="{organ}告知书", body=WORDS["R1"].body,
        by=cast.office_head, today=DAY,
    )  # fmt: skip
    with pytest.raises(Refused):
        actions.revise(letter=letter, elements={}, by=cast.handler, today=DAY)
    with pytest.raises(Refused):
        actions.discard(letter=letter, reason="有误", by=cast.handler, today=DAY)
    letter.refresh_from_db()
    _file, after = actions.open_file(letter=letter, name="pdf", by=cast.handler, today=DAY)
    assert before == after
    signed = Event.objects.get(kind="letters.signed")
    assert signed.data["pdf_sha256"] == letter.pdf_sha256
    opened = Event.objects.filter(kind="letters.opened")
    assert opened.count() == 2


@pytest.mark.django_db
def test_a_damaged_paper_is_not_handed_out_as_the_letter(cast: Cast) -> None:
    letter = kit.sent(cast, kit.application(cast), "R1", DAY)
    other = kit.sent(cast, kit.application(cast), "R2", DAY)
    assert letter.pdf is not None
    assert other.pdf is not None
    letter.pdf.path.write_bytes(other.pdf.path.read_bytes())
    with pytest.raises(Refused, match="指纹不符"):
        actions.open_file(letter=letter, name="pdf", by=cast.handler, today=DAY)


@pytest.mark.django_db
def test_a_discarded_number_is_never_given_again(cast: Cast) -> None:
    item = kit.application(cast)
    first = kit.signed(cast, item, "R1", DAY)
    actions.discard(letter=first, reason="结果写错", by=cast.office_head, today=DAY)
    second = kit.signed(cast, item, "R2", DAY)
    assert (first.serial, second.serial) == (1, 2)


@pytest.mark.django_db
def test_nothing_a_letter_says_of_people_stands_in_the_clear(cast: Cast) -> None:
    letter = kit.sent(cast, kit.application(cast), "R1", DAY)
    row = Letter.objects.filter(pk=letter.pk).values().get()
    stored = " ".join(str(value) for value in row.values())
    events = " ".join(str(event.data) for event in Event.objects.all())
    assert kit.WANG.name not in stored + events
    assert letter.pdf is not None
    assert kit.WANG.name.encode() not in letter.pdf.path.read_bytes()
