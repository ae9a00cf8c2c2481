from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """The REST API."""

    name = "tongming.api"
    label = "api"
    verbose_name = _("数据接口")

    def ready(self) -> None:
        from tongming.api.belongings import tokens_of
        from tongming.api.models import Answered
        from tongming.api.tokens import following
        from tongming.api.tokens.actions import sweep
        from tongming.clockwork import register_job
        from tongming.sealing.registry import register_sealed
        from tongming.units.belongings import register_belongings

        following.connect()
        register_belongings(tokens_of)
        register_job("tokens", sweep)
        register_sealed(Answered, "sealed")
