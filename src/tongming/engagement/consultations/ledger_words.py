"""What the events of consultations are called."""

from tongming.law.words import N_

KINDS = {
    "consultations.created": N_("起草征求意见公告"),
    "consultations.submitted": N_("征求意见公告提交审批"),
    "consultations.opened": N_("征求意见公告审批并公布"),
    "consultations.sent_back": N_("征求意见公告退回修改"),
    "consultations.extended": N_("延长征求意见"),
    "consultations.ended_early": N_("提前终止征求意见"),
    "consultations.ended": N_("征求意见结束"),
    "consultations.commented": N_("网上提交意见"),
    "consultations.comment_entered": N_("登记意见来稿"),
    "consultations.set_aside": N_("来稿不计入"),
    "consultations.counted_again": N_("来稿重新计入"),
    "consultations.contact_opened": N_("查看提意见的人的联系方式"),
    "consultations.file_opened": N_("打开来稿附件"),
    "consultations.opinion_added": N_("归纳意见"),
    "consultations.opinion_answered": N_("写明意见采纳情况"),
    "consultations.opinion_dropped": N_("去掉归纳的意见"),
    "consultations.uptake_begun": N_("起草意见采纳情况"),
    "consultations.uptake_submitted": N_("意见采纳情况提交审批"),
    "consultations.uptake_sent_back": N_("意见采纳情况退回修改"),
    "consultations.uptake_published": N_("意见采纳情况审批并公布"),
    "consultations.erased": N_("来稿保存期满清除"),
}

FIELDS = {
    "title": N_("名称"),
    "ends_on": N_("截止日期"),
    "before": N_("原截止日期"),
    "reason": N_("事由"),
    "number": N_("编号"),
    "way": N_("渠道"),
    "people": N_("人数"),
    "comments": N_("来稿"),
    "opinions": N_("意见"),
    "verdict": N_("采纳情况"),
}
