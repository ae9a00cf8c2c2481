from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SumsConfig(AppConfig):
    """Sums over annual reports."""

    name = "tongming.reports.sums"
    label = "reports_sums"
    verbose_name = _("年度报告汇总")

    def ready(self) -> None:
        from tongming.reports.sums.duties import sum_duties
        from tongming.units.duties import register_duties

        register_duties(sum_duties)
