from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MattersConfig(AppConfig):
    """Supervised matters."""

    name = "tongming.engagement.matters"
    label = "engagement_matters"
    verbose_name = _("督办事项")

    def ready(self) -> None:
        from tongming.clockwork import register_job
        from tongming.engagement.matters.belongings import matters_of
        from tongming.engagement.matters.duties import matter_duties
        from tongming.engagement.matters.queries import place_of_material
        from tongming.engagement.matters.reminding import remind_all
        from tongming.files.belonging import register_place
        from tongming.units.belongings import register_belongings
        from tongming.units.duties import register_duties

        register_duties(matter_duties)
        register_belongings(matters_of)
        register_place(place_of_material)
        register_job("matters", remind_all)
