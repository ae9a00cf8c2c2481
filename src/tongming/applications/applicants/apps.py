from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicantsConfig(AppConfig):
    """Who applied."""

    name = "tongming.applications.applicants"
    label = "applications_applicants"
    verbose_name = _("申请人")

    def ready(self) -> None:
        """Name what is sealed here."""
        from tongming.applications.applicants.models import Applicant
        from tongming.sealing.registry import register_sealed

        register_sealed(Applicant, "sealed")
