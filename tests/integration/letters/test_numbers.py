"""Several sign at one moment: no number twice, none left out."""

from __future__ import annotations

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from tests.conftest import Cast
from tests.integration.letters import kit
from tongming.applications.letters import actions
from tongming.applications.letters.models import Letter

DAY = date(2026, 3, 5)
SIGNERS, EACH = 4, 3


@pytest.mark.django_db(transaction=True)
def test_numbers_are_given_once_though_many_sign_at_one_moment(cast: Cast) -> None:
    item = kit.application(cast)
    drafts = [kit.drafted(cast, item, "R1", DAY) for _one in range(SIGNERS * EACH)]
    failures: list[Exception] = []
    start = Barrier(SIGNERS)

    def sign(mine: list[Letter]) -> None:
        try:
            start.wait()
            for letter in mine:
                actions.sign(letter=letter, by=cast.office_head, today=DAY)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=sign, args=(drafts[place::SIGNERS],)) for place in range(SIGNERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    serials = [one.serial for one in Letter.objects.order_by("serial")]
    assert serials == list(range(1, SIGNERS * EACH + 1))


@pytest.mark.django_db
def test_the_series_begins_anew_with_the_year(cast: Cast) -> None:
    item = kit.application(cast)
    numbers = []
    for day in (date(2026, 3, 5), date(2026, 3, 6), date(2027, 1, 5)):
        numbers.append(kit.signed(cast, item, "R1", day).number)
    assert [number.partition("〔")[2] for number in numbers] == [
        "2026〕1号", "2026〕2号", "2027〕1号",
    ]  # fmt: skip
