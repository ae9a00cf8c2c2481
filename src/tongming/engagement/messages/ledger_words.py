"""What the events of messages are called."""

from tongming.law.words import N_

KINDS = {
    "messages.received": N_("收到留言"),
    "messages.accepted": N_("受理留言"),
    "messages.assigned": N_("交办留言"),
    "messages.complained_named": N_("写明被投诉的单位或者人"),
    "messages.forwarded": N_("转办留言"),
    "messages.returned": N_("退回留言"),
    "messages.recalled": N_("收回留言"),
    "messages.extended": N_("留言延期"),
    "messages.drafted": N_("草拟留言答复"),
    "messages.draft_sent_back": N_("退改留言答复"),
    "messages.answered": N_("答复留言"),
    "messages.redirected": N_("告知留言人其他途径"),
    "messages.dismissed": N_("留言不予办理"),
    "messages.rated": N_("留言人评价答复"),
    "messages.worded": N_("修改公开文本"),
    "messages.finding_kept": N_("保留公开文本中的内容"),
    "messages.published": N_("公开留言和答复"),
    "messages.kept_back": N_("决定不公开留言"),
    "messages.unpublished": N_("撤回公开的留言"),
    "messages.opened": N_("查看留言原文和联系方式"),
    "messages.attachment_opened": N_("打开留言附件"),
    "messages.settings_changed": N_("修改留言办理设置"),
    "messages.month_published": N_("公开留言办理统计"),
    "messages.erased": N_("清除留言的个人信息"),
}

FIELDS = {
    "message_kind": N_("留言类型"),
    "handler": N_("承办人"),
    "from_unit": N_("转出单位"),
    "to_unit": N_("转入单位"),
    "complained_unit": N_("被投诉单位"),
    "complained_person": N_("被投诉人"),
    "redirect": N_("告知的途径"),
    "satisfaction": N_("满意度"),
    "attachment": N_("附件"),
    "terms": N_("期限"),
    "extension_days": N_("最多延长"),
    "keep_years": N_("保存年限"),
    "figures": N_("统计"),
}
