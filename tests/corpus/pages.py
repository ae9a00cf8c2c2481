"""HTML as it is really published: Word and WPS exports, the pages of the usual CMS, hand-made ones.

A page is made of a *skin* (what surrounds the report) and a *hand* (how a table is written down).
"""

# ruff: noqa: E501 - the lines of a page are as long as its CMS makes them
from __future__ import annotations

import quopri
from collections.abc import Callable
from html import escape
from textwrap import wrap

from tests.corpus.facts import Facts
from tests.corpus.grids import Box, Grid
from tests.corpus.prose import Sections, opening, title

Hand = Callable[[Grid], str]


def _spans(box: Box) -> str:
    return (f' colspan="{box.across}"' if box.across > 1 else "") + (
        f' rowspan="{box.down}"' if box.down > 1 else ""
    )


def tidy(grid: Grid) -> str:
    """A clean table, as hardly anybody writes it."""
    rows = (
        "<tr>" + "".join(f"<td{_spans(b)}>{escape(b.text)}</td>" for b in row) + "</tr>\n"
        for row in grid
    )
    return f"<table border=1><tbody>{''.join(rows)}</tbody></table>\n"


def word(grid: Grid) -> str:
    """Word's own export: digits split into runs, labels broken where the source line ends."""

    def run(text: str, figure: bool) -> str:
        if not text:
            return "<span lang=EN-US><o:p>&nbsp;</o:p></span>"
        if figure:
            halves = (text[:1], text[1:])
            return (
                "".join(
                    f"<span lang=EN-US style='mso-hansi-font-family:\nCalibri'>{escape(half)}</span>"
                    for half in halves
                    if half
                )
                + "<span lang=EN-US><o:p></o:p></span>"
            )
        lines = "\n".join(wrap(text, 11))
        return f"<span style='font-family:宋体'>{escape(lines)}</span>"

    out = [
        "<table class=MsoNormalTable border=0 cellspacing=0 cellpadding=0 width=649\n"
        " style='width:487.0pt;border-collapse:collapse;mso-yfti-tbllook:1184'>\n"
    ]
    for y, row in enumerate(grid):
        out.append(f" <tr style='mso-yfti-irow:{y};height:14.2pt'>\n")
        for box in row:
            out.append(
                f"  <td width=56{_spans(box)} style='border:solid windowtext 1.0pt;\n"
                f"  padding:0cm 5.4pt'>\n  <p class=MsoNormal align=center>"
                f"{run(box.text, box.figure)}</p>\n  </td>\n"
            )
        out.append(" </tr>\n")
    out.append(" <![if !supportMisalignedColumns]>\n <tr height=0>\n")
    out.append("  <td width=56 style='border:none'></td>\n" * 10)
    out.append(" </tr>\n <![endif]>\n</table>\n")
    return "".join(out)


def wps(grid: Grid) -> str:
    """A WPS export pasted into a CMS editor: nested spans, everything centred by &nbsp;."""

    def cell(box: Box) -> str:
        text = escape(box.text) if box.text else "&nbsp;"
        inner = (
            f'<p class="MsoNormal" align="center"><b></b><span style="font-size:14px;">'
            f"<span>{text}</span></span><span><o:p></o:p></span></p>"
        )
        return f'<td valign="center"{_spans(box)}>{inner}</td>'

    rows = "".join(f"<tr>{''.join(map(cell, row))}</tr>\n" for row in grid)
    return f'<table class="MsoNormalTable ke-zeroborder" border="0"><tbody>{rows}</tbody></table>'


def excel(grid: Grid) -> str:
    """A sheet copied out of Excel."""
    rows = "".join(
        "<tr height=19 style='height:14.4pt'>"
        + "".join(
            f"<td{_spans(b)} class={'xl67' if b.figure else 'xl65'}"
            + (f' x:num="{b.text}"' if b.figure and b.text else "")
            + f">{escape(b.text) or '　'}</td>"
            for b in row
        )
        + "</tr>\n"
        for row in grid
    )
    columns = "".join("<col width=72 style='width:54pt'>" for _ in range(10))
    return f"<table border=0 cellpadding=0 cellspacing=0>{columns}{rows}</table>\n"


def careless(grid: Grid) -> str:
    """No tbody, end tags left out or in the wrong place, attributes unquoted, upper case."""
    out = ["<TABLE BORDER=1 WIDTH=100%>"]
    for y, row in enumerate(grid):
        out.append("<TR>")
        for x, box in enumerate(row):
            close = "" if (x + y) % 3 else "</p></td></font>"
            out.append(f"<TD{_spans(box).replace(chr(34), '')}><p><font size=2>{box.text}{close}")
        out.append("" if y % 2 else "</TR>")
    out.append("</div></TABLE>\n")
    return "".join(out)


def of_divs(grid: Grid) -> str:
    """No table element at all: rows and cells are divs, spans are drawn with styles."""
    rows = "".join(
        '<div class="tr">'
        + "".join(
            f'<div class="td w{b.across}" style="flex:{b.across}">{escape(b.text)}</div>'
            for b in row
        )
        + "</div>\n"
        for row in grid
    )
    return f'<div class="table">{rows}</div>\n'


