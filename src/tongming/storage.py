"""Where data live: the folder `var/`, the secret key in it, and the database."""

from __future__ import annotations

import errno
import os
import re
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

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
        return os.strerror(errno.EACCES)
    return ""


def secret_key(path: Path) -> str:
    """The installation's secret, made at the first start and readable by its owner alone.

    The file appears complete or not at all, and two processes starting at once agree on one key.
    Where it cannot be written, a key for this process alone: the check tongming.E001 says so.
    """
    if key := _read_secret(path):
        return key
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
            if other := _read_secret(path):
                return other
            Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return key


def _read_secret(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def sqlite(folder: Path) -> dict[str, Any]:
    """The embedded database.

    IMMEDIATE: two writers wait for each other instead of failing. FULL: what was acknowledged
    survives a power failure (docs/decisions/0402).
    """
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
    """SQLite under `folder`, or the PostgreSQL a URL names: postgresql://user:word@host/name."""
    if not url:
        return sqlite(folder)
    try:
        return _postgresql(urlsplit(url))
    except ValueError:
        shown = re.sub(r"//[^@/]*@", "//…@", url)
        wanted = say(N_("postgresql://用户:密码@主机:端口/库名，或者留空"))
        environment.PROBLEMS.append(environment.Problem("TONGMING_DATABASE", shown, wanted))
        return sqlite(folder)


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    """The settings for a PostgreSQL; ValueError where the URL names none."""
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in POSTGRESQL_SCHEMES or not name:
        raise ValueError(parts.scheme)
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
