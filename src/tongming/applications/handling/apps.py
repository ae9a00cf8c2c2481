from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HandlingConfig(AppConfig):
    """The five steps of an application."""

    name = "tongming.applications.handling"
    label = "applications_handling"
    verbose_name = _("申请办理")

    def ready(self) -> None:
        """Name what is sealed here and how it is erased, and tell the first screen what waits."""
        from tongming.applications.applicants.erasing import register_eraser
        from tongming.applications.handling.actions.deciding import erase_notes
        from tongming.applications.handling.actions.giving import erase_provided
        from tongming.applications.handling.duties import handling_duties
        from tongming.applications.handling.models import Answer
        from tongming.applications.handling.queries import found_clear, place_of_file
        from tongming.applications.handling.replying import agrees_with_answers
        from tongming.applications.letters.lawful import register_reply_check
        from tongming.applications.looking import register_look
        from tongming.files.belonging import register_place
        from tongming.sealing.registry import register_sealed
        from tongming.units.duties import register_duties

        register_sealed(Answer, "sealed_notes")
        register_eraser(erase_notes)
        register_eraser(erase_provided)
        register_place(place_of_file)
        register_reply_check(agrees_with_answers)
        register_look(found_clear)
        register_duties(handling_duties)
