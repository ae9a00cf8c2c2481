from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The public pages."""

    name = "tongming.portal"
    verbose_name = _("公开门户")

    def ready(self) -> None:
        from tongming.engagement.consultations import linking
        from tongming.portal import following, institutions, triggers
        from tongming.portal.assessing.items import AssessmentSource
        from tongming.portal.consulting import decisions, items
        from tongming.portal.site.renderer import SectionRenderer
        from tongming.publishing import renderers, sources
        from tongming.registers.decisions.beside import register_notes

        renderers.register(SectionRenderer())
        triggers.connect()
        sources.register(institutions.InstitutionSource())
        institutions.connect()
        for source in (items.ConsultationSource(), items.UptakeSource(), AssessmentSource()):
            sources.register(source)
        linking.use(decisions.DecisionMatters())
        register_notes(decisions.consultations_of)
        following.connect()
