"""What the events of the lists are called."""

from tongming.law.words import N_

KINDS = {
    "powers.imported": N_("导入权责清单"),
    "powers.chart_added": N_("上传流程图"),
    "powers.advanced": N_("权责清单审批"),
    "powers.sent_back": N_("权责清单退回"),
    "powers.handed_over": N_("权责清单转公开"),
    "powers.adjustment_opened": N_("登记调整事由"),
    "powers.adjustment_closed": N_("了结调整事由"),
}

FIELDS = {
    "effective_on": N_("施行日期"),
    "stage": N_("进度"),
    "organ": N_("机关"),
    "paper": N_("文号"),
    "document": N_("信息编号"),
    "occasion": N_("调整情形"),
    "source": N_("依据的文件"),
    "what": N_("涉及的事项"),
    "due_on": N_("计划完成日期"),
}
