"""Run contestants in turn and set their medians side by side."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """A contestant's seconds, a round each."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    def line(self, work: int, unit: str) -> str:
        """Median, spread and rate."""
        return (
            f"  {self.name:<44} {self.median:8.3f} s   "
            f"({min(self.seconds):.3f}–{max(self.seconds):.3f})   "
            f"{work / self.median:12,.0f} {unit}/s"
        )


def in_turn(contestants: dict[str, Callable[[], object]], rounds: int = 5) -> list[Timing]:
    """Each contestant once a round, in order; one round before that is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for number in range(rounds + 1):
        for name, run in contestants.items():
            start = time.perf_counter()
            run()
            if number:
                seconds[name].append(time.perf_counter() - start)
    return [Timing(name, tuple(taken)) for name, taken in seconds.items()]


def report(title: str, timings: list[Timing], work: int, unit: str) -> None:
    """Print the timings, and every one as a ratio to the first."""
    print(f"\n{title}")
    for timing in timings:
        print(timing.line(work, unit))
    first = timings[0]
    for other in timings[1:]:
        print(
            f"  ratio {first.name} : {other.name} = {first.median / other.median:.2f} : 1 in time"
        )
