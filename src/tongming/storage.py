"""Where data live: the folder `var/`, the secret key in it, and the database."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tongming import environment
from tongming.law.words import N_, say

POSTGRESQL_SCHEMES = ("postgresql", "postgres")


def prepare_var(folder: Path) -> str:
    """Make the data folder where it is missing; "" or the reason it cannot be written to."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        return error.strerror or str(error)
    if not os.access(folder, os.W_OK | os.X_OK):
        return os.strerror(13)
    return ""


def secret_key(path: Path) -> str:
    """The installation's secret, made at the first start and readable by its owner alone.

    The file appears complete or not at all, and two processes starting at once agree on one key.
    Where it cannot be written, a key for this process alone: the check tongming.E001 says so.
    """
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:
        key = secrets.token_urlsafe(64)
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".secret-")
    except OSError:
        return key
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(temporary, path)
        except FileExistsError:
            return path.read_text(encoding="ascii").strip()
    finally:
        os.unlink(temporary)
    return key


def sqlite(folder: Path) -> dict[str, Any]:
    """The embedded database. IMMEDIATE: two writers wait for each other instead of failing."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "db.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
        },
    }


def database_from_url(url: str, folder: Path) -> dict[str, Any]:
    """SQLite under `folder`, or the PostgreSQL a URL names: postgresql://user:pass@host:5432/name."""
    if not url:
        return sqlite(folder)
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in POSTGRESQL_SCHEMES or not name:
        environment.PROBLEMS.append(
            environment.Problem(
                "TONGMING_DATABASE", url, say(N_("postgresql://用户:密码@主机:端口/库名，或者留空"))
            )
        )
        return sqlite(folder)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket's folder cannot stand before the slash of a URL, so it comes as ?host=/folder.
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
