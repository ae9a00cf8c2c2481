"""How long personal data is kept (《个人信息保护法》第四十七条)."""

from __future__ import annotations

from datetime import date


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
