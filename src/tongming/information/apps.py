from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InformationConfig(AppConfig):
    """Government information: drafted, reviewed, signed, published, kept up to date."""

    name = "tongming.information"
    verbose_name = _("政府信息")