def repeated(table: list[list[str]]) -> str:
    """A table without spans, from an expanded grid."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>\n" for row in table
    )
    return f"<table>{rows}</table>\n"


# --- The report inside the page --------------------------------------------------------------


def paragraph(text: str) -> str:
    """A paragraph indented the way offices do."""
    return f"<p>　　{escape(text)}</p>\n"


def report(
    facts: Facts,
    parts: Sections,
    tables: list[str],
    *,
    intro: str | None = None,
    signed: str = "",
) -> str:
    """The report's own HTML: opening, the parts, the tables under their headings."""
    out = [paragraph(intro if intro is not None else opening(facts))]
    waiting = list(tables)
    for heading, lines in parts:
        out.append(f"<p>　　<strong>{heading}</strong></p>\n")
        out += [paragraph(line) for line in lines]
        if not lines and waiting:
            out.append(waiting.pop(0))
    out += waiting
    if signed:
        out.append(f'<p style="text-align:right">{facts.body}</p><p align="right">{signed}</p>\n')
    return "".join(out)


# --- Skins ----------------------------------------------------------------------------------------


def bare(facts: Facts, inner: str, charset: str | None = "utf-8") -> str:
    """A page with nothing around the report."""
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    return (
        f"<html><head>{meta if charset else ''}<title>{title(facts)}</title></head>"
        f"<body><h1>{title(facts)}</h1>\n{inner}</body></html>"
    )


def word_file(facts: Facts, inner: str) -> str:
    """The whole file Word writes, with its conditional comments."""
    return (
        '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:'
        'office"\nxmlns:w="urn:schemas-microsoft-com:office:word">\n<head>\n'
        '<meta http-equiv=Content-Type content="text/html; charset=gb2312">\n'
        '<meta name=Generator content="Microsoft Word 11">\n<!--[if gte mso 9]><xml>\n'
        " <o:DocumentProperties><o:Pages>5</o:Pages><o:Words>412</o:Words>\n"
        " <o:Created>2019-01-04T02:11:00Z</o:Created></o:DocumentProperties>\n</xml><![endif]-->\n"
        "<style>\n<!--\n p.MsoNormal {margin:0cm; text-align:justify; font-size:10.5pt;}\n-->\n"
        "</style>\n</head>\n<body lang=ZH-CN style='tab-interval:21.0pt'>\n<div class=Section1>\n"
        f"<p class=MsoNormal align=center><b><span style='font-size:22.0pt'>{facts.body}"
        f"<span\nlang=EN-US>{str(facts.year)[:2]}</span><span lang=EN-US>{str(facts.year)[2:]}"
        f"</span>年<br>\n政府信息公开工作年度报告<span lang=EN-US><o:p></o:p></span></span></b></p>\n"
        f"{inner}</div>\n</body>\n</html>\n"
    )


def trs(facts: Facts, inner: str, *, published: str = "2024-01-19") -> str:
    """A page of a TRS site: navigation, index box, editor styles, neighbours of other years."""
    others = "".join(
        f'<li><a href="./t20{y - 2000}0118_{y}77.html">{facts.body}{y}年政府信息公开工作年度报告'
        f"</a><span>{y + 1}-01-18</span></li>"
        for y in range(facts.year - 4, facts.year)
    )
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"/>
<title>{title(facts)}_云溪县人民政府</title>
<meta name="SiteName" content="云溪县人民政府"/><meta name="SiteIDCode" content="5199990001"/>
<meta name="ArticleTitle" content="{title(facts)}"/><meta name="PubDate" content="{published} 10:22"/>
<script>var _n = 0; if (1 < 2) {{ document.write("<table><tr><td>9</td></tr></table>"); }}</script>
</head><body>
<div class="top"><a href="/">首页</a> | <a href="/zwgk/">政务公开</a> | <a href="/bsfw/">办事服务</a></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/xxgk/">政府信息公开</a> &gt; 政府信息公开年报</div>
<table class="index_box"><tr><td>索 引 号</td><td>51999900{facts.year}/000{facts.year % 97:02d}</td>
<td>主题分类</td><td>综合政务</td></tr><tr><td>发布机构</td><td>{facts.body}</td>
<td>发布日期</td><td>{published}</td></tr><tr><td>文号</td><td>无</td><td>浏览次数</td><td>1286</td></tr></table>
<h2>{title(facts)}</h2>
<div class="tool">发布时间：{published} 10:22　来源：{facts.body}　点击数：<span id="hits">1286</span>
【字体：<a>大</a> <a>中</a> <a>小</a>】 分享到：<a>微信</a><a>微博</a> <a>打印</a></div>
<div class="TRS_Editor"><style type="text/css">.TRS_Editor P{{line-height:2;}}
.TRS_Editor TD{{padding:2px 4px;}}</style>
{inner}</div>
<div class="pages">上一篇：<a>{facts.body}{facts.year - 1}年法治政府建设年度报告</a><br/>下一篇：没有了</div>
<div class="related"><h3>相关链接</h3><ul>{others}</ul></div>
<div class="foot">主办：云溪县人民政府办公室　网站标识码：5199990001　蜀ICP备20000001号
　公安备案：51999902000011号　联系电话：0000-5551234</div></body></html>"""


def boda(facts: Facts, inner: str) -> str:
    """A page of a 博达 site, everything nested in layout tables."""
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<title>{title(facts)}-白沙县政府信息公开</title></head><body>
<table width="1000" align="center"><tr><td width="200" valign="top">
<table><tr><td>政府信息公开指南</td></tr><tr><td>政府信息公开制度</td></tr><tr><td>法定主动公开内容</td></tr>
<tr><td>政府信息公开年报</td></tr><tr><td>2018</td></tr><tr><td>2017</td></tr></table></td>
<td valign="top"><form name="_newscontent_fromname"><table class="winstyle" width="100%">
<tr><td class="titlestyle" align="center">{title(facts)}</td></tr>
<tr><td align="center"><span class="timestyle">{facts.year + 1}-01-15</span> <span>作者：</span>
<span>[ 点击数：<span id="dynclicks">332</span> ]</span></td></tr>
<tr><td><div id="vsb_content"><div class="v_news_content">
{inner}
</div></div></td></tr><tr><td align="center">【<a>关闭窗口</a>】</td></tr></table></form></td></tr>
<tr><td colspan="2"><table width="100%"><tr><td>访问量</td><td>20391</td><td>今日</td><td>17</td></tr></table>
</td></tr></table></body></html>"""


