from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TopicsConfig(AppConfig):
    """Hot topics and responses to public opinion."""

    name = "tongming.engagement.topics"
    label = "engagement_topics"
    verbose_name = _("热点回应")

    def ready(self) -> None:
        from tongming.clockwork import register_job
        from tongming.engagement.topics.belongings import responses_of
        from tongming.engagement.topics.duties import opinion_duties
        from tongming.engagement.topics.grouping import look_everywhere
        from tongming.engagement.topics.topic_duties import topic_duties
        from tongming.units.belongings import register_belongings
        from tongming.units.duties import register_duties

        register_belongings(responses_of)
        register_duties(opinion_duties)
        register_duties(topic_duties)
        register_job("topics", look_everywhere)
