from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InformationConfig(AppConfig):
    """Government information: drafted, reviewed, signed, published, kept up to date."""

    name = "tongming.information"
    verbose_name = _("政府信息")

    def ready(self) -> None:
        """Tell the first screen what waits, and the publishing mechanism what is public."""
        from tongming.clockwork import register_job
        from tongming.information.belongings import drafts_of
        from tongming.information.duties import information_duties
        from tongming.information.first_steps import STEPS
        from tongming.information.public import InformationSource
        from tongming.information.worker import job
        from tongming.publishing import sources
        from tongming.units.belongings import register_belongings
        from tongming.units.duties import register_duties
        from tongming.units.newcomers.steps import register_step

        register_duties(information_duties)
        register_belongings(drafts_of)
        register_job("information", job)
        for step in STEPS:
            register_step(step)
        sources.register(InformationSource())
