from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplyingConfig(AppConfig):
    """Applications as the public makes and follows them."""

    name = "tongming.portal.applying"
    label = "portal_applying"
    verbose_name = _("网上申请")

    def ready(self) -> None:
        """Name what is sealed here; forget by the clock what is never sent in."""
        from tongming.clockwork import register_job
        from tongming.portal.applying.drafts import sweep
        from tongming.portal.applying.models import Draft
        from tongming.sealing.registry import register_sealed

        register_sealed(Draft, "sealed")
        register_sealed(Draft, "receipts")
        register_job("drafts", sweep)
