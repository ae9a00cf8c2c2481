"""The foot every page of a government site must have (国办发〔2017〕47号): what of it is there."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from tongming.law.words import N_
from tongming.supervision.crawling.fetching.addresses import normal

ITEMS = {
    "mark": N_("党政机关网站标识"),
    "code": N_("政府网站标识码"),
    "icp": N_("ICP备案编号"),
    "police": N_("公安机关备案标识"),
    "sponsor": N_("网站主办单位"),
    "contact": N_("联系方式"),
    "complaint": N_("“我为政府网站找错”入口"),
}
"""Seven items; the last belongs on the home page at least."""

_ICP = re.compile(r"[\u4e00-\u9fa5]ICP(?:备|证)\s?\d{6,12}号(?:-\d+)?")
_POLICE = re.compile(r"公网安备\s*\d{10,16}\s*号?")
_CODE = re.compile(r"(?:网站)?标识码\s*[:：]?\s*(\d{10}|bm\d{8})(?!\d)")
_SPONSOR = re.compile(
    r"(?:主办单位|主办)\s*[:：]\s*([^\s|]{3,40})|([^\s|:：]{3,30})\s*主办(?!单位)"
)
_CONTACT = re.compile(r"(?:联系方式|联系电话|联系我们|电话)\s*[:：]?\s*(\S{0,30})")


def items(body: LexborNode, base: str) -> dict[str, str]:
    """What is there, by the keys of ITEMS. A number that should lead to its register and does not
    is there without its link: that is said as `icp_link` and `police_link`."""
    text = " ".join(body.text(deep=True, separator=" ").split())
    links = [
        (normal(one.attributes.get("href") or "", base) or "", _words(one))
        for one in body.css("a[href]")
    ]
    found: dict[str, str] = {}
    for address, words in links:
        if "conac.cn" in address or "党政机关" in words:
            found.setdefault("mark", address)
        if "找错" in words or "zfwzgl" in address or "zfwzzc" in address:
            found.setdefault("complaint", address)
        if "beian.miit.gov.cn" in address or "miitbeian.gov.cn" in address:
            found.setdefault("icp_link", address)
        if re.search(r"//(?:www\.)?beian\.(?:mps\.)?gov\.cn", address):
            found.setdefault("police_link", address)
    if code := _CODE.search(text):
        found["code"] = code[1]
    if icp := _ICP.search(text):
        found["icp"] = icp[0]
    if police := _POLICE.search(text):
        found["police"] = police[0]
    if sponsor := _SPONSOR.search(text):
        found["sponsor"] = sponsor[1] or sponsor[2]
    foot = text[-1500:]
    if contact := _CONTACT.search(foot):
        found["contact"] = contact[1][:4]
    return found


def _words(node: LexborNode) -> str:
    pictures = " ".join(
        f"{one.attributes.get('alt') or ''} {one.attributes.get('title') or ''}"
        for one in node.css("img")
    )
    title = node.attributes.get("title") or ""
    return f"{node.text(deep=True)} {title} {pictures}"
