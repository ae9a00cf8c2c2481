"""What the events of supervised matters are called."""

from tongming.law.words import N_

KINDS = {
    "matters.issued": N_("下达督办事项"),
    "matters.signed": N_("签收督办事项"),
    "matters.reported": N_("反馈督办事项"),
    "matters.returned": N_("督办事项退回补办"),
    "matters.extended": N_("变更督办期限"),
    "matters.urged": N_("催办"),
    "matters.yellow": N_("黄牌警示"),
    "matters.red": N_("红牌警示"),
    "matters.closed": N_("办结督办事项"),
    "matters.revoked": N_("撤销督办事项"),
    "matters.answer_drafted": N_("起草督办公开答复"),
    "matters.answer_published": N_("公开督办答复"),
    "matters.answer_withdrawn": N_("撤回督办公开答复"),
    "matters.reminding_set": N_("设置催办"),
}

FIELDS = {
    "handler": N_("承办单位"),
    "term_until": N_("办结时限"),
    "before": N_("到期前几个工作日催办"),
    "yellow": N_("逾期几个工作日黄牌警示"),
    "red": N_("逾期几个工作日红牌警示"),
}
