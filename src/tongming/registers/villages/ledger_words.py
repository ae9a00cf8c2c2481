"""What the events of village affairs are called."""

from tongming.law.words import N_

KINDS = {
    "villages.added": N_("登记村（居）"),
    "villages.ended": N_("停止检查村（居）"),
    "villages.checked": N_("检查村务公开"),
    "villages.settled": N_("复查村务公开整改"),
}

FIELDS = {
    "findings": N_("检查情况"),
    "order_until": N_("整改期限"),
}
