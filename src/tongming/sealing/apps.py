from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SealingConfig(AppConfig):
    """What is personal, encrypted."""

    name = "tongming.sealing"
    verbose_name = _("个人信息加密")

    def ready(self) -> None:
        """Name what is sealed here, seal for the files, look at the keys before anything is
        served."""
        from django.core.checks import Tags, register

        from tongming.clockwork import register_job
        from tongming.files.vault import register_vault
        from tongming.sealing.actions import erase, keep_sealed
        from tongming.sealing.checks import keys_are_kept_well, keys_open_what_is_sealed
        from tongming.sealing.models import SealedFile
        from tongming.sealing.registry import register_sealed
        from tongming.sealing.standing import job

        register_sealed(SealedFile, "sealed_name")
        register_vault(keep=keep_sealed, erase=erase)
        register_job("seal_standing", job)
        register(keys_are_kept_well)
        register(keys_open_what_is_sealed, Tags.database)
