from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarsConfig(AppConfig):
    """The working-day calendar in force."""

    name = "tongming.calendars"
    verbose_name = _("工作日历")

    def ready(self) -> None:
        from tongming.calendars.duties import calendar_duties
        from tongming.units.duties import register_duties

        register_duties(calendar_duties)
