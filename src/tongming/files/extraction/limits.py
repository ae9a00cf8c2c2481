"""How much of a file is read before it is taken for an attack or an accident."""

from __future__ import annotations

MAX_ENTRIES = 20_000
"""Entries in a zip."""
MAX_UNPACKED = 600 * 1024 * 1024
"""Bytes of all entries of a zip, unpacked."""
MAX_XML = 120 * 1024 * 1024
"""Bytes of one XML part."""
MAX_DEPTH = 3
"""Documents inside documents."""
MAX_PAGES = 2_000
"""Pages of a PDF."""
MAX_TEXT = 40_000_000
"""Characters taken out of one file."""
MEMORY = 3 * 1024 * 1024 * 1024
"""Address space of the guarded process; pictures of pages are large."""
SECONDS = 60.0
"""Wall time for one question to it."""
