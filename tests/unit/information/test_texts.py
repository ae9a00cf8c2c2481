"""Words without a database: cleaned, compared, summed up, recognised again, brought in."""

from __future__ import annotations

import io
import string
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongming.comparing import Change, compare
from tongming.information import guard
from tongming.information.texts import suggestions
from tongming.information.texts.incoming import bring_in, decode
from tongming.information.texts.likeness import near_same, sketch
from tongming.information.texts.markup import clean, from_plain, mask_in, plain
from tongming.law.words import Refused

NOTICE = (
    "为做好农村道路养护工作，现将有关事项通知如下。养护范围为全镇村道，由各村按照属地原则负责，"
    "镇里按养护里程给予补助，验收合格以后拨付到村。不合格的限期整改，整改后重新验收。"
)


# --- Markup ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<p class=MsoNormal style='x'>甲<B>乙</B><o:p></o:p></p>", "<p>甲<strong>乙</strong></p>"),
        ("<div><i>丙</i></div>", "<p><em>丙</em></p>"),
        ("<h1>标题</h1>", "<h2>标题</h2>"),
        ("<p>一</p><script>alert(1)</script><style>p{}</style>", "<p>一</p>"),
        ("<p onclick='x()'>一</p>", "<p>一</p>"),
        ("<img src=x onerror=alert(1)><p>一</p>", "<p>一</p>"),
        ('<p><a href="javascript:alert(1)">一</a></p>', "<p><a>一</a></p>"),
        (
            '<p><a href="https://www.gov.cn/">一</a></p>',
            '<p><a href="https://www.gov.cn/">一</a></p>',
        ),
        ("<!--[if gte mso 9]><xml>…</xml><![endif]--><p>一</p>", "<p>一</p>"),
        ("<p>&nbsp;</p><p>一</p>", "<p>一</p>"),
        ("只是文字\n第二行", "<p>只是文字</p><p>第二行</p>"),
        ("1 < 2 且 3 > 2", "<p>1 &lt; 2 且 3 &gt; 2</p>"),
        ("", ""),
    ],
)
def test_what_is_pasted_becomes_what_the_editor_could_have_made(pasted: str, kept: str) -> None:
    assert clean(pasted) == kept


