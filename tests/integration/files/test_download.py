"""A kept file leaves through one door, as a download and nothing else."""

from __future__ import annotations

from urllib.parse import unquote

from django.test import Client

from tests.conftest import Cast, SignIn
from tongming.files.actions import keep
from tongming.units.rights import Right

PAGE = b"<script>alert(1)</script>"


def test_it_is_saved_never_shown(cast: Cast, sign_in: SignIn) -> None:
    file = keep(PAGE, "年报.html", unit=cast.town, by=cast.clerk)
    response = sign_in(cast.clerk).get(f"/work/files/{file.pk}/")
    assert response.content == PAGE
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert "年报.html" in unquote(response["Content-Disposition"])
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"


def test_only_who_holds_the_right_it_was_kept_under_gets_it(
    cast: Cast, sign_in: SignIn, client: Client
) -> None:
    file = keep(
        PAGE,
        "申请人身份证.html",
        unit=cast.town,
        by=cast.handler,
        right=Right.APPLICATION_HANDLE,
    )
    path = f"/work/files/{file.pk}/"
    assert sign_in(cast.handler).get(path).status_code == 200
    for person in (cast.clerk, cast.supervisor, cast.administrator, cast.stranger):
        assert sign_in(person).get(path).status_code == 404
    assert client.get(path).status_code == 302
    assert sign_in(cast.handler).get("/work/files/99999/").status_code == 404


def test_a_damaged_file_says_so(cast: Cast, sign_in: SignIn) -> None:
    file = keep(PAGE, "年报.html", unit=cast.town, by=cast.clerk)
    file.path.write_bytes(b"other")
    response = sign_in(cast.clerk).get(f"/work/files/{file.pk}/")
    assert response.status_code == 409
    assert "内容与存入时不同" in response.content.decode()


def test_it_is_not_deleted_or_replaced_through_its_address(cast: Cast, sign_in: SignIn) -> None:
    file = keep(PAGE, "年报.html", unit=cast.town, by=cast.clerk)
    client = sign_in(cast.clerk)
    for method in (client.post, client.put, client.delete):
        assert method(f"/work/files/{file.pk}/").status_code == 405
