"""The empty tables, kept between runs: every migration run one by one takes longer than most files.

They stand in pytest's own cache under a name made of what they come from, so that a migration added
or changed makes them anew. On PostgreSQL, and in a fresh clone, the migrations run.
"""

from __future__ import annotations

import hashlib
import inspect
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.db import connection
from pytest_django import DjangoDbBlocker

from tongming.ledger import triggers as ledger_triggers
from tongming.reports import triggers as report_triggers


def _sources() -> Iterator[Path]:
    """What decides how the empty tables look: the migrations, and the triggers they put on."""
    for app in apps.get_app_configs():
        yield from sorted(Path(app.path, "migrations").glob("*.py"))
    for triggers in (ledger_triggers, report_triggers):
        yield Path(inspect.getfile(triggers))


@pytest.fixture(scope="session")
def kept_tables(request: pytest.FixtureRequest) -> Path | None:
    """Where the empty tables are, or will be once the migrations have run."""
    if connection.vendor != "sqlite":
        return None
    made_of = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    for source in _sources():
        made_of.update(f"\n{source}\n".encode() + source.read_bytes())
    return request.config.cache.mkdir("tables") / f"{made_of.hexdigest()[:32]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(kept_tables: Path | None) -> bool:
    """Tables that are there already are taken as they are."""
    return kept_tables is not None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, kept_tables: Path | None
) -> None:
    """Once this process knows the name of its own database, the kept tables are put there."""
    if kept_tables and kept_tables.exists():
        shutil.copyfile(kept_tables, connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, kept_tables: Path | None
) -> Iterator[None]:
    """Keep the tables while they are empty."""
    with django_db_blocker.unblock():
        if kept_tables and not kept_tables.exists():
            _keep(kept_tables)
    yield
    with django_db_blocker.unblock():
        connection.close()


def _keep(place: Path) -> None:
    """Other processes do the same at the same time: whoever comes last replaces the whole file."""
    unfinished = place.with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    copy = sqlite3.connect(unfinished)
    connection.connection.backup(copy)
    copy.close()
    unfinished.replace(place)
    for old in place.parent.glob("*.sqlite3"):
        if old != place:
            old.unlink(missing_ok=True)
