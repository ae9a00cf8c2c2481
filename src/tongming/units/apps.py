from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UnitsConfig(AppConfig):
    """Organs, people and what they may do."""

    name = "tongming.units"
    verbose_name = _("单位与人员")

    def ready(self) -> None:
        from tongming import checks
        from tongming.units import signin
        from tongming.units.duties import register_duties
        from tongming.units.own_duties import contact_duty, organisation_duty, protection_duty

        checks.install()
        signin.connect()
        register_duties(protection_duty)
        register_duties(contact_duty)
        register_duties(organisation_duty)
