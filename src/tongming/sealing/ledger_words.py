"""What the events of the keys are called."""

from tongming.law.words import N_

KINDS = {"sealing.rotated": N_("更换个人信息的密钥")}

FIELDS = {"count": N_("重新加密的项数")}
