"""What the events of the evaluation are called."""

from tongming.law.words import N_

KINDS = {
    "assessment.created": N_("开始社会评议"),
    "assessment.plan_submitted": N_("评议方案提交审批"),
    "assessment.approved": N_("评议方案审批并公布"),
    "assessment.sent_back": N_("评议方案或者结果退回修改"),
    "assessment.answered": N_("网上提交评议问卷"),
    "assessment.entered": N_("录入纸质评议问卷"),
    "assessment.struck_out": N_("划去评议问卷"),
    "assessment.rule_set": N_("修改评定规则"),
    "assessment.result_submitted": N_("评议结果提交审批"),
    "assessment.published": N_("评议结果审批并公布"),
    "assessment.ended": N_("评议结束"),
    "assessment.erased": N_("问卷上的意见保存期满清除"),
}

FIELDS = {
    "year": N_("年度"),
    "opens_on": N_("开始日期"),
    "ends_on": N_("截止日期"),
    "reason": N_("事由"),
    "side": N_("类别"),
    "sheets": N_("问卷"),
    "number": N_("编号"),
    "rule": N_("评定规则"),
    "score": N_("得分"),
    "grade": N_("等次"),
}
