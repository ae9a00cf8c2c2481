"""A table that scrolls on a phone is open to the keyboard; small ones are no stop on the way."""

from tongming.portal.pages.item import reachable

NARROW = (
    "<table><tbody><tr><th>项目</th><td>1</td></tr><tr><td>a</td><td>b</td></tr></tbody></table>"
)
WIDE = "<table><tbody><tr><th>a</th><th>b</th><th>c</th><th>d</th></tr></tbody></table>"


def test_only_wide_tables_are_stops() -> None:
    assert reachable(f"<p>x</p>{NARROW}") == f"<p>x</p>{NARROW}"
    found = reachable(f"{NARROW}<p>&lt;table</p>{WIDE}{WIDE}")
    wide = WIDE.replace("<table>", '<table tabindex="0">')
    assert found == f"{NARROW}<p>&lt;table</p>{wide}{wide}"
