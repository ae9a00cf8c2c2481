"""What the events of decisions are called."""

from tongming.law.words import N_

KINDS = {
    "decisions.opened": N_("建立重大行政决策事项目录"),
    "decisions.agreed": N_("登记党委同意决策事项目录"),
    "decisions.added": N_("列入重大行政决策事项"),
    "decisions.dropped": N_("移出重大行政决策事项"),
    "decisions.step": N_("登记重大行政决策程序"),
    "decisions.handed_over": N_("重大行政决策事项目录转公开"),
}

FIELDS = {
    "undertaker": N_("承办单位"),
    "planned_on": N_("计划决定日期"),
    "steps": N_("应履行的程序"),
    "step": N_("程序"),
    "began": N_("开始日期"),
}
