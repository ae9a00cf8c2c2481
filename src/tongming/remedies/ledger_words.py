"""What the events of the register of cases are called."""

from tongming.law.words import N_

KINDS = {
    "remedies.kept_since": N_("确定复议诉讼登记的起始年度"),
    "remedies.opened": N_("案件登记"),
    "remedies.first_opened": N_("发回重审，重新一审"),
    "remedies.second_opened": N_("二审开始"),
    "remedies.retrial_opened": N_("再审开始"),
    "remedies.stage_corrected": N_("更正案件登记"),
    "remedies.answered": N_("提交答复或者答辩"),
    "remedies.decided": N_("结果登记"),
    "remedies.result_corrected": N_("结果更正"),
    "remedies.reopened": N_("结果撤回，继续审理"),
    "remedies.acted": N_("履行决定或者裁判"),
    "remedies.voided": N_("案件作废"),
    "remedies.paper_kept": N_("存入案件材料"),
    "remedies.lesson_noted": N_("经验教训记录"),
}

FIELDS = {
    "since_year": N_("起始年度"),
    "reading": N_("计入口径"),
    "way": N_("类别"),
    "body": N_("复议机关或者法院"),
    "case_number": N_("案号"),
    "accepted_on": N_("受理日期"),
    "procedure": N_("程序"),
    "application": N_("相关申请"),
    "earlier": N_("此前的行政复议"),
    "letter_number": N_("文号"),
    "instance": N_("审级"),
    "result": N_("结果"),
    "decision_received_on": N_("收到决定或者裁判的日期"),
    "act_by": N_("履行期限"),
    "counted_as": N_("表四计入"),
    "counted_reason": N_("改计的理由"),
    "paper": N_("材料种类"),
}
