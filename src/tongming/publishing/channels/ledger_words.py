"""What the events of the channels are called."""

from tongming.law.words import N_

KINDS = {
    "channels.asked": N_("安排在渠道上发布"),
    "channels.published": N_("在渠道上发布"),
    "channels.by_hand": N_("登记人工发布"),
    "channels.elsewhere": N_("登记只在渠道上发布的信息"),
    "channels.failed": N_("渠道没有发布"),
    "channels.withdrawn": N_("从渠道上撤回"),
}

FIELDS = {
    "channel": N_("渠道"),
    "means": N_("方式"),
    "channels": N_("渠道"),
    "link": N_("链接"),
    "external_id": N_("平台编号"),
    "published_on": N_("发布日期"),
    "problem": N_("原因"),
    "note": N_("说明"),
    "key": N_("编号"),
    "items": N_("各条"),
}
