"""What the events of the working-day calendar are called."""

from tongming.law.words import N_

KINDS = {
    "calendar.proposed": N_("提交工作日历"),
    "calendar.accepted": N_("启用工作日历"),
    "calendar.withdrawn": N_("撤回工作日历"),
}

FIELDS = {
    "year": N_("年份"),
    "notice": N_("通知文号"),
    "data": N_("日历内容"),
    "moved": N_("受影响的申请"),
}
