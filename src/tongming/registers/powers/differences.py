"""What one version of a list says otherwise than the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields

from tongming.registers.powers.workbook import Power


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an item, before and after."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Changed:
    """An item of both versions that says something else."""

    power: Power
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """Two versions compared."""

    added: tuple[Power, ...]
    removed: tuple[Power, ...]
    changed: tuple[Changed, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def compare(old: Sequence[Power], new: Sequence[Power]) -> Differences:
    """Items are the same one by their code; where either has none, by type and name, then by name
    alone where only one item has it."""
    pairs: dict[int, Power] = {}
    left = list(old)
    for key in (_by_code, _by_type_and_name, _by_name):
        known = _once(key, left)
        waiting = {place: power for place, power in enumerate(new) if place not in pairs}
        wanted = _once(key, waiting.values())
        for place, power in waiting.items():
            said = key(power)
            before = known.get(said)
            if not said or before is None or said not in wanted or before not in left:
                continue
            if key is not _by_code and before.code and power.code:
                continue  # two codes are two items
            pairs[place] = before
            left.remove(before)
    changed = [
        Changed(new[place], found)
        for place, before in sorted(pairs.items())
        if (found := _fields(before, new[place]))
    ]
    added = (power for place, power in enumerate(new) if place not in pairs)
    return Differences(tuple(added), tuple(left), tuple(changed))


Key = Callable[[Power], tuple[str, ...]]


def _by_code(power: Power) -> tuple[str, ...]:
    return (power.code,) if power.code else ()


def _by_type_and_name(power: Power) -> tuple[str, ...]:
    return (power.type, power.name)


def _by_name(power: Power) -> tuple[str, ...]:
    return (power.name,)


def _once(key: Key, powers: Iterable[Power]) -> dict[tuple[str, ...], Power]:
    """What a key tells apart: those that share one are left out."""
    found: dict[tuple[str, ...], list[Power]] = {}
    for power in powers:
        found.setdefault(key(power), []).append(power)
    return {said: ones[0] for said, ones in found.items() if said and len(ones) == 1}


def _fields(before: Power, after: Power) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(one.name, before.said(one.name), after.said(one.name))
        for one in fields(Power)
        if getattr(before, one.name) != getattr(after, one.name)
    )
