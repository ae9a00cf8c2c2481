from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HandoverConfig(AppConfig):
    """What a person leaves behind, handed to others."""

    name = "tongming.units.handover"
    label = "units_handover"
    verbose_name = _("工作交接")

    def ready(self) -> None:
        from tongming.units.belongings import register_belongings
        from tongming.units.duties import register_duties
        from tongming.units.handover.duties import handover_duties
        from tongming.units.handover.own import account_of, appointments_of

        register_belongings(appointments_of)
        register_belongings(account_of)
        register_duties(handover_duties)
