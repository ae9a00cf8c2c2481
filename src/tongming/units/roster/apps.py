from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RosterConfig(AppConfig):
    """Who is on duty on which day."""

    name = "tongming.units.roster"
    label = "units_roster"
    verbose_name = _("值班表")

    def ready(self) -> None:
        from tongming.clockwork import register_job
        from tongming.units.belongings import register_belongings
        from tongming.units.roster.actions import roll
        from tongming.units.roster.belongings import shifts_of

        register_belongings(shifts_of)
        register_job("roster", roll)
