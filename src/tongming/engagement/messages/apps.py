from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MessagesConfig(AppConfig):
    """Citizens' messages."""

    name = "tongming.engagement.messages"
    label = "engagement_messages"
    verbose_name = _("市民留言")

    def ready(self) -> None:
        """Name what is sealed; tell first screen and handovers; erase what is due."""
        from tongming.clockwork import register_job
        from tongming.engagement.messages.belongings import messages_of
        from tongming.engagement.messages.duties import message_duties
        from tongming.engagement.messages.erasing import job
        from tongming.engagement.messages.models import Message
        from tongming.sealing.registry import register_sealed
        from tongming.units.belongings import register_belongings
        from tongming.units.duties import register_duties

        register_sealed(Message, "sealed")
        register_sealed(Message, "sealed_answer")
        register_duties(message_duties)
        register_belongings(messages_of)
        register_job("messages", job)
