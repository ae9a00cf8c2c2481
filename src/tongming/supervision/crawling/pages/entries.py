"""The lines of a list: links with a date beside them, and those of the same list without one."""

from __future__ import annotations

from collections import Counter, defaultdict

from selectolax.lexbor import LexborNode

from tongming.supervision.crawling.fetching.addresses import normal
from tongming.supervision.crawling.pages.dates import days_in, has_short_date, without_dates
from tongming.supervision.crawling.pages.model import Entry
from tongming.supervision.crawling.pages.tree import plain_text

_SHORTEST = 4
_LINES = frozenset(("li", "tr", "dd", "p", "div", "dl", "td"))
_UP = 4


class Lines:
    """Collects the links of a page's own part and makes entries of those that are some."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._links: list[tuple[LexborNode, str]] = []

    def add(self, link: LexborNode) -> None:
        """A link of the page's own part."""
        address = normal(link.attributes.get("href") or "", self._base)
        if address:
            self._links.append((link, address))

    def entries(self) -> tuple[Entry, ...]:
        """Those with a date, and their undated neighbours."""
        made: dict[str, Entry] = {}
        lists: dict[int, list[bool]] = defaultdict(list)
        rows: list[tuple[int, Entry]] = []
        for link, address in self._links:
            title = _title(link)
            row = _row(link)
            if row is None or len(title) < _SHORTEST:
                continue
            text = plain_text(row)
            day = _published(row, text)
            dated = bool(day) or has_short_date(text)
            key = row.parent.mem_id if row.parent else 0
            lists[key].append(dated)
            rows.append((key, Entry(address, title, day, dated, text[:120])))
        for key, entry in rows:
            share = Counter(lists[key])
            # A list says when things were published where nearly all its lines do.
            if entry.dated or (share[True] >= 3 and share[True] > 2 * share[False]):
                made.setdefault(entry.address, entry)
        return tuple(made.values())


def chosen(rows: list[LexborNode], base: str) -> tuple[Entry, ...]:
    """The lines a profile names."""
    made: dict[str, Entry] = {}
    for row in rows:
        link = row.css_first("a[href]")
        address = normal(link.attributes.get("href") or "", base) if link else None
        if link is None or address is None:
            continue
        text = plain_text(row)
        day = _published(row, text)
        entry = Entry(address, _title(link), day, bool(day) or has_short_date(text), text[:120])
        made.setdefault(address, entry)
    return tuple(made.values())


def _title(link: LexborNode) -> str:
    full = " ".join((link.attributes.get("title") or "").split())
    said = without_dates(plain_text(link))
    cut = said.endswith(("…", "...", "..")) or not said
    return (full if full and cut else said)[:200]


def _row(link: LexborNode) -> LexborNode | None:
    """The line a link stands in: the nearest block that has no other link of a title's length."""
    node, found = link.parent, None
    for _ in range(_UP):
        if node is None or node.tag in ("body", "main", "article", "ul", "ol", "table", "tbody"):
            break
        titles = [a for a in node.css("a[href]") if len(without_dates(plain_text(a))) >= _SHORTEST]
        targets = {a.attributes.get("href") for a in titles}
        if len(targets) > 1:
            break
        if node.tag in _LINES:
            found = node
            if node.tag in ("li", "tr", "dl"):
                break
        node = node.parent
    return found


def _published(row: LexborNode, text: str) -> str:
    """The day of publication in a line: in a table the column says which date it is."""
    if row.tag == "tr":
        table = row.parent
        while table is not None and table.tag != "table":
            table = table.parent
        heads = [plain_text(one) for one in table.css("th")] if table is not None else []
        cells = row.css("td, th")
        for place, head in enumerate(heads):
            if ("发布" in head or "公开" in head) and place < len(cells):
                days = days_in(plain_text(cells[place]))
                if days:
                    return days[0].isoformat()
    days = days_in(text)
    return days[-1].isoformat() if days else ""
