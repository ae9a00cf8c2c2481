from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SealingConfig(AppConfig):
    """What is personal, encrypted."""

    name = "tongming.sealing"
    verbose_name = _("个人信息加密")
