from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Documents kept by content."""

    name = "tongming.files"
    verbose_name = _("文件")
