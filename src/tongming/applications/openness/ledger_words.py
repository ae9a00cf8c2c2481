"""What the events of the open register are called."""

from tongming.law.words import N_

KINDS = {"applications.theme_chosen": N_("选定申请的主题")}

FIELDS = {"item": N_("主题")}
