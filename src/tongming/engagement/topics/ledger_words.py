"""What the events of public opinion and hot topics are called."""

from tongming.law.words import N_

KINDS = {
    "opinions.entered": N_("登记政务舆情"),
    "opinions.assessed": N_("研判政务舆情"),
    "opinions.said": N_("登记舆情回应"),
    "opinions.struck_out": N_("撤销舆情回应登记"),
    "opinions.closed": N_("办结政务舆情"),
    "opinions.evaluated": N_("评估政务舆情"),
    "topics.proposed": N_("发现可能的热点"),
    "topics.confirmed": N_("确认热点"),
    "topics.split": N_("分出热点留言"),
    "topics.merged": N_("合并热点"),
    "topics.set_aside": N_("定为不是热点"),
    "topics.looking_set": N_("设置热点"),
    "topics.response_drafted": N_("起草热点回应"),
    "topics.response_approved": N_("公开热点回应"),
    "topics.response_withdrawn": N_("撤回热点回应"),
}

FIELDS = {
    "messages": N_("留言条数"),
    "least": N_("几条相似的算热点"),
    "found_at": N_("发现时间"),
    "said_at": N_("发布时间"),
    "gravity": N_("等级"),
    "statement": N_("回应"),
    "is_last": N_("最后一次回应"),
}
