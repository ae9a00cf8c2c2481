"""What the events of a first week are called."""

from tongming.law.words import N_

KINDS = {
    "newcomers.ticked": N_("完成第一周的一步"),
    "newcomers.dismissed": N_("不再显示第一周"),
}

FIELDS = {"step": N_("步骤")}
