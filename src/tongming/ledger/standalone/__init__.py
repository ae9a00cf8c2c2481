"""What an auditor takes along: a script that checks a ledger and knows nothing of this product."""

from __future__ import annotations

from importlib.resources import files


def script() -> str:
    """The script, as it is handed to an auditor."""
    return files(__package__).joinpath("verify_ledger.py").read_text(encoding="utf-8")
