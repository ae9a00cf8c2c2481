from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The full-text index of what is public: one more published artefact."""

    name = "tongming.search"
    verbose_name = _("检索")
