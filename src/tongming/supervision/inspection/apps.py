from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InspectionConfig(AppConfig):
    """Findings, orders, quarterly reports, ranking."""

    name = "tongming.supervision.inspection"
    label = "supervision_inspection"
    verbose_name = _("检查与整改")
