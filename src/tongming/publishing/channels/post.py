"""What is given to a channel, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

from tongming.publishing.channels.kinds import Channel, State
from tongming.publishing.channels.problems import Problem

Progress = Mapping[str, str]
"""The steps already taken with the platform, by name: what a retry goes on from."""
Save = Callable[[dict[str, str]], None]
"""Keeps the progress for good before the next step is taken."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to go with a text."""

    name: str
    content: bytes
    media_type: str = "image/png"


@dataclass(frozen=True, slots=True)
class Post:
    """A public item as a channel needs it."""

    key: str
    title: str
    link: str
    """The full address of the item's page: what every post leads to, and is recognised by."""
    publisher: str = ""
    summary: str = ""
    body_html: str = ""
    cover: Picture | None = None
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """The pictures of the text, by the `src` they have in it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking a platform."""

    state: State
    external_id: str = ""
    link: str = ""
    problem: Problem | None = None
    again_in: timedelta | None = None
    """When to look or try again by itself; None where there is nothing to wait for."""


class Adapter(Protocol):
    """A platform that can be asked to publish. None of its calls may publish a post twice."""

    channel: Channel
    ends_on: date | None
    """The day the account's authorisation ends; None where it does not end by itself."""

    def publish(
        self, post: Post, progress: Progress, save: Save, now: datetime, *, by_person: bool = True
    ) -> Outcome:
        """Go on from where the progress stands; before the step that publishes, the intent is
        saved, and after a lost answer the platform is looked through first. `by_person`: somebody
        asked for it at this moment; some things are not repeated otherwise."""
        ...

    def poll(self, post: Post, progress: Progress, now: datetime) -> Outcome:
        """What became of something accepted, or of a lost answer; nothing is published here."""
        ...

    def withdraw(self, external_id: str) -> Outcome:
        """Take the post away again."""
        ...
