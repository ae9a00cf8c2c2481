from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    """Consultations on drafts."""

    name = "tongming.engagement.consultations"
    label = "engagement_consultations"
    verbose_name = _("意见征集")

    def ready(self) -> None:
        """Name what is sealed here, what waits, what hangs on a person, what the clock does."""
        from tongming.clockwork import register_job
        from tongming.engagement.consultations.belongings import drafts_of
        from tongming.engagement.consultations.checking import place_of
        from tongming.engagement.consultations.clock import close_and_erase
        from tongming.engagement.consultations.duties import consultation_duties
        from tongming.engagement.consultations.models import Comment
        from tongming.files.belonging import register_place
        from tongming.sealing.registry import register_sealed
        from tongming.units.belongings import register_belongings
        from tongming.units.duties import register_duties

        register_sealed(Comment, "sealed")
        register_duties(consultation_duties)
        register_belongings(drafts_of)
        register_place(place_of)
        register_job("consultations", close_and_erase)
