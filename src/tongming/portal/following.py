"""What the search and the channels take from the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.conf import settings

from tongming.portal.site.reading import address_of
from tongming.publishing import followers, sources
from tongming.publishing.channels import content
from tongming.publishing.channels.actions import Follower as ChannelFollower
from tongming.publishing.channels.post import Picture
from tongming.publishing.item import PublicItem
from tongming.search import feed
from tongming.search.actions import Follower as SearchFollower


class SearchFeed:
    """Every public item, and its page on this host."""

    def get(self, key: str, /) -> PublicItem | None:
        return sources.get(key)

    def keys(self) -> Iterable[str]:
        return sources.every_key()

    def address(self, item: PublicItem, /) -> str:
        return address_of(item)


class ChannelContent(SearchFeed):
    """The same, with the full address: a post is read elsewhere."""

    def address(self, item: PublicItem, /) -> str:
        return settings.SITE_ADDRESS + super().address(item)

    def pictures(self, item: PublicItem, /) -> Mapping[str, Picture]:
        return {}


def connect() -> None:
    """Follow the site, once."""
    feed.use(SearchFeed())
    content.use(ChannelContent())
    followers.register(SearchFollower())
    followers.register(ChannelFollower())
