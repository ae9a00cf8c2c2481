from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicantsConfig(AppConfig):
    """Who applied."""

    name = "tongming.applications.applicants"
    label = "applications_applicants"
    verbose_name = _("申请人")

    def ready(self) -> None:
        """Name what is sealed here, tell the first screen what waits, and erase what is due."""
        from tongming.applications.applicants.duties import confirm_duties, erasing_duties
        from tongming.applications.applicants.erasing import job
        from tongming.applications.applicants.models import Applicant
        from tongming.clockwork import register_job
        from tongming.sealing.registry import register_sealed
        from tongming.units.duties import register_duties

        register_sealed(Applicant, "sealed")
        register_duties(confirm_duties)
        register_duties(erasing_duties)
        register_job("erasing", job)
