"""What the events of a clean-up are called."""

from tongming.law.words import N_

KINDS = {
    "normative.cleanup_begun": N_("开始清理规范性文件"),
    "normative.judged": N_("作出清理结论"),
    "normative.cleanup_finished": N_("完成清理规范性文件"),
}

FIELDS = {
    "verdict": N_("清理结论"),
    "verdicts": N_("清理结论"),
}
