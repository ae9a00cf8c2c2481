"""Many matters issued at one moment: no number twice, none left out."""

from __future__ import annotations

import pytest

from tests.conftest import Cast
from tests.integration.applications.test_many_at_once import together
from tests.integration.engagement.matters_kit import TODAY, closed, issued
from tongming.engagement.matters.models import Matter

MANY = 12


@pytest.mark.django_db(transaction=True)
def test_a_number_is_given_once_however_many_ask_together(cast: Cast) -> None:
    assert together([lambda: issued(cast) for _one in range(MANY)]) == []
    serials = Matter.objects.order_by("serial").values_list("serial", flat=True)
    assert list(serials) == list(range(1, MANY + 1))
    assert closed(cast, today=TODAY.replace(year=2025)).number == "督办〔2025〕1号"
