"""Finished files on the disk: written whole, in order, and known by their hashes.

Knows nothing of Django, of items or of pages: it is given paths and contents.
"""

from tongming.publishing.site.fingerprint import Fingerprint
from tongming.publishing.site.outputs import Kept, Output, Rank
from tongming.publishing.site.paths import UnsafePath, checked
from tongming.publishing.site.standing import NOTHING, Sealed, Standing, seal
from tongming.publishing.site.survey import Fault, Finding, Known, survey
from tongming.publishing.site.writer import Busy, Writer, Written

__all__ = [
    "NOTHING",
    "Busy",
    "Fault",
    "Finding",
    "Fingerprint",
    "Kept",
    "Known",
    "Output",
    "Rank",
    "Sealed",
    "Standing",
    "UnsafePath",
    "Writer",
    "Written",
    "checked",
    "seal",
    "survey",
]
