"""A text at a kiosk has no way out, and says where its links would have led."""

from __future__ import annotations

from tongming.portal.kiosk.texts import without_links


def test_a_link_becomes_words_with_a_number_and_its_address_is_told() -> None:
    body, links = without_links(
        '<h2>一</h2><p>见<a href="https://www.gov.cn/a?b=1&amp;c=2">国务院<b>网站</b></a>和'
        '<a href="mailto:x@y.cn">邮箱</a>。</p>'
    )
    assert "<a" not in body
    assert "href" not in body
    assert "见国务院<b>网站</b>［链接1］和邮箱［链接2］。" in body
    assert [(one.number, one.words, one.address) for one in links] == [
        (1, "国务院网站", "https://www.gov.cn/a?b=1&c=2"),
        (2, "邮箱", "mailto:x@y.cn"),
    ]


def test_a_place_in_the_page_is_no_link_and_a_text_without_links_stays_as_it_is() -> None:
    body, links = without_links('<p><a href="#part">第一部分</a><a>没有地址</a></p>')
    assert (body, links) == ("<p>第一部分没有地址</p>", [])
    plain = "<table><tr><td>每亩 120 元</td></tr></table><abbr>x</abbr>"
    assert without_links(plain) == (plain, [])


def test_an_address_too_long_for_a_code_is_told_in_words_alone() -> None:
    _body, (link,) = without_links(f'<p><a href="https://a.cn/{"x" * 1001}">长</a></p>')
    assert not link.has_code
