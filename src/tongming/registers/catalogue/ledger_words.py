"""What the events of the catalogue are called."""

from tongming.law.words import N_

KINDS = {
    "catalogue.imported": N_("导入标准目录"),
    "catalogue.chosen": N_("选用标准目录事项"),
}

FIELDS = {
    "retired": N_("停用的行数"),
    "added": N_("新选用的行数"),
    "dropped": N_("不再选用的行数"),
}
