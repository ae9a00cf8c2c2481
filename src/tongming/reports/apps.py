from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """The annual report."""

    name = "tongming.reports"
    verbose_name = _("年度报告")

    def ready(self) -> None:
        """Tell the first screen what the reports ask of a person."""
        from tongming.reports.duties import report_duties
        from tongming.units.duties import register_duties

        register_duties(report_duties)
