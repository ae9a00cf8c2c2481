"""The screens of supervised matters: typed words stay, counts open, who may not is told."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from tests.conftest import Cast, SignIn
from tests.integration.engagement.matters_kit import closed, fresh, issued, reported, working
from tests.unit.files import made
from tongming.engagement.matters.models import Matter, Reminding

HOME = "/work/matters/"


def test_an_office_issues_from_a_form_that_keeps_what_was_typed(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.supervisor)
    address = f"{HOME}new/{cast.county.pk}/"
    given = {
        "subject": "栏目整改", "handler": cast.town.pk, "basis": "第三季度通报",
        "requirement": "补齐空白栏目", "counted": "working", "days": "",
    }  # fmt: skip
    answer = client.post(address, given)
    assert answer.status_code == 422
    assert "请填办结时限的天数" in (text := answer.content.decode())
    assert "补齐空白栏目" in text
    answer = client.post(address, given | {"days": "5"})
    matter = Matter.objects.get()
    assert answer["Location"] == matter.get_absolute_url()
    assert matter.department == ""
    # From a message the form knows its number.
    assert "2026-12" in client.get(f"{address}?message=2026-12").content.decode()
    assert sign_in(cast.clerk).get(address).status_code == 404
    assert sign_in(cast.clerk).get(f"{HOME}new/{cast.town.pk}/").status_code == 403
    assert sign_in(cast.leader).get(f"{HOME}new/{cast.town.pk}/").status_code == 200
    assert client.get(f"{HOME}new/999999/").status_code == 404


def test_material_that_may_not_be_kept_is_said_beside_the_field(
    cast: Cast, sign_in: SignIn
) -> None:
    matter, client = working(cast), sign_in(cast.clerk)
    address = f"{HOME}{matter.pk}/report/"

    def file(content: bytes, name: str) -> SimpleUploadedFile:
        return SimpleUploadedFile(name, content)

    answer = client.post(
        address, {"text": "已补齐。", "material": [file(b"\x00\x01", "奇怪.docx")]}
    )
    assert answer.status_code == 422
    assert "奇怪.docx" in (text := answer.content.decode())
    assert "已补齐。" in text
    papers = [file(made.docx(["报告"]), "报告.docx"), file(made.docx(["清单"]), "清单.docx")]
    assert client.post(address, {"text": "已补齐。", "material": papers}).status_code == 302
    page = sign_in(cast.supervisor).get(matter.get_absolute_url()).content.decode()
    assert "报告.docx" in page
    assert "清单.docx" in page


def test_counts_open_onto_their_matters_and_the_two_sides_stand_apart(
    cast: Cast, sign_in: SignIn
) -> None:
    today = localdate()
    issued(cast, subject="期限内的", today=today)
    closed(cast, today, subject="办好的", today=today)
    if (long_ago := today - timedelta(days=40)).year == today.year:
        working(cast, subject="拖着的", today=long_ago)
    client = sign_in(cast.supervisor)
    page = client.get(HOME).content.decode()
    assert all(word in page for word in ("期限内的", "办好的", "共下达"))
    only = client.get(f"{HOME}?standing=on_time").content.decode()
    assert "办好的" in only
    assert "期限内的" not in only
    # The county's supervisor sees the towns' too; the clerk has none issued and some received.
    assert "期限内的" in client.get(f"{HOME}?side=received&unit={cast.town.pk}").content.decode()
    clerk = sign_in(cast.clerk)
    assert "期限内的" in clerk.get(HOME).content.decode()
    assert "期限内的" not in clerk.get(f"{HOME}?side=issued").content.decode()
    assert "期限内的" not in sign_in(cast.stranger).get(HOME).content.decode()
    for query in ("?year=99999", "?unit=x", "?standing=none", "?side=both", "?page=x"):
        assert client.get(HOME + query).status_code == 200


def test_the_verbs_are_pressed_and_refusals_say_why(cast: Cast, sign_in: SignIn) -> None:
    matter = issued(cast, today=localdate())
    home = matter.get_absolute_url()
    clerk, supervisor = sign_in(cast.clerk), sign_in(cast.supervisor)
    assert sign_in(cast.stranger).get(home).status_code == 404
    assert supervisor.post(f"{home}sign/").status_code == 403
    assert clerk.post(f"{home}sign/").status_code == 302
    assert "已经签收" in clerk.post(f"{home}sign/", follow=True).content.decode()
    for verb in ("send-back", "close", "extend", "urge", "revoke", "answer", "answer/withdraw"):
        assert clerk.get(f"{home}{verb}/").status_code == 403
    answer = supervisor.post(f"{home}close/", {"result": "好"})
    assert answer.status_code == 422
    assert "反馈以后才能办结" in answer.content.decode()
    supervisor.post(f"{home}urge/", {"text": "请抓紧"})
    days = {"counted": "working", "days": "20", "reason": "等招标"}
    assert supervisor.post(f"{home}extend/", days).status_code == 302
    clerk.post(f"{home}report/", {"text": "已办"})
    back = {"counted": "calendar", "days": "3", "reason": "缺截图"}
    assert supervisor.post(f"{home}send-back/", back).status_code == 302
    assert "缺截图" in clerk.get(home).content.decode()
    clerk.post(f"{home}report/", {"text": "附截图"})
    supervisor.post(f"{home}close/", {"result": "到位"})
    supervisor.post(f"{home}answer/", {"title": "整改情况", "text": "已整改"})
    own = supervisor.post(f"{home}answer/publish/", follow=True)
    assert "由另一个人发布" in own.content.decode()
    assert fresh(matter).outcome == "done"
    other = reported(cast, localdate(), today=localdate())
    supervisor.post(f"{other.get_absolute_url()}revoke/", {"reason": "重复"})
    assert fresh(other).outcome == "revoked"


def test_an_office_sets_when_it_is_reminded(cast: Cast, sign_in: SignIn) -> None:
    client, address = sign_in(cast.supervisor), f"{HOME}settings/{cast.county.pk}/"
    assert 'value="3"' in client.get(address).content.decode()
    assert client.post(address, {"before": 2, "yellow": 5, "red": 4}).status_code == 422
    assert client.post(address, {"before": 2, "yellow": 0, "red": 4}).status_code == 302
    kept = Reminding.objects.get()
    assert (kept.before, kept.yellow, kept.red) == (2, 0, 4)
