"""How much may come from one address to the pages of applying."""

from __future__ import annotations

from tongming.portal.visitors.bounds import Bounds

bounds = Bounds("applying")