@given(st.text(alphabet=string.printable + "中文，。&lt;", max_size=200))
def test_cleaning_twice_changes_nothing_and_lets_no_script_through(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert "<script" not in once.lower()


def test_a_table_keeps_its_spans_and_reads_row_by_row() -> None:
    table = clean("<table><tr><td rowspan=2>类别</td><td>甲</td></tr><tr><td>乙</td></tr></table>")
    assert 'rowspan="2"' in table
    assert plain(table) == "类别\t甲\n乙"


def test_masking_goes_through_tags_and_leaves_the_rest() -> None:
    markup = "<p>电话138<strong>1234</strong>5678，另13812345679</p>"
    masked = mask_in(markup, "13812345678", "138****5678")
    assert plain(masked) == "电话138****5678，另13812345679"


# --- Differences ----------------------------------------------------------------------------------


def test_a_changed_word_is_shown_and_the_rest_of_the_line_is_not() -> None:
    (line,) = compare("补助标准为每公里800元。", "补助标准为每公里900元。")
    changed = [(piece.change, piece.text) for piece in line.pieces if piece.change != Change.SAME]
    assert changed == [(Change.REMOVED, "800"), (Change.ADDED, "900")]


@given(
    st.text(alphabet="甲乙丙丁，。\n", max_size=60), st.text(alphabet="甲乙丙丁，。\n", max_size=60)
)
def test_the_pieces_put_together_are_both_texts(old: str, new: str) -> None:
    lines = compare(old, new)

    def without(change: Change) -> str:
        kept = ["".join(p.text for p in line.pieces if p.change != change) for line in lines]
        return "".join(kept)

    assert without(Change.ADDED) == old.replace("\n", "")
    assert without(Change.REMOVED) == new.replace("\n", "")


# --- Suggestions ----------------------------------------------------------------------------------


def test_the_summary_is_the_first_sentences_without_salutation_or_article_numbers() -> None:
    text = f"各村民委员会：\n第一条　{NOTICE}\n（此件公开发布）"
    assert suggestions.summary(text).startswith("为做好农村道路养护工作，现将有关事项通知如下。")
    assert len(suggestions.summary(text)) <= suggestions.SUMMARY_LENGTH


def test_subject_words_leave_out_the_name_of_the_unit_and_empty_words() -> None:
    words = suggestions.subject_words("红石砬子镇农村道路养护办法", NOTICE, "红石砬子镇人民政府")
    assert "道路" in words
    assert {"红石", "砬子", "办法"} & set(words) == set()
    assert len(words) <= suggestions.SUBJECTS


# --- Likeness -------------------------------------------------------------------------------------


def test_the_same_text_typed_otherwise_is_recognised_and_another_is_not() -> None:
    retyped = NOTICE.replace("，", ", ").replace("村道", "村 道")
    other = "为做好森林防火工作，防火期内禁止一切野外用火，发现火情立即报告值班室。" * 3
    assert near_same(NOTICE, retyped)
    assert set(sketch(NOTICE)) == set(sketch(retyped))
    assert not near_same(NOTICE, other)
    assert not set(sketch(NOTICE)) & set(sketch(other))


def test_a_text_too_short_to_tell_is_like_nothing() -> None:
    assert sketch("公告") == ()
    assert not near_same("公告", "公告")


# --- Files ----------------------------------------------------------------------------------------


def word_file() -> bytes:
    document = docx.Document()
    document.add_heading("关于农村道路养护的通知", 0)
    paragraph = document.add_paragraph("为做好养护工作，")
    paragraph.add_run("现通知如下。").bold = True
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "里程", "42公里"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_file_gives_title_text_and_table() -> None:
    brought = bring_in(word_file(), "通知.docx")
    assert brought.title == "关于农村道路养护的通知"
    assert "<strong>现通知如下。</strong>" in brought.markup
    assert plain(brought.markup).split("\n") == ["为做好养护工作，现通知如下。", "里程\t42公里"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_comes_in_from_any_usual_encoding(encoding: str) -> None:
    content = "关于朱镕基堃的通知\n第一段正文。".encode(encoding)
    brought = bring_in(content, "通知.txt")
    assert (brought.title, brought.markup) == ("关于朱镕基堃的通知", "<p>第一段正文。</p>")


def test_a_page_that_says_gb2312_is_read_as_what_offices_mean_by_it() -> None:
    page = '<html><meta charset="gb2312"><title>旧页</title><body><p>堃镕</p></body></html>'
    assert "堃镕" in decode(page.encode("gb18030"))
    assert bring_in(page.encode("gb18030"), "页.html").markup == "<p>堃镕</p>"


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"PK\x03\x04broken", "坏.docx", "打不开"),
        (b"%PDF-1.4 broken", "坏.pdf", "打不开"),
        (b"", "空.txt", "没有可以读出的文字"),
        (b"x", "旧.doc", "另存为 DOCX"),
        (b"x", "无后缀", "不能从"),
    ],
)
def test_a_file_that_gives_no_text_is_refused_with_what_to_do(
    content: bytes, name: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        bring_in(content, name)


def hostile_word_file(markup: str) -> bytes:
    """A DOCX whose document is whatever somebody wrote into it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file())) as source, zipfile.ZipFile(made, "w") as target:
        for part in source.infolist():
            changed = markup.encode() if part.filename == "word/document.xml" else None
            target.writestr(part, changed or source.read(part))
    return made.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    "markup",
    ["<w:document", f'<w:p xmlns:w="{_W}">' * 5000 + "</w:p>" * 5000],
    ids=["no-xml", "endless-nesting"],
)
def test_a_hostile_word_file_is_refused_and_harms_nothing(markup: str) -> None:
    with pytest.raises(Refused, match="打不开"):
        bring_in(hostile_word_file(markup), "坏.docx")
    assert bring_in(word_file(), "通知.docx").title == "关于农村道路养护的通知"


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    # A few kilobytes, unpacked millions of words: the parser would be at it for minutes.
    monkeypatch.setattr(guard, "SECONDS", 3.0)
    many = "<w:p><w:r><w:t>字字字字</w:t></w:r></w:p>" * 400_000
    markup = f'<w:document xmlns:w="{_W}"><w:body>{many}</w:body></w:document>'
    with pytest.raises(Refused, match="规定时间"):
        bring_in(hostile_word_file(markup), "慢.docx")


@pytest.mark.parametrize("begun", ["<!--", "<![", "<?xml", "<style ", "<title>", "<p><em>"])
def test_cleaning_costs_no_more_than_the_length_whatever_was_pasted(begun: str) -> None:
    """Were it to look for each end anew, this would take the better part of an hour."""
    assert plain(clean("<p>前</p>" + begun * 200_000)).startswith("前")


def test_markup_nested_beyond_reason_is_refused() -> None:
    with pytest.raises(Refused, match="套得太深"):
        clean("<ul><li>" * 500 + "字")


def test_what_holds_nothing_goes_and_what_holds_something_stays() -> None:
    page = "<ul><li><p><br> </p></li></ul><p><strong>&nbsp;</strong></p><p>一<em></em>二</p>"
    assert clean(page) == "<p>一二</p>"
    assert clean('<blockquote><p><a href="https://a.cn/" title="<p>">三</a></p></blockquote>') == (
        '<blockquote><p><a href="https://a.cn/" title="&lt;p&gt;">三</a></p></blockquote>'
    )
    assert clean("<table><tbody><tr><td><p></p></td></tr></tbody></table>").count("<td") == 1


def test_plain_lines_become_paragraphs() -> None:
    assert from_plain("　　一\r\n\r\n二<三") == "<p>一</p><p>二&lt;三</p>"
