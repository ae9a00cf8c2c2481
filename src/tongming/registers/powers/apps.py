from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PowersConfig(AppConfig):
    """Lists of powers and responsibilities."""

    name = "tongming.registers.powers"
    label = "registers_powers"
    verbose_name = _("权责清单")

    def ready(self) -> None:
        from tongming.registers.powers.duties import power_duties
        from tongming.units.duties import register_duties

        register_duties(power_duties)
