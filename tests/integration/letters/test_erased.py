"""When the term of keeping is over, what letters say of people is gone; that they were is not."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import Cast
from tests.integration.letters import kit
from tongming.applications.applicants.erasing import erase_due
from tongming.applications.letters import actions
from tongming.law.words import Refused
from tongming.sealing.rotating import rotate

DAY = date(2026, 3, 5)


@pytest.mark.django_db(transaction=True)
def test_words_and_papers_go_and_number_and_days_stay(cast: Cast) -> None:
    letter = kit.sent(cast, kit.application(cast), "R1", DAY)
    assert letter.pdf is not None
    assert letter.docx is not None
    paths = [letter.pdf.path, letter.docx.path]
    assert erase_due(date(2036, 3, 5)) == 1
    letter.refresh_from_db()
    assert (bytes(letter.sealed), letter.number) == (b"", "红石砬子镇公开〔2026〕1号")
    assert not any(path.exists() for path in paths)
    with pytest.raises(Refused, match="保存期限"):
        actions.open_file(letter=letter, name="pdf", by=cast.handler, today=date(2036, 3, 5))


@pytest.mark.django_db(transaction=True)
def test_letters_are_sealed_anew_with_the_keys(cast: Cast) -> None:
    letter = kit.sent(cast, kit.application(cast), "R1", DAY)
    before = bytes(letter.sealed)
    _file, paper = actions.open_file(letter=letter, name="pdf", by=cast.handler, today=DAY)
    rotate()
    letter.refresh_from_db()
    assert bytes(letter.sealed) != before
    assert actions.open_file(letter=letter, name="pdf", by=cast.handler, today=DAY)[1] == paper
