from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The public pages."""

    name = "tongming.portal"
    verbose_name = _("公开门户")

    def ready(self) -> None:
        from tongming.portal import following, institutions, triggers
        from tongming.portal.messaging import items
        from tongming.portal.site.renderer import SectionRenderer
        from tongming.publishing import renderers, sources

        renderers.register(SectionRenderer())
        triggers.connect()
        sources.register(institutions.InstitutionSource())
        institutions.connect()
        following.connect()
        items.connect()
