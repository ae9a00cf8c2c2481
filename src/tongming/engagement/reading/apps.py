from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadingConfig(AppConfig):
    """Where the public reads, and what is handed to archive and library."""

    name = "tongming.engagement.reading"
    label = "engagement_reading"
    verbose_name = _("查阅服务")

    def ready(self) -> None:
        from tongming.clockwork import register_job
        from tongming.engagement.reading.due import do_due
        from tongming.engagement.reading.duties import reading_duties
        from tongming.engagement.reading.models import Visit
        from tongming.sealing.registry import register_sealed
        from tongming.units.duties import register_duties

        register_duties(reading_duties)
        register_sealed(Visit, "visitor")
        register_job("reading", do_due)
