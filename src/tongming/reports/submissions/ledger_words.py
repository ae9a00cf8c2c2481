"""What the events of submitted reports are called."""

from tongming.law.words import N_

KINDS = {
    "submissions.submitted": N_("报送年度报告"),
    "submissions.marked": N_("标注报送的报告"),
    "submissions.unmarked": N_("取消标注"),
    "submissions.sent_back": N_("退回报送的报告"),
    "submissions.cleared": N_("审核通过报送的报告"),
    "submissions.reopened": N_("重新审核报送的报告"),
}

FIELDS = {
    "sha256": N_("报告指纹"),
    "to": N_("报送给"),
    "where": N_("标注位置"),
    "words": N_("标注内容"),
    "marks": N_("标注（位置、内容）"),
}
