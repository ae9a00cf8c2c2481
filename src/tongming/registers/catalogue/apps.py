from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """The standard catalogue."""

    name = "tongming.registers.catalogue"
    label = "registers_catalogue"
    verbose_name = _("标准目录")

    def ready(self) -> None:
        from tongming.registers.catalogue.duties import catalogue_duties
        from tongming.units.duties import register_duties

        register_duties(catalogue_duties)
