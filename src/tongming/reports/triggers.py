"""The database's own guard over what is only ever added: stated figures, words, signatures.

A stated figure may change once, when it ends; nothing else changes, and nothing is deleted.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = ("reports_sectiontext", "reports_frozenreport", "reports_publication")
FIGURES = "reports_historicalfigure"
_KEPT = (
    "id",
    "unit_id",
    "year",
    "form",
    "address",
    "number",
    "gap",
    "unit_text",
    "source_id",
    "quote",
    "where",
    "reason",
    "by_id",
    "known_from",
    "event_id",
)
"""The columns of a stated figure that stay as they are when it ends."""


def create(connection: BaseDatabaseWrapper) -> None:
    """Set the triggers anew."""
    drop(connection)
    _run(connection, _postgresql() if connection.vendor == "postgresql" else _sqlite())


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for going back a migration, and for emptying a test database."""
    if connection.vendor == "postgresql":
        _run(connection, ["DROP FUNCTION IF EXISTS reports_refuse() CASCADE"])
        return
    names = [
        *(f"{table}_no_{act}" for table in (*TABLES, FIGURES) for act in ("update", "delete")),
    ]
    _run(connection, [f"DROP TRIGGER IF EXISTS {name}" for name in names])


def operation() -> migrations.RunPython:
    """The step of a migration that sets the triggers."""

    def forward(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        create(schema_editor.connection)

    def backward(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        drop(schema_editor.connection)

    return migrations.RunPython(forward, backward)


def _changed(distinct: str) -> str:
    """When an update of a stated figure is more than its end."""
    moved = [f'OLD."{column}" {distinct} NEW."{column}"' for column in _KEPT]
    return " OR ".join(['OLD."known_until" IS NOT NULL', 'NEW."known_until" IS NULL', *moved])


def _sqlite() -> list[str]:
    refuse = "BEGIN SELECT RAISE(ABORT, 'reports: only ever added'); END"
    made = [
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} {refuse}"
        for table in TABLES
        for act in ("update", "delete")
    ]
    made.append(f"CREATE TRIGGER {FIGURES}_no_delete BEFORE DELETE ON {FIGURES} {refuse}")
    made.append(
        f"CREATE TRIGGER {FIGURES}_no_update BEFORE UPDATE ON {FIGURES} "
        f"WHEN {_changed('IS NOT')} {refuse}"
    )
    return made


def _postgresql() -> list[str]:
    call = "EXECUTE FUNCTION reports_refuse()"
    made = [
        """CREATE FUNCTION reports_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN
             RAISE EXCEPTION 'reports: only ever added';
           END $$"""
    ]
    made += [
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} FOR EACH ROW {call}"
        for table in TABLES
        for act in ("update", "delete")
    ]
    made.append(
        f"CREATE TRIGGER {FIGURES}_no_delete BEFORE DELETE ON {FIGURES} FOR EACH ROW {call}"
    )
    made.append(
        f"CREATE TRIGGER {FIGURES}_no_update BEFORE UPDATE ON {FIGURES} FOR EACH ROW "
        f"WHEN ({_changed('IS DISTINCT FROM')}) {call}"
    )
    return made


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
