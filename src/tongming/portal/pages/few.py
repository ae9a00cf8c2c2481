"""Parts of one file, and parts of none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tongming.publishing.site import Output


def alone(make: Callable[..., Output], *args: object, **kwargs: object) -> Sequence[Output]:
    """A part of one file."""
    return (make(*args, **kwargs),)


def nothing() -> Sequence[Output]:
    """A part that has nothing to show."""
    return ()
