"""`tongming manage guard_ledger`: set the ledger's triggers anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.utils.translation import gettext as _

from tongming.ledger import triggers


class Command(BaseCommand):
    help = _("恢复台账的防改触发器（数据库恢复或迁移之后用）")

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            triggers.create(connection)
        self.stdout.write(_("台账的防改触发器已经就位。"))
