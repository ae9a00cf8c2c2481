from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """The ledger of every act."""

    name = "tongming.ledger"
    verbose_name = _("办理台账")
