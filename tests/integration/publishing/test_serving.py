"""The finished files from Django and from nginx: types, conditions, parts, never a path astray."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from django.conf import settings
from django.test import Client

from tests.public_items import Room, kept_file, made_item
from tongming.publishing.nginx import configuration

TOWN = "hongshilazi"
ITEM = f"{TOWN}/items/2026/test-1/"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


@pytest.fixture
def published(room: Room) -> Room:
    room.publish(
        made_item(1, files=(kept_file("名单.xlsx", b"workbook"), kept_file("a.html", b"<")))
    )
    return room


def url(path: str) -> str:
    return f"{settings.SITE_PREFIX}{path}"


def body(response: object) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        (f"{TOWN}/", "text/html; charset=utf-8"),
        (f"{TOWN}/content/1.html", "text/html; charset=utf-8"),
        ("assets/section.css", "text/css; charset=utf-8"),
        ("assets/section.js", "text/javascript; charset=utf-8"),
        (f"{ITEM}code.svg", "image/svg+xml; charset=utf-8"),
        (f"{ITEM}test-1.pdf", "application/pdf"),
        (f"{TOWN}/catalogue/1.csv", "text/csv; charset=utf-8"),
        (f"{TOWN}/feed.xml", "application/atom+xml; charset=utf-8"),
        (f"{TOWN}/feed.json", "application/feed+json; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
    ],
)
def test_each_file_has_its_type(published: Room, client: Client, path: str, kind: str) -> None:
    response = client.get(url(path))
    assert response.status_code == 200
    assert response["Content-Type"] == kind
    assert response["X-Content-Type-Options"] == "nosniff"
    assert body(response) == (settings.SITE / path / "index.html" if path.endswith("/") or not path
                              else settings.SITE / path).read_bytes()  # fmt: skip


def test_a_folder_is_asked_for_with_its_slash(published: Room, client: Client) -> None:
    response = client.get(url(f"{TOWN}/content"))
    assert (response.status_code, response["Location"]) == (302, url(f"{TOWN}/content/"))


@pytest.mark.parametrize(
    "path",
    ["nowhere", f"{TOWN}/content/1.html/", f"{TOWN}/nowhere/", ".lock", f"{TOWN}/.new-x",
     "../db.sqlite3", "%2e%2e/secret.key", f"{TOWN}/../../secret.key", f"{TOWN}/%2e%2e/%2e%2e/x",
     "a%00b", "a%5cb", "//etc/passwd"],
)  # fmt: skip
def test_what_is_no_file_of_the_site_is_not_there(
    published: Room, client: Client, path: str
) -> None:
    (settings.SITE.parent / "secret.key").write_text("secret")
    assert client.get(url(path)).status_code == 404


def test_a_link_in_the_site_leads_nowhere(published: Room, client: Client, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key.txt").write_text("secret")
    (settings.SITE / "a.txt").symlink_to(tmp_path / "secret" / "key.txt")
    (settings.SITE / "b").symlink_to(tmp_path / "secret")
    assert client.get(url("a.txt")).status_code == 404
    assert client.get(url("b/key.txt")).status_code == 404


def test_what_the_browser_has_is_not_sent_again(published: Room, client: Client) -> None:
    first = client.get(url(f"{TOWN}/"))
    body(first)
    again = client.get(url(f"{TOWN}/"), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again["ETag"]) == (304, first["ETag"])
    assert "no-cache" in first["Cache-Control"]
    since = client.get(url(f"{TOWN}/"), headers={"if-modified-since": first["Last-Modified"]})
    assert since.status_code == 304
    published.correct("test-1", title="改过的标题")
    changed = client.get(url(f"{TOWN}/"), headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert "改过的标题" in body(changed).decode()


@pytest.mark.parametrize("asked", ["bytes={n}-", "bytes=0-{n}", "bytes=-{n}", "bytes=٣-"])
def test_a_part_no_file_has_gives_the_whole(published: Room, client: Client, asked: str) -> None:
    asked = asked.format(n="9" * 5000)
    response = client.get(url(f"{ITEM}test-1.pdf"), headers={"range": asked})
    assert response.status_code == 200
    assert body(response) == (settings.SITE / ITEM / "test-1.pdf").read_bytes()


@pytest.mark.parametrize(
    ("asked", "part", "content_range"),
    [
        ("bytes=0-3", slice(0, 4), "bytes 0-3/{n}"),
        ("bytes=5-", slice(5, None), "bytes 5-{last}/{n}"),
        ("bytes=-4", slice(-4, None), "bytes {four}-{last}/{n}"),
        ("bytes=4-999999999", slice(4, None), "bytes 4-{last}/{n}"),
    ],
)
def test_a_broken_download_goes_on(
    published: Room, client: Client, asked: str, part: slice, content_range: str
) -> None:
    whole = (settings.SITE / ITEM / "test-1.pdf").read_bytes()
    n = len(whole)
    response = client.get(url(f"{ITEM}test-1.pdf"), headers={"range": asked})
    assert response.status_code == 206
    assert response["Content-Range"] == content_range.format(n=n, last=n - 1, four=n - 4)
    assert response["Content-Length"] == str(len(whole[part]))
    assert body(response) == whole[part]
    stale = client.get(url(f"{ITEM}test-1.pdf"), headers={"range": asked, "if-range": '"another"'})
    assert stale.status_code == 200
    assert body(stale) == whole


def test_a_part_that_is_not_there_is_refused(published: Room, client: Client) -> None:
    for nonsense in ("bytes=99999999-", "bytes=9-3"):
        response = client.get(url(f"{ITEM}test-1.pdf"), headers={"range": nonsense})
        assert response.status_code == 416
    for ignored in ("bytes=a-b", "lines=0-1", "bytes=0-1,4-5", "bytes=-"):
        response = client.get(url(f"{ITEM}test-1.pdf"), headers={"range": ignored})
        assert response.status_code == 200
        body(response)


def test_an_attachment_is_saved_and_never_a_page_of_ours(published: Room, client: Client) -> None:
    files = sorted((settings.SITE / ITEM / "files").iterdir())
    assert {file.suffix for file in files} == {".xlsx", ".bin"}
    for file in files:
        response = client.get(url(f"{ITEM}files/{file.name}"))
        assert response["Content-Disposition"] == "attachment"
        assert "sandbox" in response["Content-Security-Policy"]
        body(response)
    assert client.post(url(f"{TOWN}/")).status_code == 405


# --- nginx ----------------------------------------------------------------------------------------


@pytest.fixture
def nginx(published: Room, tmp_path: Path) -> Iterator[str]:
    """A real nginx with the configuration the product prints."""
    if NGINX is None:
        pytest.skip("there is no nginx: sudo apt install nginx-light")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    for folder in (settings.SITE, *settings.SITE.parents):
        if folder.is_relative_to(tmp_path.parent.parent):
            folder.chmod(0o755)
    inside = configuration(
        root=settings.SITE,
        prefix=settings.SITE_PREFIX,
        names="localhost 127.0.0.1",
        upstream="http://127.0.0.1:9",
        listen=f"127.0.0.1:{port}",
        headers=settings.SITE_HEADERS,
    )
    file = tmp_path / "nginx.conf"
    file.write_text(
        f"user root;\npid {tmp_path}/nginx.pid;\nerror_log {tmp_path}/error.log;\n"
        f"worker_processes 1;\nevents {{}}\nhttp {{\naccess_log off;\n"
        f"client_body_temp_path {tmp_path}/body;\nproxy_temp_path {tmp_path}/proxy;\n{inside}}}\n"
    )
    words = [NGINX, "-c", str(file), "-p", str(tmp_path)]
    tried = subprocess.run([*words, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    process = subprocess.Popen([*words, "-g", "daemon off;"], stderr=subprocess.PIPE)
    try:
        give_up = time.monotonic() + 15
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert time.monotonic() < give_up
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}{settings.SITE_PREFIX}"
    finally:
        process.terminate()
        process.communicate(timeout=15)


def test_nginx_serves_the_files_as_the_program_does(
    nginx: str, client: Client, tmp_path: Path
) -> None:
    attachment = next((settings.SITE / ITEM / "files").glob("*.xlsx")).name
    paths = ["", f"{TOWN}/", f"{TOWN}/content/1.html", "assets/section.css", f"{ITEM}test-1.pdf",
             f"{TOWN}/feed.xml", f"{TOWN}/feed.json", f"{TOWN}/catalogue/1.csv",
             f"{ITEM}files/{attachment}"]  # fmt: skip
    for path in paths:
        theirs = httpx.get(nginx + path)
        ours = client.get(url(path))
        assert theirs.status_code == 200, path
        assert theirs.content == body(ours), path
        for name in ("Content-Type", "Cache-Control", "X-Content-Type-Options"):
            assert theirs.headers[name] == ours[name], (path, name)
        assert theirs.headers.get("Content-Disposition") == ours.headers.get("Content-Disposition")
        again = httpx.get(nginx + path, headers={"If-None-Match": theirs.headers["ETag"]})
        assert again.status_code == 304, path
    page = httpx.get(nginx + f"{TOWN}/")
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert page.headers["Content-Encoding"] == "gzip"
    part = httpx.get(nginx + f"{ITEM}test-1.pdf", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"%PDF")

    (tmp_path / "secret.txt").write_text("secret")
    (settings.SITE / "link.txt").symlink_to(tmp_path / "secret.txt")
    for astray in ("link.txt", ".lock", "nowhere.html", f"{TOWN}/.new-x", "%2e%2e/secret.txt"):
        assert httpx.get(nginx + astray).status_code in (400, 403, 404, 502), astray
        assert "secret" not in httpx.get(nginx + astray).text
