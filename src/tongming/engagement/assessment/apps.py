from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentConfig(AppConfig):
    """The yearly evaluation by the public."""

    name = "tongming.engagement.assessment"
    label = "engagement_assessment"
    verbose_name = _("社会评议")

    def ready(self) -> None:
        """Name what is sealed here, what waits, what hangs on a person, what the clock does."""
        from tongming.clockwork import register_job
        from tongming.engagement.assessment.belongings import drafts_of
        from tongming.engagement.assessment.clock import close_and_erase
        from tongming.engagement.assessment.duties import assessment_duties
        from tongming.engagement.assessment.models import Sheet
        from tongming.sealing.registry import register_sealed
        from tongming.units.belongings import register_belongings
        from tongming.units.duties import register_duties

        register_sealed(Sheet, "sealed_words")
        register_duties(assessment_duties)
        register_belongings(drafts_of)
        register_job("assessment", close_and_erase)
