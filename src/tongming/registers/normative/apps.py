from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NormativeConfig(AppConfig):
    """Normative documents and their clean-up."""

    name = "tongming.registers.normative"
    label = "registers_normative"
    verbose_name = _("行政规范性文件")

    def ready(self) -> None:
        from tongming.registers.normative.duties import normative_duties
        from tongming.units.duties import register_duties

        register_duties(normative_duties)
