"""What the events of earlier reports given in bulk are called."""

from tongming.law.words import N_

KINDS = {
    "history.given": N_("交来一批已公开的年度报告"),
    "history.placed": N_("确定一份年度报告的单位和年度"),
    "history.set_aside": N_("一份交来的文件不采用"),
}

FIELDS = {
    "given": N_("文件（名称、指纹）"),
    "page": N_("原来公布的网址"),
    "said": N_("报告里写的机关和年度"),
}
