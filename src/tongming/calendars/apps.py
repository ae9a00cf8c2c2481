from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarsConfig(AppConfig):
    """The working-day calendar in force."""

    name = "tongming.calendars"
    verbose_name = _("工作日历")
