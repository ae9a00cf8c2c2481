from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """The ledger of every act."""

    name = "tongming.ledger"
    verbose_name = _("办理台账")

    def ready(self) -> None:
        from tongming.clockwork import register_job
        from tongming.ledger.anchors import note_daily
        from tongming.ledger.duties import ledger_duties
        from tongming.units.duties import register_duties

        register_duties(ledger_duties)
        register_job("ledger", note_daily)
