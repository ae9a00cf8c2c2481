from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    """Major administrative decisions."""

    name = "tongming.registers.decisions"
    label = "registers_decisions"
    verbose_name = _("重大行政决策")

    def ready(self) -> None:
        from tongming.registers.decisions.duties import decision_duties
        from tongming.units.duties import register_duties

        register_duties(decision_duties)
