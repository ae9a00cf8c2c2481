from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstitutionsConfig(AppConfig):
    """The unit's own rules for its disclosure work."""

    name = "tongming.units.institutions"
    label = "units_institutions"
    verbose_name = _("工作制度")

    def ready(self) -> None:
        from tongming.units.belongings import register_belongings
        from tongming.units.duties import register_duties
        from tongming.units.institutions.belongings import drafts_of
        from tongming.units.institutions.duties import institution_duties
        from tongming.units.institutions.first_steps import READING
        from tongming.units.newcomers.steps import register_step

        register_duties(institution_duties)
        register_belongings(drafts_of)
        register_step(READING)
