from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BudgetsConfig(AppConfig):
    """Budgets and final accounts."""

    name = "tongming.registers.budgets"
    label = "registers_budgets"
    verbose_name = _("预算决算")

    def ready(self) -> None:
        from tongming.information.pictures import register_pictures
        from tongming.registers.budgets.charts import pictures_of
        from tongming.registers.budgets.duties import budget_duties
        from tongming.units.duties import register_duties

        register_duties(budget_duties)
        register_pictures(pictures_of)
