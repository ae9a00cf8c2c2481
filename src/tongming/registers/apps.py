from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistersConfig(AppConfig):
    """What the registers have in common; each is an app of its own."""

    name = "tongming.registers"
    verbose_name = _("清单与登记")
