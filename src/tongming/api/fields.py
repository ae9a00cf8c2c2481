"""The values a program may send, exact: what is not in the schema is refused, never guessed at.

Beside what the schema says nothing is taken for something else: no day written as a number, no
number written with spaces, no text with a character that no database of ours keeps.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from ninja import Path, Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints
from pydantic_core import PydanticCustomError

from tongming.law.words import N_

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile(r"-?[0-9]{1,18}")
PLAIN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
"""Text as people write it: no control characters but tabs and ends of lines."""
MOST_PK = 9_007_199_254_740_991
"""The largest whole number that every program reads alike."""
FIRST_YEAR, LAST_YEAR = 1990, 2199


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            pass
        else:
            if FIRST_YEAR <= day.year <= LAST_YEAR:
                return day
    raise PydanticCustomError("date", "not a day")


def _whole(value: Any) -> int:
    """A whole number of JSON, for which 3 and 3.0 are the same."""
    if isinstance(value, float) and value.is_integer() and abs(value) <= MOST_PK:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("int_type", "not a whole number")


def _digits(value: Any) -> int:
    """A whole number in an address: digits, and nothing else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    raise PydanticCustomError("int_type", "not a whole number")


Day = Annotated[date, BeforeValidator(_day)]
Yes = StrictBool
Text = Annotated[str, StringConstraints(strict=True, pattern=PLAIN)]


def upto(most: int, least: int = 0) -> StringConstraints:
    """Of so many characters: `Annotated[Text, upto(60)]`."""
    return StringConstraints(min_length=least, max_length=most)


Short = Annotated[Text, upto(300)]
Long = Annotated[Text, upto(200_000)]

# Constraints stand before the validator: so they are in the document, too.
Count = Annotated[int, Field(ge=0, le=2_147_483_647), BeforeValidator(_whole)]
Pk = Annotated[int, Field(ge=1, le=MOST_PK), BeforeValidator(_digits)]
Position = Annotated[int, Field(ge=1, le=2_147_483_647), BeforeValidator(_digits)]
YearNumber = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR), BeforeValidator(_digits)]
Days = Annotated[int, Field(ge=0, le=1000), BeforeValidator(_digits)]
Money = Annotated[
    str, StringConstraints(strict=True, pattern=r"^[0-9]{1,13}(\.[0-9]{1,2})?$", max_length=16)
]
"""An amount in yuan, as text: no program rounds it on the way."""
PageNumber = Annotated[int, Field(ge=1, le=50), BeforeValidator(_digits)]
_Limit = Annotated[int, Field(ge=1, le=100), BeforeValidator(_digits)]

# --- In addresses ---------------------------------------------------------------------------------

UnitCode = Annotated[
    str, Path(pattern=r"^[a-z0-9-]{1,60}$", max_length=60, examples=["hongshilazi"])
]
ItemKey = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,120}$", max_length=120, examples=["info-1"])]
Year = Annotated[YearNumber, Path(examples=[2026])]
PastYear = Annotated[YearNumber, Path(examples=[2025])]
Before = Annotated[
    Position | None,
    Query(description=N_("从这个位置往前取：上一页的 next"), examples=[100]),
]
Limit = Annotated[_Limit, Query(20, description=N_("一页的条数"), examples=[20])]

# --- What is sent, what is answered ---------------------------------------------------------------


class Given(BaseModel):
    """What a program sends: a field nobody knows is a mistake."""

    model_config = ConfigDict(extra="forbid")


class Told(BaseModel):
    """What it is answered."""

    model_config = ConfigDict(from_attributes=True)
