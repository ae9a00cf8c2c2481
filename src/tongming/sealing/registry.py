"""Every column of the database that is sealed, named by the room it belongs to.

A room registers its own in its `AppConfig.ready`:

    register_sealed(Applicant, "sealed")

What is not registered is not sealed anew when keys change, and is lost with the old key: a test
compares this list with every column that `seal` writes to. The files of `SealedFile` need no entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

_SEALED: dict[tuple[str, str], SealedColumn] = {}


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """One binary column; empty where nothing is kept, or no longer."""

    model: type[Model]
    field: str

    @property
    def name(self) -> str:
        """`room.model.field`, for the operator."""
        return f"{self.model._meta.label_lower}.{self.field}"

    def rows(self) -> QuerySet[Model]:
        """The rows where something is sealed."""
        return self.model._default_manager.exclude(**{self.field: b""}).exclude(
            **{f"{self.field}__isnull": True}
        )

    def values(self, batch: int = 500) -> Iterator[tuple[Any, bytes]]:
        """Each row's key and sealed value, by key; rows that come while it runs are met too."""
        rows = self.rows().order_by("pk").values_list("pk", self.field)
        found = list(rows[:batch])
        while found:
            for pk, value in found:
                yield pk, bytes(value)
            found = list(rows.filter(pk__gt=found[-1][0])[:batch])


def register_sealed(model: type[Model], field: str) -> None:
    """Say that a column is sealed. Twice is once."""
    _SEALED[model._meta.label_lower, field] = SealedColumn(model, field)


def sealed_columns() -> list[SealedColumn]:
    """Every registered column, by name."""
    return [_SEALED[key] for key in sorted(_SEALED)]


def anything_sealed() -> bool:
    """Whether the database holds anything that only the keys open."""
    return any(column.rows().exists() for column in sealed_columns())
