"""From the card to the judgement, on the screens."""

from __future__ import annotations

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.conftest import SignIn
from tests.integration.exchange.conftest import HOW, ISSUED, YEAR, Two
from tests.integration.reports.test_submissions import FEE
from tongming.reports.exchange import actions
from tongming.reports.exchange.identity import card, own_party
from tongming.reports.exchange.models import (
    FromAbove,
    Incoming,
    Judgement,
    Outgoing,
    Peer,
    PeerKey,
    ReceivedReport,
)
from tongming.reports.exchange.packages.keys import fingerprint, spoken


def file(text: str | bytes) -> SimpleUploadedFile:
    raw = text.encode() if isinstance(text, str) else text
    return SimpleUploadedFile("x.tmx.json", raw, "application/json")


def test_an_installation_is_named_by_its_card_and_trusted_by_its_fingerprint(
    two: Two, sign_in: SignIn
) -> None:
    with two.city.at_work():
        page = card(two.city.unit)
    Outgoing.objects.all().delete()
    PeerKey.objects.filter(peer=two.above).delete()
    Peer.objects.filter(pk=two.above.pk).delete()
    with two.county.at_work():
        keeper = sign_in(two.cast.administrator)
        form = {"direction": "up", "unit": two.cast.county.pk, "address": ""}
        wrong = keeper.post("/work/exchange/new/", {**form, "card": file("nonsense")})
        assert wrong.status_code == 422
        assert "请对方重新导出" in wrong.content.decode()
        answer = keeper.post("/work/exchange/new/", {**form, "card": file(page)}, follow=True)
        assert "还没有核对过的公钥" in answer.content.decode()
        key = PeerKey.objects.get(peer__code="220200")
        at = reverse("exchange:compare", args=[key.pk])
        assert fingerprint(key.public)[:8] not in keeper.get(at).content.decode()
        wrong = keeper.post(at, {"digits": "0" * 32, "how": HOW})
        assert "不要信任" in wrong.content.decode()
        done = keeper.post(at, {"digits": spoken(fingerprint(key.public)), "how": HOW})
        assert done.status_code == 302
        key.refresh_from_db()
        assert key.state == PeerKey.State.TRUSTED
        assert sign_in(two.cast.supervisor).get("/work/exchange/new/").status_code == 404
        assert sign_in(two.cast.clerk).get("/work/exchange/").status_code == 404


def test_the_office_sends_what_it_saw_and_takes_the_receipt(two: Two, sign_in: SignIn) -> None:
    with two.county.at_work():
        office = sign_in(two.cast.supervisor)
        at = reverse("exchange:send", args=[two.above.pk])
        assert "statement" in office.get(at).context
        page = office.get(f"{at}?year={YEAR}&basis=signed")
        assert "八道河子镇人民政府" in page.content.decode()
        form = {"year": YEAR, "basis": "signed", "shown": page.context["statement"].fingerprint}
        answer = office.post(at, form)
        sent = Outgoing.objects.get()
        assert answer.headers["Location"] == sent.get_absolute_url()
        raw = office.get(f"{sent.get_absolute_url()}file/").content
        assert raw.decode() == sent.text
    with two.city.at_work():
        above = sign_in(two.officer)
        answer = above.post("/work/exchange/take/", {"file": file(raw)}, follow=True)
        package = Incoming.objects.get()
        assert answer.redirect_chain[-1][0] == package.get_absolute_url()
        receipt = above.get(f"{package.get_absolute_url()}receipt/").content
        again = above.post("/work/exchange/take/", {"file": file(raw)}, follow=True)
        assert "早已接收过" in again.content.decode()
        assert sign_in(two.cast.supervisor).get(package.get_absolute_url()).status_code == 404
    with two.county.at_work():
        answer = office.post("/work/exchange/take/", {"file": file(receipt)}, follow=True)
        assert "签收" in answer.content.decode()
        assert office.get(f"{sent.get_absolute_url()}receipt/").content == receipt


def test_a_sum_opens_onto_the_package_and_a_report_is_judged_at_its_cells(
    two: Two, sign_in: SignIn
) -> None:
    two.take(two.send())
    with two.city.at_work():
        office = sign_in(two.officer)
        at = f"/work/sums/jilin/{YEAR}/"
        assert "来自其他系统的下级单位报告" in office.get(at).content.decode()
        query = "?scope=received&basis=submitted"
        page = office.get(at + query).content.decode()
        assert "桦甸市松花湖镇人民政府" in page
        cell = office.get(f"{at}of/{ISSUED}/{query}").content.decode()
        row = ReceivedReport.objects.get(unit_code="songhuahu")
        assert row.get_absolute_url() in cell
        assert "桦甸市人民政府第1号包" in cell
        here = row.get_absolute_url()
        assert "标注“" in office.get(f"{here}?where=requests/1/sum").content.decode()
        assert office.post(f"{here}mark/", {"where": FEE, "words": ""}).status_code == 400
        office.post(f"{here}mark/", {"where": FEE, "words": "请核对。"})
        office.post(f"{here}mark/", {"where": "problems", "words": "请补充。"})
        mark = row.marks.get(where="problems")
        office.post(f"{here}unmark/{mark.pk}/")
        office.post(f"{here}send-back/", {"words": "请更正。"})
        judgement = Judgement.objects.get()
        assert [one["where"] for one in judgement.marks] == [FEE]
        assert "退回 1 份" in office.get("/work/exchange/year/2022/").content.decode()
        office.post(reverse("exchange:tell", args=[two.beneath.pk]))
        back = Outgoing.objects.get(kind="judgements")
    with two.county.at_work():
        actions.take(back.text.encode(), by=two.cast.supervisor)
        said = FromAbove.objects.get()
        page = sign_in(two.cast.clerk).get(said.get_absolute_url()).content.decode()
        assert "请核对。" in page
        assert "按标注更正" in page
        assert sign_in(two.officer).get(said.get_absolute_url()).status_code == 404


def test_a_card_says_who_we_are_and_nothing_secret(two: Two) -> None:
    with two.county.at_work():
        text = card(two.cast.county).decode()
        assert json.loads(text)["payload"]["sender"]["code"] == own_party(two.cast.county).code
        for line in two.county.keys.read_text().splitlines():
            assert line.split()[1] not in text
