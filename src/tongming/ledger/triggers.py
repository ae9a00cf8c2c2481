"""The database's own guard over the ledger: an event is added at the end, or not at all.

Whoever reaches the database past this program meets it too. SQLite drops a table's triggers when a
later migration rebuilds the table; such a migration ends with `operation()` again, and the check
tongming.E004 tells when somebody forgot.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tongming.ledger.canonical import FIRST

NAMES = ("ledger_event_no_update", "ledger_event_no_delete", "ledger_event_append")

_SQLITE = (
    """CREATE TRIGGER ledger_event_no_update BEFORE UPDATE ON ledger_event BEGIN
         SELECT RAISE(ABORT, 'ledger: an event is never changed');
       END""",
    """CREATE TRIGGER ledger_event_no_delete BEFORE DELETE ON ledger_event BEGIN
         SELECT RAISE(ABORT, 'ledger: an event is never deleted');
       END""",
    # Also stops INSERT OR REPLACE, which would delete without asking the trigger above.
    f"""CREATE TRIGGER ledger_event_append BEFORE INSERT ON ledger_event
        WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM ledger_event)
          OR NEW.previous_hash <> COALESCE(
               (SELECT hash FROM ledger_event ORDER BY seq DESC LIMIT 1), '{FIRST}')
        BEGIN
          SELECT RAISE(ABORT, 'ledger: not the next event');
        END""",
)

_POSTGRESQL = (
    """CREATE FUNCTION ledger_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         RAISE EXCEPTION 'ledger: an event is never changed or deleted';
       END $$""",
    f"""CREATE FUNCTION ledger_event_next() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
          last record;
        BEGIN
          SELECT seq, hash INTO last FROM ledger_event ORDER BY seq DESC LIMIT 1;
          IF NEW.seq <> COALESCE(last.seq, 0) + 1
             OR NEW.previous_hash <> COALESCE(last.hash, '{FIRST}') THEN
            RAISE EXCEPTION 'ledger: not the next event';
          END IF;
          RETURN NEW;
        END $$""",
    """CREATE TRIGGER ledger_event_no_update BEFORE UPDATE ON ledger_event
       FOR EACH ROW EXECUTE FUNCTION ledger_event_refuse()""",
    """CREATE TRIGGER ledger_event_no_delete BEFORE DELETE ON ledger_event
       FOR EACH ROW EXECUTE FUNCTION ledger_event_refuse()""",
    """CREATE TRIGGER ledger_event_no_truncate BEFORE TRUNCATE ON ledger_event
       FOR EACH STATEMENT EXECUTE FUNCTION ledger_event_refuse()""",
    """CREATE TRIGGER ledger_event_append BEFORE INSERT ON ledger_event
       FOR EACH ROW EXECUTE FUNCTION ledger_event_next()""",
)

_SQLITE_DROP = tuple(f"DROP TRIGGER IF EXISTS {name}" for name in NAMES)
_POSTGRESQL_DROP = (
    "DROP FUNCTION IF EXISTS ledger_event_refuse() CASCADE",
    "DROP FUNCTION IF EXISTS ledger_event_next() CASCADE",
)


def create(connection: BaseDatabaseWrapper) -> None:
    """Set the triggers anew."""
    drop(connection)
    _run(connection, _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for going back a migration, and for emptying a test database."""
    _run(connection, _POSTGRESQL_DROP if connection.vendor == "postgresql" else _SQLITE_DROP)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that should be there and are not."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'ledger_event'::regclass"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger_event'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {row[0] for row in cursor.fetchall()}
    return [name for name in NAMES if name not in found]


def operation() -> migrations.RunPython:
    """The step of a migration that sets the triggers."""

    def forward(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        create(schema_editor.connection)

    def backward(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        drop(schema_editor.connection)

    return migrations.RunPython(forward, backward)


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
