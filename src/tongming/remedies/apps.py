from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RemediesConfig(AppConfig):
    """Reconsideration and litigation."""

    name = "tongming.remedies"
    verbose_name = _("复议诉讼")

    def ready(self) -> None:
        """Tell the first screen what is due, the calendar what rests on it, an application's page
        what was brought against its reply, and its erasure what to wait for and to take along."""
        from tongming.applications.applicants.erasing import register_eraser, register_hold
        from tongming.applications.beside import register_notes
        from tongming.calendars.watchers import register_watcher
        from tongming.remedies.actions.keeping import erase_papers
        from tongming.remedies.duties import remedy_duties
        from tongming.remedies.notes import notes_about
        from tongming.remedies.queries import is_pending_about
        from tongming.remedies.recomputing import OpenTerms
        from tongming.units.duties import register_duties

        register_duties(remedy_duties)
        register_watcher(OpenTerms())
        register_notes(notes_about)
        register_eraser(erase_papers)
        register_hold(is_pending_about)
