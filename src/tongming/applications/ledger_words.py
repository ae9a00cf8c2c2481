"""What the events of the register are called."""

from tongming.law.clock.events import Kind
from tongming.law.words import N_

KINDS = {
    **{f"applications.{kind.value}": kind.label for kind in Kind},
    "applications.registered": N_("登记申请"),
    "applications.submitted": N_("收到网上申请"),
    "applications.confirmed": N_("双方确认收到申请"),
    "applications.dismissed": N_("不予登记网上申请"),
    "applications.unmasked": N_("查看申请人身份信息"),
    "applications.paper_opened": N_("打开申请材料"),
    "applications.papers_added": N_("补充申请材料"),
    "applications.identity_corrected": N_("更正申请人身份信息"),
    "applications.restated": N_("按补正改写所需政府信息"),
    "applications.erased": N_("保存期限已满，清除个人信息"),
    "applications.registration_corrected": N_("更正登记"),
    "applications.abandoned": N_("确认视为放弃申请"),
    "applications.reopened": N_("撤销按放弃办结"),
    "applications.receipt_completed": N_("补登对方收到日期"),
    "applications.struck_out": N_("更正误登的步骤"),
    "applications.recomputed": N_("确认重算的期限"),
}

FIELDS = {
    "number": N_("编号"),
    "channel": N_("收到渠道"),
    "how": N_("确认方式"),
    "applicant_kind": N_("申请人类别"),
    "arrived_on": N_("送达日期"),
    "outcome": N_("办理结果"),
    "party": N_("被征求意见的人或机关"),
    "reply_by": N_("答复截止日期"),
    "received_on": N_("对方收到日期"),
    "days": N_("天数"),
    "good_reason": N_("逾期补正有正当理由"),
    "delayed_until": N_("延迟至"),
    "step": N_("步骤编号"),
    "kind_of_step": N_("步骤"),
    "provisional": N_("暂算"),
    "note": N_("备注"),
    "paper": N_("材料编号"),
    "papers": N_("材料份数"),
    "kind_of_paper": N_("材料种类"),
    "changed": N_("改动的栏目"),
    "years": N_("保存年限"),
}
