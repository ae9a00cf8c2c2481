from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CrawlingConfig(AppConfig):
    """Sections looked at as the public sees them."""

    name = "tongming.supervision.crawling"
    label = "supervision_crawling"
    verbose_name = _("网页巡查")

    def ready(self) -> None:
        from tongming.clockwork import register_job
        from tongming.supervision.crawling import ledger_words
        from tongming.supervision.crawling.rechecking import look_again
        from tongming.supervision.crawling.starting import start_what_waits
        from tongming.supervision.inspection.facts import register_recheck
        from tongming.supervision.inspection.words import name_evidence

        name_evidence(ledger_words.EVIDENCE)
        register_job("crawling", start_what_waits)
        register_recheck("crawl", look_again)
