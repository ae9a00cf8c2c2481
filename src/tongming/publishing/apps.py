from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    """The publishing mechanism: finished files, their order, their proof."""

    name = "tongming.publishing"
    verbose_name = _("发布")
