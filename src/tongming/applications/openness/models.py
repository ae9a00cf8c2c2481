"""What an application was about, in kind: the only thing a person says for the open register."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongming.applications.models import Application


class Theme(models.Model):
    """The statutory item (第二十条、第二十一条) an application comes closest to."""

    application = models.OneToOneField(
        Application, models.PROTECT, related_name="theme", verbose_name=_("申请")
    )
    item = models.CharField(_("主题"), max_length=20)

    class Meta:
        verbose_name = _("申请的主题")

    def __str__(self) -> str:
        return f"{self.application}: {self.item}"
