"""Where a report counts: the units of a list or of a tree of folders, and which sum each goes into.

A sum is made for the top and, in a tree, for every unit that others stand beneath: of its own
report, of the units directly beneath it, and of the sums of those that have units of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tongming.law.labelled import Labelled
from tongming.law.organs import Level
from tongming.law.words import N_, Refused, say
from tongming.reports.reading.bodies import level_of
from tongming.reports.rollup.names import Known, rows_in

TOP = ""
"""The key of the sum of everything, where no single unit of the tree is above all others."""


class Scope(Labelled):
    """Whose reports are added, by what the names of organs show."""

    OWN = "own", N_("各级政府本级")
    DEPARTMENTS = "departments", N_("部门")
    TOWNSHIPS = "townships", N_("乡镇、街道")
    OTHERS = "others", N_("看不出层级的单位")


_SCOPES: Mapping[Level | None, Scope] = {
    None: Scope.OTHERS,
    Level.TOWNSHIP: Scope.TOWNSHIPS,
    Level.STREET: Scope.TOWNSHIPS,
    Level.COUNTY: Scope.OWN,
    Level.CITY: Scope.OWN,
    Level.PROVINCE: Scope.OWN,
    Level.COUNTY_DEPARTMENT: Scope.DEPARTMENTS,
    Level.CITY_DEPARTMENT: Scope.DEPARTMENTS,
    Level.PROVINCE_DEPARTMENT: Scope.DEPARTMENTS,
}


def scope_of(name: str) -> Scope:
    """Which part of a scope an organ belongs to; a 市人民政府 of either level is a government."""
    level = level_of(name)
    if level is None and name.endswith(("人民政府", "市政府")):
        return Scope.OWN
    return _SCOPES[level]


@dataclass(frozen=True, slots=True)
class Place:
    """What a report is taken for: the unit, and the sum it goes into."""

    unit: str
    """Two reports of one unit for one year are the same report twice."""
    name: str
    """What to call it."""
    node: str
    """The sum it goes into."""


@dataclass(slots=True)
class Places:
    """Every report by itself, and all in one sum: no tree."""

    expected: Sequence[str] = ()
    """Who should have reported."""
    parents: dict[str, str] = field(default_factory=dict)
    """The sums a sum goes into, the top left out."""
    mode = "flat"

    def place(self, file: str, body: str, under: str) -> Place | None:
        """Where a report counts; None where the tree has no place for it, or several.

        `under` is the folder of the file inside the one that was named.
        """
        return Place(body or file, body or file, TOP)

    def know(self, node: str) -> None:
        """That there is such a sum: an earlier run has put reports into it."""

    def path(self, node: str) -> tuple[str, ...]:
        """The names from the top down to a sum, the top left out."""
        names: list[str] = []
        while node in self.parents:
            names.append(self.shown(node))
            node = self.parents[node]
        return tuple(reversed(names))

    def shown(self, node: str) -> str:
        """The name of a sum; empty for the top."""
        return node

    @property
    def top(self) -> str:
        """The sum that every other goes into."""
        return TOP

    def upwards(self) -> Iterator[str]:
        """Every sum but the top, those beneath others first."""
        return iter(sorted(self.parents, key=lambda node: -len(self.path(node))))

    def expected_in(self) -> Mapping[str, str]:
        """For each unit that should report, the sum it goes into; empty where names must be
        compared instead."""
        return {}

    @property
    def identity(self) -> str:
        """What kept reports depend on: other places, and they must be placed anew."""
        return self.mode


@dataclass(slots=True)
class Folders(Places):
    """A tree of folders: each is a sum of the reports in it and of the folders in it."""

    mode = "folders"

    def place(self, file: str, body: str, under: str) -> Place | None:
        self.know(under)
        return Place(f"{under}\t{body or file}", body or file, under)

    def know(self, node: str) -> None:
        while node and node not in self.parents:
            above = node.rpartition("/")[0]
            self.parents[node] = above
            node = above

    def shown(self, node: str) -> str:
        return node.rpartition("/")[2]


@dataclass(slots=True)
class Listed(Places):
    """A list of units and the unit above each."""

    above: Mapping[str, str] = field(default_factory=dict)
    """Every unit that reports, and the one it stands under (`TOP` for none)."""
    mode = "list"
    _known: Known = field(default_factory=lambda: Known(()))
    _top: str = TOP
    _found: dict[str, Place | None] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> Listed:
        """The list in a file: 单位,上级 a line; who has no second field stands at the top.

        A name that is only ever somebody's 上级 is a group and hands in no report of its own.
        Refused where a unit stands twice, or beneath itself.
        """
        above: dict[str, str] = {}
        for name, parent, *_more in ([*fields, ""] for fields in rows_in(text)):
            if name in _HEADINGS:
                continue
            if not name:
                raise Refused(
                    say(N_("单位名单里有一行没有单位名称，上级是{parent}"), parent=parent)
                )
            if name in above:
                text_ = N_("单位名单里{name}出现了两次，请写全称以便区分")
                raise Refused(say(text_, name=name))
            above[name] = parent
        made = cls(tuple(above), above=above)
        made._known = Known(above)
        made.parents = {node: above.get(node, TOP) for node in set(above.values()) if node}
        roots = [node for node, parent in made.parents.items() if parent == TOP]
        lone = [name for name, parent in above.items() if not parent and name not in made.parents]
        if len(roots) == 1 and not lone:
            made._top = roots[0]
            del made.parents[roots[0]]
        _no_circles(above)
        return made

    def place(self, file: str, body: str, under: str) -> Place | None:
        if body not in self._found:
            name = self._known.only(body) if body else None
            self._found[body] = None if name is None else Place(name, name, self._node_of(name))
        return self._found[body]

    def _node_of(self, unit: str) -> str:
        has_own = unit in self.parents or unit == self._top
        return unit if has_own else self.above[unit]

    @property
    def top(self) -> str:
        return self._top

    def expected_in(self) -> Mapping[str, str]:
        return {unit: self._node_of(unit) for unit in self.above}

    @property
    def identity(self) -> str:
        import hashlib

        lines = "\n".join(f"{unit}\t{parent}" for unit, parent in sorted(self.above.items()))
        return f"{self.mode} {hashlib.sha256(lines.encode()).hexdigest()}"


_HEADINGS = ("单位", "单位名称", "unit", "name")


def _no_circles(above: Mapping[str, str]) -> None:
    sound: set[str] = set()
    for start in above:
        seen: dict[str, None] = {}
        at = start
        while at and at not in sound:
            if at in seen:
                raise Refused(say(N_("单位名单里{name}成了自己的上级，请改正"), name=at))
            seen[at] = None
            at = above.get(at, "")
        sound.update(seen)


def in_scope(names: Iterable[str], chosen: Sequence[Scope]) -> list[str]:
    """The organs of a scope; all of them where none was chosen."""
    return [name for name in names if not chosen or scope_of(name) in chosen]
