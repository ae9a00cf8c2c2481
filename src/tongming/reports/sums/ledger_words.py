"""What the events of kept sums are called."""

from tongming.law.words import N_

KINDS = {
    "sums.kept": N_("保存年度报告汇总"),
    "sums.release_asked": N_("提请公布年度报告汇总"),
    "sums.published": N_("公布年度报告汇总"),
    "sums.release_returned": N_("退回公布汇总的提请"),
}

FIELDS = {
    "scope": N_("汇总范围"),
    "basis": N_("取哪一版"),
    "reports": N_("计入的报告（单位、版本、指纹）"),
    "missing": N_("没有报告的单位"),
    "sha256": N_("汇总指纹"),
}
