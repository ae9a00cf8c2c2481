"""What the events of handling are called."""

from tongming.law.words import N_

KINDS = {
    "handling.answered": N_("回答五步法的问题"),
    "handling.searched": N_("登记检索"),
    "handling.search_struck_out": N_("划去误登的检索"),
    "handling.withheld": N_("记下不公开的部分"),
    "handling.not_withheld": N_("去掉不公开的部分"),
    "handling.provided": N_("加入拟提供的文件"),
    "handling.provided_copy": N_("改用处理后的文件"),
    "handling.not_provided": N_("去掉拟提供的文件"),
    "handling.help_asked": N_("请其他单位协办"),
    "handling.help_replied": N_("回复协办"),
    "handling.help_taken_back": N_("收回协办"),
    "handling.handed_over": N_("转给应当办理的单位"),
    "handling.drafted": N_("按五步法的结果起草答复"),
    "handling.suggested": N_("申请人建议主动公开"),
    "handling.converted": N_("转为主动公开"),
    "handling.not_converted": N_("决定不转为主动公开"),
}

FIELDS = {
    "question": N_("问题"),
    "answer": N_("回答"),
    "dropped": N_("随之作废的回答"),
    "search": N_("检索记录编号"),
    "ground": N_("不公开的依据"),
    "to_unit": N_("对方单位"),
    "help_kind": N_("请对方做什么"),
    "due_on": N_("办理时限"),
    "found": N_("有没有找到"),
    "former_number": N_("原编号"),
    "letter": N_("文书"),
    "applications": N_("有关申请"),
    "document": N_("政府信息编号"),
    "file": N_("文件"),
}
