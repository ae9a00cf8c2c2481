from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HistoryConfig(AppConfig):
    """Earlier annual reports, read in bulk and compared over years."""

    name = "tongming.reports.history"
    label = "reports_history"
    verbose_name = _("历年年度报告")

    def ready(self) -> None:
        from tongming.clockwork import register_job
        from tongming.reports.history.starting import start_what_waits

        register_job("history", start_what_waits)
