"""What the ledger's own events are called."""

from tongming.law.words import N_

KINDS = {
    "ledger.anchored": N_("留存台账指纹"),
    "ledger.checked": N_("核验台账"),
}

FIELDS = {
    "head": N_("最后一条的序号和指纹"),
    "after": N_("从第几条之后核验"),
    "last": N_("核验到第几条"),
    "broken_at": N_("断开处"),
}
