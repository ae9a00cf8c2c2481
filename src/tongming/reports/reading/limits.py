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
MAX_TAGS = 20_000
"""Tags in a page read in this process; a page with more is read in the guarded one."""
MAX_PLAIN_PAGE = 100_000
"""Characters of a page that can be read in this process however many attributes it has."""
MAX_APART = 20_000
"""Places in a longer page at which attributes may be kept apart."""
MAX_FORMATTING = 1_000_000
"""Formatting tags times others: HTML repeats what is left open in every block after it."""
MAX_JSON = 2_000_000
"""Characters of a report's JSON, in which everything printed stands once."""
MAX_LINE = 4 * MAX_JSON
"""Bytes of a report's JSON on one line of a file with many."""
MAX_WORDS = 500_000
"""Characters that are printed, whatever the format: two hundred and fifty pages."""
MAX_LINES = 30_000
"""Lines of words, blank ones too."""
MAX_SLOTS = 120_000
"""Places in one table: the largest form has under 400, a layout table a few thousand."""
MAX_ALL_SLOTS = 300_000
"""Places in all tables of a file."""
MAX_ACROSS = 300
"""Cells in a row of a table that is read as one of the report's."""
MAX_DOUBTFUL = 20_000
"""Times a text that is no label is compared with all labels, for one report."""
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
MEMORY = 400 * 1024 * 1024
"""Address space of the guarded process."""
SECONDS = 4.0
"""Wall time for one file, from the first byte sent to the guarded process."""
MAX_ANSWER = 16 * 1024 * 1024
"""Bytes of what the guarded process found in a file."""
