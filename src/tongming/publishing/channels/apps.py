from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChannelsConfig(AppConfig):
    """Where an item is published besides its page."""

    name = "tongming.publishing.channels"
    label = "publishing_channels"
    verbose_name = _("发布渠道")

    def ready(self) -> None:
        from tongming.clockwork import register_job
        from tongming.publishing.channels.actions import job
        from tongming.publishing.channels.belongings import accounts_of
        from tongming.publishing.channels.duties import channel_duties
        from tongming.units.belongings import register_belongings
        from tongming.units.duties import register_duties

        register_duties(channel_duties)
        register_belongings(accounts_of)
        register_job("channels", job)
