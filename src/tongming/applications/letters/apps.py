from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    """The letters of an application."""

    name = "tongming.applications.letters"
    label = "applications_letters"
    verbose_name = _("申请文书")

    def ready(self) -> None:
        """Tell the first screen which letters wait, and what here is sealed and erased in time."""
        from tongming.applications.applicants.erasing import register_eraser
        from tongming.applications.letters.duties import letter_duties
        from tongming.applications.letters.erasing import erase_letters
        from tongming.applications.letters.first_steps import ONLINE_REVIEW
        from tongming.applications.letters.mailing import run
        from tongming.applications.letters.models import Letter
        from tongming.clockwork import register_job
        from tongming.sealing.registry import register_sealed
        from tongming.units.duties import register_duties
        from tongming.units.setting_up import register_set_up

        register_job("letters", run)
        register_set_up(ONLINE_REVIEW)
        register_duties(letter_duties)
        register_eraser(erase_letters)
        register_sealed(Letter, "sealed")
