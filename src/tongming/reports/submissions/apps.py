from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    """Annual reports submitted to the supervising office."""

    name = "tongming.reports.submissions"
    label = "reports_submissions"
    verbose_name = _("年度报告报送")

    def ready(self) -> None:
        from tongming.clockwork import register_job
        from tongming.reports.submissions.checking import run_waiting
        from tongming.reports.submissions.duties import submission_duties
        from tongming.units.duties import register_duties

        register_duties(submission_duties)
        register_job("county checks", run_waiting)
