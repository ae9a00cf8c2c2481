from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplyingConfig(AppConfig):
    """Applications as the public makes and follows them."""

    name = "tongming.portal.applying"
    label = "portal_applying"
    verbose_name = _("网上申请")

    def ready(self) -> None:
        """What is never sent in is not kept for long."""
        from tongming import chores
        from tongming.portal.applying.drafts import sweep

        chores.register(sweep)
