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
        from tongming.reports import bearing_out
        from tongming.reports.duties import report_duties
        from tongming.reports.inspected import no_reports, unpublished
        from tongming.supervision.inspection.facts import register_check
        from tongming.supervision.tasks.evidence import register_evidence
        from tongming.units.duties import register_duties

        register_duties(report_duties)
        register_check("C34", unpublished)
        register_check("C05", no_reports)
        register_evidence("information", N_("公开的政府信息"), bearing_out.information_of)
        register_evidence("villages", N_("村务公开检查"), bearing_out.villages_of)
        register_evidence("cleanup", N_("规范性文件清理"), bearing_out.cleanups_of)
        register_evidence("message", N_("市民留言"), bearing_out.messages_of)
        register_evidence("uptake", N_("意见采纳情况"), bearing_out.uptakes_of)
        register_evidence("matter", N_("督办事项"), bearing_out.matters_of)
        register_evidence("order", N_("整改通知"), bearing_out.orders_of)
