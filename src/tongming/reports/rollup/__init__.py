"""Many organs' reports added up: a county's in memory, a country's in one pass over its files.

`roll_up` adds the reports it is given and keeps all of them at hand: a screen's sum of frozen
reports. `country.roll_up_files` takes files of any number, years, forms and levels, keeps them in a
file beside the sums and holds only the sums in memory; both come to the same figures.
"""

from __future__ import annotations

from tongming.reports.rollup.adding import Part, roll_up
from tongming.reports.rollup.names import names_in

__all__ = ["Part", "names_in", "roll_up"]
