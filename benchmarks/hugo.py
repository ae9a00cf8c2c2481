"""The same items as a site of Hugo: a page each with the same facts and text, lists by year, theme
and statutory item in pages of twenty, feeds, a map of the site."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

_CONFIG = """
baseURL = "http://localhost:8000/xxgk/"
title = "政府信息公开"
[taxonomies]
theme = "themes"
year = "years"
statutory = "statutory"
"""
_HEAD = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} - {{ .Site.Title }}</title>
<meta name="SiteName" content="{{ .Site.Title }}"><meta name="ArticleTitle" content="{{ .Title }}">
<meta name="PubDate" content="{{ .Date.Format "2006-01-02 15:04" }}">
<link rel="stylesheet" href="/assets/section.css"><script src="/assets/section.js" defer></script>
</head><body><header><nav aria-label="栏目"><ul>
<li><a href="/guide/">政府信息公开指南</a></li><li><a href="/rules/">政府信息公开制度</a></li>
<li><a href="/content/">法定主动公开内容</a></li><li><a href="/reports/">政府信息公开年报</a></li>
<li><a href="/apply/">依申请公开</a></li></ul></nav></header><main>
"""
_FOOT = "</main><footer><p>主办单位：红石砬子镇人民政府</p></footer></body></html>\n"
_SINGLE = """<article><h1>{{ .Title }}</h1><table><tbody>
{{ range .Params.facts }}<tr><th scope="row">{{ index . 0 }}</th><td>{{ index . 1 }}</td></tr>
{{ end }}</tbody></table>
<p><a href="item.docx">下载 Word</a> <a href="item.pdf">下载 PDF</a></p>
<div class="item-text">{{ .Params.body | safeHTML }}</div></article>
"""
_LIST = """<h1>{{ .Title }}</h1><ul>
{{ range (.Paginate .Pages 20).Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
<time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2006-01-02" }}</time></li>
{{ end }}</ul><nav>{{ with .Paginator.Prev }}<a href="{{ .URL }}">上一页</a>{{ end }}
{{ with .Paginator.Next }}<a href="{{ .URL }}">下一页</a>{{ end }}</nav>
"""
_TERMS = """<h1>{{ .Title }}</h1><ul>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
"""


def write(folder: Path, number: int) -> None:
    """What Hugo is given of so many items."""
    from benchmarks.sections import Made
    from tongming.portal.pages.item import facts_of

    source = folder / "hugo"
    layouts, content = source / "layouts" / "_default", source / "content" / "items"
    layouts.mkdir(parents=True)
    content.mkdir(parents=True)
    (source / "config.toml").write_text(_CONFIG, encoding="utf-8")
    for name, middle in (("single", _SINGLE), ("list", _LIST), ("terms", _TERMS)):
        (layouts / f"{name}.html").write_text(_HEAD + middle + _FOOT, encoding="utf-8")
    room = Made(number)
    for key in room.keys():  # noqa: SIM118
        item = room.get(key)
        assert item
        front = {
            "title": item.title,
            "date": item.published_at.isoformat(),
            "facts": facts_of(item),
            "themes": [item.theme],
            "years": [str(item.published_at.year)],
            "statutory": list(item.statutory_items),
            "body": item.body_html,
        }
        text = json.dumps(front, ensure_ascii=False, indent=1) + "\n"
        (content / f"{key}.md").write_text(text, encoding="utf-8")


def build(program: str, folder: Path) -> None:
    """Have it make the site."""
    source, site = str(folder / "hugo"), str(folder / "hugo-site")
    done = subprocess.run(
        [program, "--buildFuture", "--source", source, "--destination", site],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr + done.stdout


def check(folder: Path, number: int) -> None:
    """Is every item there?"""
    pages = sum(1 for _page in (folder / "hugo-site" / "items").rglob("index.html"))
    assert pages >= number, f"Hugo wrote {pages} pages of {number}"


def version(program: str) -> str:
    """What it calls itself."""
    told = subprocess.run([program, "version"], check=True, capture_output=True, text=True)
    named = (line for line in told.stdout.splitlines() if line.startswith("hugo "))
    return next(named, "Hugo")[:40].partition("-")[0]
