"""Documents at every station of the chain, and the files that go with them."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tests.integration.information.conftest import COMPLETE, Road
from tests.integration.information.test_chain import WITHHELD
from tests.integration.information.test_findings import WITH_MOBILE, workbook
from tests.integration.information.test_importing import GOOD, bring
from tests.integration.information.test_interpretation import planned_policy, written
from tests.unit.files import made
from tongming.files.actions import keep, keep_findings, scan_file
from tongming.information import actions, checking
from tongming.information.content import Content
from tongming.information.models import Document


def information(cast: Cast) -> Visits:
    """A document for every page; each act by somebody whose turn it is."""
    road = Road(cast)

    def act(document: Document, slug: str, who: str) -> Visit:
        return Visit(reverse("information:act", args=(document.pk, slug)), who)

    found = road.draft(replace(WITH_MOBILE, title="防汛值班安排"))
    actions.attach(document=found, content=workbook(), name="里程.xlsx", by=cast.clerk)
    found = road.fresh(found)
    (in_text,) = checking.body_findings(found)
    (in_file,) = (one for looked in checking.files_of(found.content) for one in looked.findings[:1])
    draft = road.draft(replace(COMPLETE, title="秋季护林防火通告", document_number=""))
    at_office = road.submit(road.draft(numbered(2)))
    at_secrecy = road.to_secrecy(road.draft(numbered(3)))
    at_sign = road.to_sign(road.draft(numbered(4)))
    signed = road.to_signed(road.draft(numbered(5)))
    withheld = road.to_secrecy(road.draft(replace(WITHHELD, is_policy=True, document_number="")))
    kept = road.to_signed(road.draft(replace(WITHHELD, title="讨论记录", document_number="")))
    policy = planned_policy(road)
    interpretation = written(road, policy)
    for walk in (road.submit, road.pass_office, road.pass_secrecy, road.sign, road.publish):
        policy = walk(policy)
    corrected = road.to_public(numbered(7))
    actions.open_correction(document=corrected, reason="补助标准有误", by=cast.clerk)
    actions.save_content(
        document=corrected, content=replace(numbered(7), title="改过的名称"), by=cast.clerk
    )
    withdrawn = road.to_public(numbered(8))
    actions.withdraw(document=withdrawn, reason="附件里有个人信息", by=cast.leader)
    batch = bring(cast, GOOD)
    return {
        "information:list": [
            Visit("/work/information/", who) for who in ("clerk", "leader", "supervisor")
        ]
        + [Visit("/work/information/?words=nothing", "clerk")],
        **at("information:new", "clerk"),
        **at("information:import", "clerk"),
        **at("information:batch", "clerk", batch.pk),
        "information:detail": [
            Visit(one.get_absolute_url(), "clerk")
            for one in (found, draft, signed, kept, policy, interpretation, corrected, withdrawn)
        ]
        + [
            Visit(at_office.get_absolute_url(), "office_head"),
            Visit(at_secrecy.get_absolute_url(), "secrecy_reviewer"),
            Visit(at_sign.get_absolute_url(), "leader"),
            Visit(batch.documents.get().get_absolute_url(), "supervisor"),
        ],
        "information:edit": [
            Visit(reverse("information:edit", args=(one.pk,)), "clerk") for one in (draft, found)
        ],
        "information:act": [
            act(draft, "submit", "clerk"),
            act(draft, "drop", "clerk"),
            act(at_office, "office", "office_head"),
            act(at_office, "return", "office_head"),
            act(at_office, "refuse", "office_head"),
            act(withheld, "assess", "supervisor"),
            act(at_secrecy, "secrecy", "secrecy_reviewer"),
            act(at_sign, "sign", "leader"),
            act(signed, "publish", "clerk"),
            act(signed, "schedule", "clerk"),
            act(policy, "correct", "clerk"),
            act(policy, "repeal", "clerk"),
            act(policy, "withdraw", "leader"),
            act(corrected, "drop-correction", "clerk"),
            act(kept, "reassess", "office_head"),
        ],
        **at("information:interpret", "clerk", policy.pk),
        **at("information:keep", "secrecy_reviewer", found.pk, in_text.digest),
        **at("information:keep_in_file", "secrecy_reviewer", found.pk, in_file.pk),
        **at("information:revisions", "clerk", corrected.pk),
        **at("information:revision", "clerk", corrected.pk, 1),
        **at("information:differences", "clerk", corrected.pk, 1, 2),
        "information:review_form": [
            Visit(reverse("information:review_form", args=(one.pk,)), "secrecy_reviewer")
            for one in (draft, signed)
        ],
    }


def numbered(number: int) -> Content:
    """A document of its own: neither title nor number is another's."""
    return replace(
        COMPLETE,
        title=f"红石砬子镇第{number}号通知",
        document_number=f"红政发[2026]{20 + number}号",
    )


def files(cast: Cast) -> Visits:
    """A workbook with much in it, decided on in part; a PDF with what can be blacked out."""
    book = keep(made.full_xlsx(), "低保名单.xlsx", unit=cast.town, by=cast.clerk)
    scan = scan_file(book, by=cast.clerk)
    keep_findings(
        list(scan.findings.filter(kind="document_property")),
        reason="作者是经办人，可以公开",
        by=cast.clerk,
    )
    text = f"低保名单\n\n张三 身份证号 {made.ID} 电话 {made.MOBILE}\n\n金额三千元"
    print_out = keep(made.pdf(text, author="王敏"), "名单.pdf", unit=cast.town, by=cast.clerk)
    scan_file(print_out, by=cast.clerk)
    clean = keep(made.docx(["公开内容"]), "通知.docx", unit=cast.town, by=cast.clerk)
    return {
        "files:findings": [
            Visit(reverse("files:findings", args=(one.pk,)), "clerk")
            for one in (book, print_out, clean)
        ]
        + [Visit(reverse("files:findings", args=(book.pk,)) + "?kind=id_card", "secrecy_reviewer")],
        **at("files:keep", "clerk", book.pk, query="?kind=id_card"),
        **at("files:redact", "clerk", print_out.pk),
    }
