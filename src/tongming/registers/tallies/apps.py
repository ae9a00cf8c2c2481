from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TalliesConfig(AppConfig):
    """Monthly tallies of administration."""

    name = "tongming.registers.tallies"
    label = "registers_tallies"
    verbose_name = _("执法数据")

    def ready(self) -> None:
        from tongming.registers.tallies.duties import tally_duties
        from tongming.units.duties import register_duties

        register_duties(tally_duties)
