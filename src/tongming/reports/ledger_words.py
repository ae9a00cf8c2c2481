"""What the events of annual reports are called."""

from tongming.law.words import N_

KINDS = {
    "reports.read": N_("读取已发布的年度报告"),
    "reports.reading_confirmed": N_("确认读取结果为历史数据"),
    "reports.reading_discarded": N_("不采用读取结果"),
    "reports.figures_entered": N_("填报年度数据"),
    "reports.figure_corrected": N_("更正年度数据"),
    "reports.figure_withdrawn": N_("撤销年度数据"),
    "reports.opened": N_("开始编写年度报告"),
    "reports.section_redrafted": N_("重新起草文字"),
    "reports.section_written": N_("编写文字"),
    "reports.submitted": N_("提交签发"),
    "reports.sent_back": N_("退回修改"),
    "reports.signed": N_("签发年度报告"),
    "reports.published": N_("发布年度报告"),
    "reports.correction_opened": N_("开始更正年度报告"),
}

FIELDS = {
    "year": N_("年份"),
    "form": N_("格式"),
    "version": N_("版本"),
    "hash": N_("报告指纹"),
    "known_at": N_("数据截至"),
    "source": N_("来源文件指纹"),
    "figures": N_("数字（位置、原来、现在）"),
    "violations": N_("不平的关系"),
    "warnings": N_("提示"),
    "accepted": N_("已确认的差异"),
    "section": N_("章节"),
    "text": N_("文字"),
}
