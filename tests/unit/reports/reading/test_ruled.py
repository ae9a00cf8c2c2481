"""Tables from drawn lines, and the words within them."""

from __future__ import annotations

from collections.abc import Iterator

from tongming.reports.reading.ruled import Edge, Glyph, Placed, ruled_tables, words_in, words_of


def line(text: str, left: float, middle: float, size: float = 10.0) -> Iterator[Glyph]:
    """A line of characters as wide as they are high."""
    for place, character in enumerate(text):
        at = left + place * size
        yield Glyph(character, at, at + size, middle, size)


def test_a_row_whose_upper_line_the_page_break_left_out_is_a_row() -> None:
    across = [Edge(80, 0, 60), Edge(60, 0, 60), Edge(40, 0, 60)]
    down = [Edge(x, 40, 100) for x in (0, 30, 60)]
    [table] = ruled_tables(across, down)
    assert table.ys == [100, 80, 60, 40]
    assert len(table.boxes) == 6


def test_a_row_whose_lower_line_the_page_break_left_out_is_a_row() -> None:
    across = [Edge(100, 0, 60), Edge(80, 0, 60)]
    down = [Edge(x, 60, 100) for x in (0, 30, 60)]
    [table] = ruled_tables(across, down)
    assert table.ys == [100, 80, 60]


def test_a_number_broken_because_its_cell_is_narrow_is_one_number() -> None:
    box = Placed(0, 0, 1, 1, [*line("5,57", 4, 30), *line("6", 4, 18)])
    assert words_in(box, 48) == "5,576"


def test_two_numbers_in_a_wide_cell_stay_two() -> None:
    box = Placed(0, 0, 1, 1, [*line("12", 4, 30), *line("3", 4, 18)])
    assert words_in(box, 90) == "12\n3"


def test_a_flat_character_does_not_make_a_blank_beside_it() -> None:
    flat = Glyph("一", 10, 20, 30, 1.0)
    after = Glyph("）", 22, 32, 30, 10.0)
    assert words_of([Glyph("（", 0, 10, 30, 10.0), flat, after]) == "（一）"
