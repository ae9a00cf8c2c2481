"""What the events of training are called."""

from tongming.law.words import N_

KINDS = {
    "training.planned": N_("计划培训"),
    "training.cancelled": N_("取消培训"),
    "training.held": N_("登记培训和参训人员"),
    "training.present_added": N_("补登参训人员"),
    "training.present_struck_out": N_("划去参训人员"),
    "training.handed_out": N_("加入培训材料"),
    "training.quiz_opened": N_("开放测验"),
    "training.quiz_answered": N_("测验作答"),
    "training.meeting": N_("登记会议"),
    "training.accountability": N_("登记责任追究"),
    "training.struck_out": N_("划去会议或者责任追究"),
}

FIELDS = {
    "title": N_("名称"),
    "hours": N_("学时"),
    "people": N_("人数"),
    "reason": N_("事由"),
    "name": N_("名称"),
    "pass_mark": N_("合格线"),
    "score": N_("得分"),
    "passed": N_("合格"),
    "category": N_("类别"),
    "fault": N_("情形"),
    "measure": N_("处理"),
}
