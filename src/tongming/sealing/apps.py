from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SealingConfig(AppConfig):
    """What is personal, encrypted."""

    name = "tongming.sealing"
    verbose_name = _("个人信息加密")

    def ready(self) -> None:
        """Name what is sealed here, and look at the keys before anything is served."""
        from django.core.checks import Tags, register

        from tongming.sealing.checks import keys_are_kept_well, keys_open_what_is_sealed
        from tongming.sealing.models import SealedFile
        from tongming.sealing.registry import register_sealed

        register_sealed(SealedFile, "sealed_name")
        register(keys_are_kept_well)
        register(keys_open_what_is_sealed, Tags.database)
