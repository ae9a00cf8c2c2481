"""The places in the law that the scenarios point to."""

from __future__ import annotations

from tongming.law.citation import (
    ADMINISTRATIVE_PROCEDURE,
    PROCESSING_FEE,
    RECONSIDERATION,
    REGULATION,
    Citation,
)
from tongming.law.remedies import DISCLOSURE_CASES


def regulation(article: int, paragraph: int | None = None, item: int | None = None) -> str:
    """An article of 《政府信息公开条例》."""
    return str(Citation(REGULATION, article, paragraph, item))


def fee_rules(article: int) -> str:
    """An article of the rules on the processing fee."""
    return str(Citation(PROCESSING_FEE, article))


def reconsideration(article: int, paragraph: int | None = None, item: int | None = None) -> str:
    """An article of 《行政复议法》."""
    return str(Citation(RECONSIDERATION, article, paragraph, item))


def procedure(article: int, paragraph: int | None = None) -> str:
    """An article of 《行政诉讼法》."""
    return str(Citation(ADMINISTRATIVE_PROCEDURE, article, paragraph))


def disclosure_cases(article: int, item: int | None = None) -> str:
    """An article of 法释〔2025〕8号."""
    return str(Citation(DISCLOSURE_CASES, article, item=item))
