"""Several writers at one moment: no gap, no fork, no failure."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from tongming.ledger.actions import record
from tongming.ledger.chain import head, verify

WRITERS, EACH = 4, 15


@pytest.mark.django_db(transaction=True)
def test_writers_at_one_moment_make_one_chain() -> None:
    failures: list[Exception] = []
    start = Barrier(WRITERS)

    def write(name: int) -> None:
        try:
            start.wait()
            for number in range(EACH):
                with transaction.atomic():
                    record("tests.noted", unit=None, by=None, writer=name, number=number)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=write, args=(name,)) for name in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert head().seq == WRITERS * EACH
    assert verify() is None
