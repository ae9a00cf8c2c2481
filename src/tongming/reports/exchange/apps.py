from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Signed packages between installations."""

    name = "tongming.reports.exchange"
    label = "reports_exchange"
    verbose_name = _("系统间交换")

    def ready(self) -> None:
        """Packages that wait are sent by the clock; what came counts in sums and is a duty."""
        from tongming.clockwork import register_job
        from tongming.reports.exchange.delivering import deliver_due
        from tongming.reports.exchange.duties import exchange_duties
        from tongming.reports.exchange.sources import received
        from tongming.reports.sums.gathering import register_source
        from tongming.units.duties import register_duties

        register_job("exchange", deliver_due)
        register_source(received)
        register_duties(exchange_duties)
