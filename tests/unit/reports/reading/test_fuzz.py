"""A few hundred spoilt files, read or refused and nothing else; `make fuzz` runs ten thousand."""

from __future__ import annotations

import contextlib
import json
import time
from itertools import islice

import pytest

from tests.fuzz.mutations import mutations, seeds
from tongming.reports.document import to_json
from tongming.reports.reading import Unreadable, read


@pytest.mark.parametrize("seed", range(4))
def test_a_spoilt_file_is_read_or_refused(seed: int) -> None:
    read_ones = 0
    for name, data in islice(mutations(seeds(), seed), 75):
        started = time.process_time()
        with contextlib.suppress(Unreadable):
            json.dumps(to_json(read(data, name)))
            read_ones += 1
        assert time.process_time() - started < 5
    assert read_ones > 20
