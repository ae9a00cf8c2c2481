from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InspectingConfig(AppConfig):
    """The checks on the system's own records."""

    name = "tongming.inspecting"
    verbose_name = _("检查内容")

    def ready(self) -> None:
        from tongming.inspecting import (
            accounts,
            columns,
            consultations,
            documents,
            messages,
            people,
            texts,
        )
        from tongming.supervision.inspection.facts import register_check, register_columns

        register_columns(columns.DEFAULTS)
        for checks in (
            columns.CHECKS,
            documents.CHECKS,
            texts.CHECKS,
            messages.CHECKS,
            consultations.CHECKS,
            accounts.CHECKS,
            people.CHECKS,
        ):
            for indicator, look in checks.items():
                register_check(indicator, look)
