from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    """The register of applications for disclosure."""

    name = "tongming.applications"
    verbose_name = _("依申请公开")

    def ready(self) -> None:
        """Tell the first screen what waits, and the calendar whose dates rest on it."""
        from tongming.applications.belongings import open_applications_of
        from tongming.applications.duties import application_duties
        from tongming.applications.first_steps import REHEARSAL
        from tongming.applications.recomputing import OpenClocks
        from tongming.calendars.watchers import register_watcher
        from tongming.units.belongings import register_belongings
        from tongming.units.duties import register_duties
        from tongming.units.newcomers.steps import register_step

        register_duties(application_duties)
        register_belongings(open_applications_of)
        register_step(REHEARSAL)
        register_watcher(OpenClocks())
