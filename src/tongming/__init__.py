"""Tongming 通明: government information disclosure, lawful by construction.

The version stands here and nowhere else; `CHANGELOG.md` must name it (a test holds them together).
"""

__version__ = "0.1.0"
