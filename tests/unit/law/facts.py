"""The facts under tests/vectors that the lists of the law are held to, and how they cite."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tongming.law.citation import PROCESSING_FEE, REGULATION, Citation, numeral

FOLDER = Path(__file__).resolve().parents[2] / "vectors"
_ITEMS = {f"({numeral(n)})": n for n in range(1, 16)}


def load(name: str) -> Any:
    """One file of facts."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def citations(text: str) -> set[Citation]:
    """The citations in a shorthand like 「36(三); 16(2)」 or 「37 + 14/15/16」."""
    found = set()
    text = text.replace("国办函〔2020〕109号 6", "fee")
    if "fee" in text:
        found.add(Citation(PROCESSING_FEE, 6))
        text = text.replace("fee", "")
    for article, inner in re.findall(r"(\d+)(\([^)]+\))?", text):
        number = int(article)
        if inner in _ITEMS:
            found.add(Citation(REGULATION, number, item=_ITEMS[inner]))
        elif inner:
            found.add(Citation(REGULATION, number, int(inner.strip("()"))))
        else:
            found.add(Citation(REGULATION, number))
    return found


def cited(text: str) -> set[Citation]:
    """The citations in a text like 「第三十六条第四项、第五项」; an article goes on counting."""
    numbers = {numeral(n): n for n in range(1, 400)}
    found = set()
    if text.startswith("国办函〔2020〕109号 "):
        return {Citation(PROCESSING_FEE, numbers[text.split("第")[1].rstrip("条")])}
    article = 0
    for part in text.split("、"):
        match = re.fullmatch(r"(?:第(\w+?)条)?(?:第(\w+?)款)?(?:第(\w+?)项)?", part)
        assert match is not None, f"not a citation: {part}"
        own, paragraph, item = match.groups()
        article = numbers[own] if own else article
        assert article, f"no article in {text}"
        found.add(
            Citation(
                REGULATION,
                article,
                numbers[paragraph] if paragraph else None,
                numbers[item] if item else None,
            )
        )
    return found
