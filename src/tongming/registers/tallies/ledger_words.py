"""What the events of the tallies are called."""

from tongming.law.words import N_

KINDS = {
    "tallies.entered": N_("登记执法数据"),
    "tallies.imported": N_("导入执法数据"),
}

FIELDS = {
    "department": N_("部门"),
    "tallies": N_("数量"),
    "changed": N_("新登记或者更正的数"),
}
