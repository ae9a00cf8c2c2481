from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    """The letters of an application."""

    name = "tongming.applications.letters"
    label = "applications_letters"
    verbose_name = _("申请文书")

    def ready(self) -> None:
        """Tell the first screen which letters wait to be signed or sent."""
        from tongming.applications.letters.duties import letter_duties
        from tongming.units.duties import register_duties

        register_duties(letter_duties)
