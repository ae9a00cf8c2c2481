"""The product's settings for tests: a data folder of its own, quick passwords, nothing shared."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = tempfile.mkdtemp(prefix="tongming-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["TONGMING_VAR"] = _folder
# The sentences tests expect are the Chinese ones, whatever the locale of the machine.
os.environ["TONGMING_LANG"] = "zh"

from tongming.settings import *  # noqa: E402, F403
from tongming.settings import DATABASES, VAR  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
FILES = Path(VAR) / "files"
# A file rather than memory: threads of a live server then share it, as they do in use.
DATABASES["default"].setdefault("TEST", {})["NAME"] = str(VAR / "test.sqlite3")
