"""The fields of the index.

A change of any of them, or of folding, is a new VERSION: an index of another version is not read,
and the next rebuild replaces it.
"""

from __future__ import annotations

import tantivy

VERSION = 1

TEXT_FIELDS = ("title", "text")
"""Where words are looked for. `text` has a value for every part of an item but its title."""


def schema() -> tantivy.Schema:
    """The schema of an index written by this version."""
    made = tantivy.SchemaBuilder()
    made.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    for name in TEXT_FIELDS:
        # Cut into bigrams by `grams`; this tokeniser only parts them again.
        made.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    made.add_text_field("number", tokenizer_name="raw", index_option="basic")
    for name in ("unit", "item", "theme", "validity", "words"):
        made.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    made.add_unsigned_field("year", indexed=True, fast=True)
    made.add_unsigned_field("published", indexed=True, fast=True)
    made.add_text_field("digest", stored=True, tokenizer_name="raw", index_option="basic")
    made.add_bytes_field("shown", stored=True)
    return made.build()
