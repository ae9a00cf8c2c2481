from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VillagesConfig(AppConfig):
    """Village affairs."""

    name = "tongming.registers.villages"
    label = "registers_villages"
    verbose_name = _("村务公开")

    def ready(self) -> None:
        from tongming.registers.villages.duties import village_duties
        from tongming.units.duties import register_duties

        register_duties(village_duties)
