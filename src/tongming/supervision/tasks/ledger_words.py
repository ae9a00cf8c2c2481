"""What the events of tasks are called."""

from tongming.law.words import N_

KINDS = {
    "tasks.proposed": N_("从报告提出任务"),
    "tasks.key_points": N_("登记工作要点"),
    "tasks.set": N_("下达任务"),
    "tasks.opened": N_("列入任务"),
    "tasks.arranged": N_("调整任务"),
    "tasks.dismissed": N_("不列入任务"),
    "tasks.merged": N_("合并任务"),
    "tasks.handed_on": N_("交接任务"),
    "tasks.progress": N_("登记进展"),
    "tasks.concluded": N_("提出任务结果"),
    "tasks.sent_back": N_("退回任务结果"),
    "tasks.confirmed": N_("确认任务结果"),
    "tasks.reopened": N_("重新办理任务"),
}

FIELDS = {
    "title": N_("名称"),
    "year": N_("年度"),
    "tasks": N_("任务数量"),
    "number": N_("文号"),
    "measure": N_("完成标准"),
    "due_on": N_("完成期限"),
    "department": N_("责任部门"),
    "person": N_("责任人"),
    "checkpoints": N_("检查点"),
    "reason": N_("事由"),
    "into": N_("并入"),
    "text": N_("内容"),
    "evidence": N_("佐证"),
    "result": N_("结果"),
    "did": N_("做了什么"),
}
