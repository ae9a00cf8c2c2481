# mypy: ignore-errors
"""A page of government information as a site of Wagtail would have it: put into its `home` app."""

from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index


class HomePage(Page):
    """The root `wagtail start` makes."""


class ItemPage(Page):
    """An item: every text it has is searched."""

    body = RichTextField()
    document_number = models.CharField(max_length=100, blank=True)
    publisher = models.CharField(max_length=100, blank=True)

    search_fields = [
        *Page.search_fields,
        index.SearchField("body"),
        index.SearchField("document_number"),
        index.SearchField("publisher"),
    ]
