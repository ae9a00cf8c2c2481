"""How much of a file is read before it is taken for an attack or an accident.

An annual report is a few pages. The bounds are generous for reports and keep every reading under
500 MB and five seconds, whatever the bytes.
"""

from __future__ import annotations

MAX_FILE = 30 * 1024 * 1024
"""Bytes on disk."""
MAX_TEXT = 8 * 1024 * 1024
"""Bytes of a text or a page that are decoded."""
MAX_LIST = 24 * 1024 * 1024
"""Bytes of a file with many reports in the project's own form: a few hundred of them."""
MAX_TAGS = 60_000
"""Tags in a page read in this process; a page with more is read in the guarded one."""
MAX_FORMATTING = 2_000_000
"""Formatting tags times blocks: HTML repeats what is left open in every block after it."""
MAX_PARTS = 2_000
"""Entries in a zip."""
MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes of all entries of a zip, unpacked."""
MAX_PART = 40 * 1024 * 1024
"""Bytes of the one entry that is read."""
MAX_PAGES = 80
"""Pages of a PDF."""
MAX_CHARACTERS = 400_000
"""Characters of a PDF."""
MAX_SHEETS = 40
"""Sheets of a workbook."""
MEMORY = 450 * 1024 * 1024
"""Address space of the guarded process."""
SECONDS = 5.0
"""Wall time for one file, from the first byte sent to the guarded process."""