def dahan(facts: Facts, inner: str) -> str:
    """A page of a 大汉 site, with its content markers."""
    return f"""<!doctype html><html lang="zh-CN"><head>
<title>云溪县人民政府 政府信息公开年报 {title(facts)}</title>
<meta name="ColumnName" content="政府信息公开年报"><meta name="ContentSource" content="{facts.body}">
</head><body><div class="header"><ul><li>走进云溪</li><li>新闻中心</li><li>互动交流</li></ul></div>
<div id="barrierfree_container"><div class="bt_content"><!--<$[标题名称(html)]>begin-->
<p style="text-align:center;font-size:24px">{facts.body}</p>
<p style="text-align:center;font-size:24px">{facts.year}年政府信息公开工作年度报告</p>
<!--<$[标题名称(html)]>end--><p>发布日期：{facts.year + 1}年01月22日 浏览次数：<script>document.write(88)</script>
信息来源：党政综合办 字号：[ 大 中 小 ]</p>
<div id="zoom"><!--ZJEG_RSS.content.begin--><meta name="ContentStart">
{inner}<meta name="ContentEnd"><!--ZJEG_RSS.content.end--></div></div></div>
<div class="footer"><p>版权所有：云溪县人民政府</p><p>Produced By 大汉网络 大汉版通发布系统</p></div></body></html>"""


def lonsun(facts: Facts, inner: str) -> str:
    """A page of a LonSun site: a definition table above, a QR code and an attachment below."""
    return f"""<!DOCTYPE html><html><head><meta charset="UTF-8"><title>{title(facts)}</title></head><body>
<div class="m-detail"><table class="table_suoyin"><tbody><tr><th>索引号：</th><td>
003099887/{facts.year + 1}01-0000{facts.year % 90}</td><th>组配分类：</th><td>政府信息公开年报</td></tr>
<tr><th>发布机构：</th><td>{facts.body}</td><th>主题分类：</th><td>综合政务 / 公民</td></tr>
<tr><th>名称：</th><td>{title(facts)}</td><th>文号：</th><td>无</td></tr>
<tr><th>生成日期：</th><td>{facts.year + 1}-01-20</td><th>发布日期：</th><td>{facts.year + 1}-01-20</td></tr>
</tbody></table><h1 class="newstitle">{title(facts)}</h1>
<div class="j-fontContent newscontnet minh500">
{inner}
</div><div class="fj">附件：<a href="1.docx">{title(facts)}.docx</a> [28.5 KB]</div>
<div class="ewm">扫一扫在手机打开当前页</div></div></body></html>"""


def saved_page(html: str, charset: str) -> bytes:
    """A page saved by the browser as one file (MHTML)."""
    body = quopri.encodestring(html.encode(charset)).decode("ascii").replace("\n", "\r\n")
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://www.example.gov.cn/xxgk/1.html"
        "\r\nSubject: =?utf-8?Q?=E5=B9=B4=E6=8A=A5?=\r\nDate: Mon, 6 Mar 2023 09:12:44 +0800\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
        '\tboundary="----MultipartBoundary--corpus----"\r\n\r\n\r\n'
    )
    css = "table{border:1px solid}\r\n"
    return (
        f"{head}------MultipartBoundary--corpus----\r\nContent-Type: text/html\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: http://www.example.gov.cn/xxgk/1.html\r\n\r\n{body}\r\n"
        "------MultipartBoundary--corpus----\r\nContent-Type: text/css\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: http://www.example.gov.cn/a.css\r\n\r\n{css}\r\n"
        "------MultipartBoundary--corpus------\r\n"
    ).encode("ascii")
