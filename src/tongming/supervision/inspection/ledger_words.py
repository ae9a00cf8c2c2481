"""What the events of inspection are called."""

from tongming.law.words import N_

KINDS = {
    "inspection.reported": N_("登记检查结果"),
}

FIELDS = {
    "source": N_("来源"),
    "indicators": N_("检查的指标"),
    "opened": N_("新发现"),
    "gone": N_("已消除"),
}
