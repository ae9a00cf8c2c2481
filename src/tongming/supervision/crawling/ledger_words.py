"""What the events of crawling are called, and what evidence is."""

from tongming.law.words import N_

KINDS = {
    "crawling.section": N_("设置巡查对象"),
    "crawling.asked": N_("开始网页巡查"),
    "crawling.cancelled": N_("取消网页巡查"),
    "crawling.finished": N_("网页巡查结束"),
}

FIELDS = {
    "section_address": N_("栏目网址"),
    "name": N_("名称"),
    "pages_seen": N_("看过的页数"),
    "faults": N_("发现"),
    "complete": N_("是否走完"),
    "state": N_("状态"),
}

EVIDENCE = {
    "chain": N_("跳转经过"),
    "http_status": N_("服务器回答"),
    "seen_at": N_("访问时间"),
    "sha256": N_("页面内容的哈希值"),
    "pages": N_("还出现在"),
    "published": N_("发布日期"),
    "written": N_("成文日期"),
    "first_failed": N_("第一次打不开"),
    "title": N_("标题"),
}
