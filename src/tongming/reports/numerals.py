"""Numbers as a report prints them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def number_text(number: int | Decimal) -> str:
    """A number in plain digits: no exponent, no grouping, the decimals it was given.

    >>> number_text(Decimal("1E+3")), number_text(Decimal("9.60")), number_text(-3)
    ('1000', '9.60', '-3')
    """
    if not number:
        return format(abs(number), "f") if isinstance(number, Decimal) else "0"
    return format(number, "f") if isinstance(number, Decimal) else str(number)


def percentage(part: int | Decimal, whole: int | Decimal) -> Decimal:
    """A share in percent with one decimal, rounded half up: 14 of 146 is 9.6."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
