"""What the events of handovers are called."""

from tongming.law.words import N_

KINDS = {
    "handover.started": N_("开始工作交接"),
    "handover.settled": N_("确定交接事项的接手人"),
    "handover.finished": N_("办结工作交接"),
    "handover.cancelled": N_("取消工作交接"),
}

FIELDS = {
    "person": N_("人员编号"),
    "full_name": N_("姓名"),
    "reason": N_("事由"),
    "closes_account": N_("办结时停用账号"),
    "settled": N_("交接事项（编号、类别、接手人、说明）"),
    "witness": N_("监交人"),
    "signed_on": N_("签字日期"),
}
