from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewcomersConfig(AppConfig):
    """The first week of somebody new."""

    name = "tongming.units.newcomers"
    label = "units_newcomers"
    verbose_name = _("新人第一周")

    def ready(self) -> None:
        from tongming.units.newcomers.own import STEPS
        from tongming.units.newcomers.steps import register_step

        for step in STEPS:
            register_step(step)
