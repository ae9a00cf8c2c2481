from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    """Training, meetings, accountability."""

    name = "tongming.supervision.training"
    label = "supervision_training"
    verbose_name = _("培训和会议")

    def ready(self) -> None:
        from tongming.supervision.training.duties import training_duties
        from tongming.units.duties import register_duties

        register_duties(training_duties)
