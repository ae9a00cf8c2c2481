from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    """The publishing mechanism: finished files, their order, their proof."""

    name = "tongming.publishing"
    verbose_name = _("发布")

    def ready(self) -> None:
        from django.core.checks import Tags, register

        from tongming.publishing.checks import site_is_as_new_as_its_settings
        from tongming.publishing.duties import publishing_duties
        from tongming.units.duties import register_duties

        register_duties(publishing_duties)
        register(site_is_as_new_as_its_settings, Tags.database)
