from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The public pages."""

    name = "tongming.portal"
    verbose_name = _("公开门户")

    def ready(self) -> None:
        from tongming.engagement.consultations import linking
        from tongming.portal import following, institutions, matters, topics, triggers
        from tongming.portal.assessing.items import AssessmentSource
        from tongming.portal.consulting import decisions
        from tongming.portal.consulting.items import ConsultationSource, UptakeSource
        from tongming.portal.messaging import items as messages
        from tongming.portal.site.renderer import SectionRenderer
        from tongming.publishing import renderers, sources
        from tongming.registers.decisions.beside import register_notes

        renderers.register(SectionRenderer())
        triggers.connect()
        for source in (
            institutions.InstitutionSource(),
            matters.MatterSource(),
            topics.ResponseSource(),
            ConsultationSource(),
            UptakeSource(),
            AssessmentSource(),
        ):
            sources.register(source)
        for room in (institutions, matters, topics, messages, following):
            room.connect()
        linking.use(decisions.DecisionMatters())
        register_notes(decisions.consultations_of)
