"""What the events of rosters are called."""

from tongming.law.words import N_

KINDS = {
    "roster.planned": N_("安排值班"),
    "roster.taken_out": N_("取消一天的值班"),
    "roster.passed_on": N_("值班换人"),
}

FIELDS = {
    "first": N_("开始日期"),
    "last": N_("结束日期"),
    "names": N_("值班人员"),
}
