"""What the events of public opinion and hot topics are called."""

from tongming.law.words import N_

KINDS = {
    "opinions.entered": N_("登记政务舆情"),
    "opinions.assessed": N_("研判政务舆情"),
    "opinions.said": N_("登记舆情回应"),
    "opinions.struck_out": N_("撤销舆情回应登记"),
    "opinions.closed": N_("办结政务舆情"),
    "opinions.evaluated": N_("评估政务舆情"),
}

FIELDS = {
    "found_at": N_("发现时间"),
    "said_at": N_("发布时间"),
    "gravity": N_("等级"),
    "statement": N_("回应"),
    "is_last": N_("最后一次回应"),
}
