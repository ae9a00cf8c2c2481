"""What the events of documents are called."""

from tongming.information.states import StepKind
from tongming.law.words import N_

KINDS = {
    **{f"information.{kind.value}": kind.label for kind in StepKind},
    "information.drafted": N_("起草"),
    "information.revised": N_("修改"),
    "information.finding_kept": N_("保留检查结果"),
    "information.correction_masked": N_("遮盖更正理由"),
    "information.interpretation_planned": N_("填写解读方案"),
    "information.imported": N_("导入台账"),
    "information.import_undone": N_("撤销台账导入"),
    "information.repeat_judged": N_("判断是否重复"),
}

FIELDS = {
    "title": N_("名称"),
    "attribute": N_("公开属性"),
    "revision": N_("版次"),
    "opinion": N_("意见"),
    "conclusion": N_("审查结论"),
    "state_secret": N_("涉及国家秘密"),
    "work_secret": N_("涉及工作秘密"),
    "trade_secret": N_("涉及商业秘密"),
    "privacy": N_("涉及个人隐私、个人信息"),
    "index_number": N_("索引号"),
    "voided": N_("作废的审查"),
    "state": N_("状态"),
    "at": N_("时间"),
    "disclose": N_("转为公开"),
    "finding": N_("检查结果"),
    "masked": N_("遮盖后"),
    "aspects": N_("解读内容"),
    "rows": N_("行数"),
    "repeats": N_("所重复的信息"),
}
