from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpennessConfig(AppConfig):
    """The open register of applications."""

    name = "tongming.applications.openness"
    label = "applications_openness"
    verbose_name = _("申请办理情况公开")
