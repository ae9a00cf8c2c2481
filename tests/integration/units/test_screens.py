"""The screens of units and people."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils.timezone import localdate

from tests.conftest import Cast, SignIn
from tongming.units.models import Appointment, Person, Unit
from tongming.units.roles import Role

TODAY = localdate().isoformat()


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, response.content.decode()
    return response.content.decode()


def test_who_has_not_signed_in_is_led_to_the_sign_in(cast: Cast, client: Client) -> None:
    response = client.get(f"/work/units/{cast.town.pk}/")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/?next=/work/units/")


def test_the_administrator_sees_the_whole_tree_and_the_clerk_the_own_town(
    cast: Cast, sign_in: SignIn
) -> None:
    whole = page(sign_in(cast.administrator), "/work/units/")
    assert "红石砬子镇人民政府" in whole
    assert "八道河子镇人民政府" in whole
    assert "加入单位" in whole
    own = page(sign_in(cast.clerk), "/work/units/")
    assert "红石砬子镇人民政府" in own
    assert "八道河子镇人民政府" not in own
    assert "加入单位" not in own


def test_a_stranger_is_told_the_unit_is_not_there(cast: Cast, sign_in: SignIn) -> None:
    page(sign_in(cast.clerk), f"/work/units/{cast.town.pk}/")
    page(sign_in(cast.stranger), f"/work/units/{cast.town.pk}/", 404)
    page(sign_in(cast.stranger), f"/work/units/people/{cast.clerk.pk}/", 404)


@pytest.mark.parametrize("act", ["edit", "change", "leave", "appoint", "people/new"])
def test_the_clerk_is_told_why_not_and_the_administrator_gets_the_form(
    cast: Cast, sign_in: SignIn, act: str
) -> None:
    path = f"/work/units/{cast.town.pk}/{act}/"
    assert "您没有在“红石砬子镇人民政府”管理单位和人员的权限" in page(
        sign_in(cast.clerk), path, 403
    )
    assert "csrfmiddlewaretoken" in page(sign_in(cast.administrator), path)


def test_contact_data_are_edited(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.administrator)
    path = f"/work/units/{cast.town.pk}/edit/"
    wrong = client.post(path, {"phone": "0432-66000000", "postcode": "13"}).content.decode()
    assert "邮政编码是6位数字" in wrong
    assert 'value="0432-66000000"' in wrong
    response = client.post(path, {"phone": "0432-66000000", "postcode": "132409"}, follow=True)
    assert "联系方式已保存" in response.content.decode()
    cast.town.refresh_from_db()
    assert (cast.town.phone, cast.town.postcode) == ("0432-66000000", "132409")


def test_a_unit_joins_under_another(cast: Cast, sign_in: SignIn) -> None:
    given = {
        "name": "常山镇人民政府",
        "short_name": "常山镇",
        "level": "township",
        "code": "changshan",
        "parent": cast.county.pk,
        "joined_on": TODAY,
    }
    sign_in(cast.administrator).post("/work/units/new/", given)
    assert Unit.objects.get(code="changshan").parent == cast.county
    again = sign_in(cast.administrator).post("/work/units/new/", given)
    assert "单位代码" in again.content.decode()
    assert Unit.objects.filter(name="常山镇人民政府").count() == 1


def test_a_refusal_stands_on_the_form_and_nothing_typed_is_lost(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.administrator)
    path = f"/work/units/{cast.town.pk}/leave/"
    refused = client.post(path, {"on": "2014-01-01", "reason": "撤并"}).content.decode()
    assert "日期要晚于上一次变动的日期2015年1月1日" in refused
    assert 'value="撤并"' in refused
    client.post(path, {"on": TODAY, "reason": "撤并"})
    cast.town.refresh_from_db()
    assert cast.town.left_on == localdate()
    assert "登记重新加入" in page(client, f"/work/units/{cast.town.pk}/")


def test_a_renamed_unit_shows_what_it_was(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.administrator)
    path = f"/work/units/{cast.town.pk}/change/"
    assert 'value="红石砬子镇人民政府"' in page(client, path)
    client.post(
        path,
        {
            "name": "红石砬子街道办事处",
            "short_name": "红石砬子街道",
            "level": "street",
            "parent": cast.county.pk,
            "since": "2024-01-01",
            "reason": "撤镇设街道",
        },
    )
    shown = page(client, f"/work/units/{cast.town.pk}/")
    assert "<h1>红石砬子街道办事处</h1>" in shown
    assert "红石砬子镇人民政府" in shown
    assert "撤镇设街道" in shown


def test_somebody_new_gets_account_role_and_a_password_to_hand_over(
    cast: Cast, sign_in: SignIn
) -> None:
    response = sign_in(cast.administrator).post(
        f"/work/units/{cast.town.pk}/people/new/",
        {
            "full_name": "李丽",
            "username": "LiLi",
            "role": "clerk",
            "since": TODAY,
        },
    )
    assert "no-store" in response["Cache-Control"]
    found = re.search(r'id="temporary-password">([a-z2-9-]{19})<', response.content.decode())
    assert found is not None
    person = Person.objects.get(username="lili")
    assert person.check_password(found[1])
    assert person.password_is_temporary
    assert person.appointments.get().role_kind is Role.CLERK


def test_a_new_account_is_made_whole_or_not_at_all(cast: Cast, sign_in: SignIn) -> None:
    cast.town.left_on = localdate()
    cast.town.save()
    given = {"full_name": "李丽", "username": "lili", "role": "clerk", "since": TODAY}
    response = sign_in(cast.administrator).post(f"/work/units/{cast.town.pk}/people/new/", given)
    assert "已经退出，不能任职" in response.content.decode()
    assert not Person.objects.filter(username="lili").exists()


def test_a_role_is_given_and_ended(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.administrator)
    nobody = {"username": "nobody", "role": "leader", "since": TODAY}
    path = f"/work/units/{cast.town.pk}/appoint/"
    assert "没有这个用户名" in client.post(path, nobody).content.decode()
    client.post(path, {"username": "wangmin", "role": "leader", "since": TODAY})
    held = Appointment.objects.get(person=cast.clerk, role=Role.LEADER)
    end = f"/work/units/appointments/{held.pk}/end/"
    assert sign_in(cast.clerk).post(end, {"on": TODAY, "reason": "x"}).status_code == 403
    client.post(end, {"on": TODAY, "reason": "分工调整"})
    held.refresh_from_db()
    assert (held.until, held.end_reason) == (localdate(), "分工调整")


def test_an_account_is_looked_after(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.administrator)
    home = f"/work/units/people/{cast.clerk.pk}/"
    assert "发放临时密码" in page(client, home)
    assert "发放临时密码" not in page(sign_in(cast.office_head), home)
    client.post(f"{home}edit/", {"full_name": "王敏敏", "phone": "139", "unit": cast.town.pk})
    client.post(f"{home}account/", {"reason": "休假"})
    cast.clerk.refresh_from_db()
    assert (cast.clerk.full_name, cast.clerk.is_active) == ("王敏敏", False)
    assert "启用账号" in page(client, home)
    client.post(f"{home}account/", {"reason": "回岗"})
    cast.clerk.refresh_from_db()
    assert cast.clerk.is_active
    assert client.get(f"{home}password/").status_code == 405
    assert "临时密码" in client.post(f"{home}password/").content.decode()


def test_a_closed_account_is_signed_out_at_once(cast: Cast, sign_in: SignIn) -> None:
    theirs = sign_in(cast.clerk)
    page(theirs, "/work/units/")
    sign_in(cast.administrator).post(
        f"/work/units/people/{cast.clerk.pk}/account/", {"reason": "离职"}
    )
    assert theirs.get("/work/units/").status_code == 302


def test_every_screen_reads_in_english_too(cast: Cast, sign_in: SignIn) -> None:
    cast.administrator.language = "en"
    cast.administrator.save()
    client = sign_in(cast.administrator)
    for path in (
        "/work/units/",
        f"/work/units/{cast.town.pk}/",
        f"/work/units/people/{cast.clerk.pk}/",
        f"/work/units/{cast.town.pk}/change/",
    ):
        assert '<html lang="en"' in page(client, path)


def test_a_choice_of_language_is_remembered(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    response = client.post("/accounts/language/", {"language": "en", "next": "/work/units/"})
    assert response["Location"] == "/work/units/"
    cast.clerk.refresh_from_db()
    assert cast.clerk.language == "en"
    assert '<html lang="en"' in page(sign_in(cast.clerk), "/work/units/")
    client.post("/accounts/language/", {"language": "xx"})
    cast.clerk.refresh_from_db()
    assert cast.clerk.language == "en"
    assert client.get("/accounts/language/").status_code == 405
