"""What the events of budgets are called."""

from tongming.law.words import N_

KINDS = {
    "budgets.opened": N_("登记预算决算的批准"),
    "budgets.imported": N_("导入预算决算表"),
    "budgets.explained": N_("说明增减原因"),
    "budgets.words": N_("填写预算决算说明"),
    "budgets.handed_over": N_("预算决算转公开"),
}

FIELDS = {
    "account": N_("种类"),
    "year": N_("年度"),
    "approver": N_("批准或者批复的机关"),
    "empty": N_("空表数"),
    "figure": N_("项目"),
    "basis": N_("对比"),
    "amount_wan": N_("本年数（万元）"),
    "before_wan": N_("对比数（万元）"),
    "explanation": N_("增减原因"),
    "words": N_("说明"),
}
