"""Addresses, robots.txt, and whom the crawler may be led to."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from tongming.law.words import Refused
from tongming.supervision.crawling.fetching.addresses import Scope, endless, normal, shape_of
from tongming.supervision.crawling.fetching.network import (
    Guarded,
    NoSuchName,
    NotPublic,
    networks,
)
from tongming.supervision.crawling.fetching.robots import Robots


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "169.254.169.254", "0.0.0.0",
     "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1",
     "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1",
     "ff02::1", "2001:0:7f00:1::"],
)  # fmt: skip
def test_no_address_inside_a_network_may_be_visited(address: str) -> None:
    assert not Guarded().allows(address)


def test_public_addresses_may_be_visited_and_private_ones_where_a_setting_names_them() -> None:
    assert Guarded().allows("114.114.114.114")
    assert Guarded().allows("240e:b0::1")
    office = Guarded(networks("10.8.0.0/16, fd00::/8"))
    assert office.allows("10.8.3.4")
    assert office.allows("fd00::5")
    assert not office.allows("10.9.3.4")
    assert not office.allows("127.0.0.1")
    for wrong in ("10.8", "0.0.0.0/0", "::/0", "office"):
        with pytest.raises(ValueError):
            networks(wrong)


def test_a_name_with_one_private_address_among_public_ones_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def answers(*addresses: str) -> None:
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in addresses]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)

    answers("114.114.114.114")
    assert Guarded().resolve("www.example.gov.cn", 80) == "114.114.114.114"
    answers("114.114.114.114", "127.0.0.1")
    with pytest.raises(NotPublic):
        Guarded().resolve("www.example.gov.cn", 80)

    def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(NoSuchName):
        Guarded().resolve("www.example.gov.cn", 80)


@pytest.mark.parametrize("spelling", ["2130706433", "0x7f.1", "017700000001", "127.1"])
def test_other_spellings_of_an_inner_address_are_resolved_before_they_are_judged(
    spelling: str,
) -> None:
    with pytest.raises((NotPublic, NoSuchName)):
        Guarded().resolve(spelling, 80)


def test_one_page_has_one_address() -> None:
    base = "https://www.example.gov.cn/zw/index.html"
    assert normal("../art/a.html#top", base) == "https://www.example.gov.cn/art/a.html"
    assert normal("http://WWW.Example.gov.cn:80/a b", base) == "https://www.example.gov.cn/a%20b"
    assert normal("/x;jsessionid=12AB?a=1", base) == "https://www.example.gov.cn/x?a=1"
    assert normal("//other.cn/标题", base) == "https://other.cn/%E6%A0%87%E9%A2%98"
    for none in ("javascript:void(0)", "mailto:a@b.cn", "tel:1", "http://", "http://a@b.cn/",
                 "http://[::1", "http://x.cn:99999/"):  # fmt: skip
        assert normal(none, base) is None, none
    assert normal("http://中文.cn/") == "http://xn--fiq228c.cn/"


def test_a_section_is_its_folder_and_those_that_are_named() -> None:
    scope = Scope.of("http://www.example.gov.cn/zw/bsz/index.html", ("/art/",))
    assert scope.holds("http://www.example.gov.cn/zw/bsz/a/b.html")
    assert scope.holds("http://www.example.gov.cn/art/1.html")
    assert not scope.holds("http://www.example.gov.cn/zw/")
    assert not scope.holds("http://www.example.gov.cn:81/zw/bsz/")
    assert not scope.holds("http://evil-www.example.gov.cn/zw/bsz/")
    assert scope.is_root("http://www.example.gov.cn/zw/bsz/")
    assert not scope.is_root("http://www.example.gov.cn/zw/bsz/?page=2")
    with pytest.raises(Refused, match="同一个网站"):
        Scope.of("http://www.example.gov.cn/", ("http://other.cn/",))


def test_addresses_without_end_are_known_by_their_shape() -> None:
    assert shape_of("http://a.cn/c?m=12&y=2030") == shape_of("http://a.cn/c?y=1&m=2")
    assert endless("http://a.cn/a/b/a/b/a/b/")
    assert not endless("http://a.cn/2026/3/3/3.html")


def test_robots_txt_is_read_by_its_standard() -> None:
    text = """
    # everybody
    User-agent: *
    Disallow: /admin/
    Allow: /admin/open/
    Disallow: /*.zip$
    Disallow: /search?*q=
    Crawl-delay: 3

    User-agent: Baiduspider
    User-agent: other
    Disallow: /
    """
    robots = Robots.read(text, "tongming/1.0")
    assert robots.delay == 3
    for path, allowed in {
        "/": True, "/admin/": False, "/admin/open/x": True, "/a.zip": False, "/a.zip.html": True,
        "/search?page=1&q=x": False, "/search?page=1": True, "/robots.txt": True,
    }.items():  # fmt: skip
        assert robots.allow(f"http://a.cn{path}") is allowed, path
    assert not Robots.read(text, "baiduspider/2.0").allow("http://a.cn/")
    assert Robots.read("User-agent: Tongming\nDisallow:\n\nUser-agent: *\nDisallow: /",
                       "tongming/1.0").allow("http://a.cn/x")  # fmt: skip
    assert Robots.read("\ufeffnonsense\n:::\nUser-agent:*\nDisallow:/x", "a").allow("http://a.cn/")
    assert not Robots(shut=True).allow("http://a.cn/")
    hard = "User-agent: *\nDisallow: /" + "*a" * 200 + "$"
    assert Robots.read(hard, "t").allow("http://a.cn/" + "a" * 150 + "b")
