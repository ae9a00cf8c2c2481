from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """The annual report."""

    name = "tongming.reports"
    verbose_name = _("年度报告")

    def ready(self) -> None:
        """Tell the first screen what the reports ask of a person, inspection what is late, and the
        tasks what there is to bear a progress out."""
        from tongming.law.words import N_
        from tongming.reports.bearing_out import cleanups_of, information_of, villages_of
        from tongming.reports.duties import report_duties
        from tongming.reports.inspected import no_reports, unpublished
        from tongming.supervision.inspection.facts import register_check
        from tongming.supervision.tasks.evidence import register_evidence
        from tongming.units.duties import register_duties

        register_duties(report_duties)
        register_check("C34", unpublished)
        register_check("C05", no_reports)
        register_evidence("information", N_("公开的政府信息"), information_of)
        register_evidence("villages", N_("村务公开检查"), villages_of)
        register_evidence("cleanup", N_("规范性文件清理"), cleanups_of)
