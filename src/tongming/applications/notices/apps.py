from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Notices of deadlines, the daily digest, the calendar feed."""

    name = "tongming.applications.notices"
    label = "applications_notices"
    verbose_name = _("提醒")

    def ready(self) -> None:
        """Do what is due by the clock, and tell administrators what did not arrive."""
        from tongming.applications.notices.duties import notice_duties
        from tongming.applications.notices.sending import run
        from tongming.clockwork import register_job
        from tongming.units.duties import register_duties

        register_job("notices", run)
        register_duties(notice_duties)
