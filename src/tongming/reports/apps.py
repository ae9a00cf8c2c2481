from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """The annual report."""

    name = "tongming.reports"
    verbose_name = _("年度报告")

    def ready(self) -> None:
        """Tell the first screen what the reports ask of a person, and inspection what is late."""
        from tongming.reports.duties import report_duties
        from tongming.reports.inspected import no_reports, unpublished
        from tongming.supervision.inspection.facts import register_check
        from tongming.units.duties import register_duties

        register_duties(report_duties)
        register_check("C34", unpublished)
        register_check("C05", no_reports)
