from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InspectionConfig(AppConfig):
    """Findings, orders, quarterly reports, ranking."""

    name = "tongming.supervision.inspection"
    label = "supervision_inspection"
    verbose_name = _("检查与整改")

    def ready(self) -> None:
        from tongming.clockwork import register_job
        from tongming.supervision.inspection.duties import inspection_duties
        from tongming.supervision.inspection.looking import daily
        from tongming.units.duties import register_duties

        register_job("inspection", daily)
        register_duties(inspection_duties)
