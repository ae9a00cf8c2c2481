"""What the events of institution documents are called."""

from tongming.law.words import N_

KINDS = {
    "institutions.created": N_("起草工作制度"),
    "institutions.revising": N_("开始修改工作制度"),
    "institutions.submitted": N_("工作制度提交审批"),
    "institutions.approved": N_("工作制度审批并发布"),
    "institutions.sent_back": N_("工作制度退回修改"),
    "institutions.acknowledged": N_("签收工作制度"),
    "institutions.repealed": N_("废止工作制度"),
}

FIELDS = {
    "category": N_("类别"),
    "title": N_("名称"),
    "version": N_("版次"),
    "reason": N_("事由"),
}
