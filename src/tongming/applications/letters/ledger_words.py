"""What the events of letters are called."""

from tongming.law.words import N_

KINDS = {
    "letters.drafted": N_("起草文书"),
    "letters.revised": N_("修改文书"),
    "letters.submitted": N_("提交签发文书"),
    "letters.sent_back": N_("退回修改文书"),
    "letters.signed": N_("签发文书"),
    "letters.sent": N_("发出文书"),
    "letters.sent_again": N_("换一种方式再发文书"),
    "letters.mail_asked": N_("交系统用电子邮件发送文书"),
    "letters.mail_returned": N_("登记电子邮件退信"),
    "letters.received": N_("登记文书送达"),
    "letters.discarded": N_("作废文书"),
    "letters.opened": N_("打开文书"),
    "letters.settings_changed": N_("修改文书设置"),
    "letters.seal_changed": N_("更换印章图片"),
    "letters.template_changed": N_("修改文书模板"),
    "letters.template_reset": N_("恢复默认文书模板"),
}

FIELDS = {
    "letter": N_("文书种类"),
    "application": N_("申请编号"),
    "way": N_("送达方式"),
    "pdf_sha256": N_("PDF文件指纹"),
    "docx_sha256": N_("Word文件指纹"),
    "paper": N_("文件"),
    "changed": N_("改动的项目"),
    "present": N_("是否使用"),
    "title": N_("标题"),
    "text": N_("文字"),
}
