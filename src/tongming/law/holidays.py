"""The working-day calendar 2018–2026, notice by notice.

Days as each 国务院办公厅 notice orders them, in the notice's own year or the last days of the
year before. A notice that changed another within the year stands after it; both stay, so that
what was known on any past day can be worked out again. `published_on` is the day the public could
know it.

The figures for 2019–2026 are those of two independent compilations that agree day by day; those
of 2018 and the numbers of all notices were compared with reprints of the notices on 2026-11-23.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tongming.law.calendar import Calendar
from tongming.law.calendar_year import CalendarYear

NOTICES: tuple[dict[str, Any], ...] = (
    {
        "year": 2018,
        "notice": "国办发明电〔2017〕12号",
        "published_on": "2017-11-30",
        "off": [
            "01-01",
            "02-15/02-21",
            "04-05/04-07",
            "04-29/05-01",
            "06-18",
            "09-24",
            "10-01/10-07",
        ],
        "work": ["02-11", "02-24", "04-08", "04-28", "09-29", "09-30"],
    },
    {
        "year": 2019,
        "notice": "国办发明电〔2018〕15号",
        "published_on": "2018-12-06",
        "off": [
            "2018-12-30/2019-01-01",
            "02-04/02-10",
            "04-05",
            "05-01",
            "06-07",
            "09-13",
            "10-01/10-07",
        ],
        "work": ["2018-12-29", "02-02", "02-03", "09-29", "10-12"],
        "changes": [
            {
                "notice": "国办发明电〔2019〕3号",
                "published_on": "2019-03-22",
                "off": ["05-01/05-04"],
                "work": ["04-28", "05-05"],
            },
        ],
    },
    {
        "year": 2020,
        "notice": "国办发明电〔2019〕16号",
        "published_on": "2019-11-21",
        "off": ["01-01", "01-24/01-30", "04-04/04-06", "05-01/05-05", "06-25/06-27", "10-01/10-08"],
        "work": ["01-19", "02-01", "04-26", "05-09", "06-28", "09-27", "10-10"],
        "changes": [
            # Spring Festival prolonged to 2 February; 3 February was an ordinary Monday.
            {
                "notice": "国办发明电〔2020〕1号",
                "published_on": "2020-01-27",
                "off": ["01-31/02-02"],
                "work": [],
            },
        ],
    },
    {
        "year": 2021,
        "notice": "国办发明电〔2020〕27号",
        "published_on": "2020-11-25",
        "off": [
            "01-01/01-03",
            "02-11/02-17",
            "04-03/04-05",
            "05-01/05-05",
            "06-12/06-14",
            "09-19/09-21",
            "10-01/10-07",
        ],
        "work": ["02-07", "02-20", "04-25", "05-08", "09-18", "09-26", "10-09"],
    },
    {
        "year": 2022,
        "notice": "国办发明电〔2021〕11号",
        "published_on": "2021-10-25",
        "off": [
            "01-01/01-03",
            "01-31/02-06",
            "04-03/04-05",
            "04-30/05-04",
            "06-03/06-05",
            "09-10/09-12",
            "10-01/10-07",
        ],
        "work": ["01-29", "01-30", "04-02", "04-24", "05-07", "10-08", "10-09"],
    },
    {
        "year": 2023,
        "notice": "国办发明电〔2022〕16号",
        "published_on": "2022-12-08",
        "off": [
            "2022-12-31/2023-01-02",
            "01-21/01-27",
            "04-05",
            "04-29/05-03",
            "06-22/06-24",
            "09-29/10-06",
        ],
        "work": ["01-28", "01-29", "04-23", "05-06", "06-25", "10-07", "10-08"],
    },
    {
        "year": 2024,
        "notice": "国办发明电〔2023〕7号",
        "published_on": "2023-10-25",
        "off": [
            "01-01",
            "02-10/02-17",
            "04-04/04-06",
            "05-01/05-05",
            "06-10",
            "09-15/09-17",
            "10-01/10-07",
        ],
        "work": ["02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"],
    },
    {
        "year": 2025,
        "notice": "国办发明电〔2024〕12号",
        "published_on": "2024-11-12",
        "off": ["01-01", "01-28/02-04", "04-04/04-06", "05-01/05-05", "05-31/06-02", "10-01/10-08"],
        "work": ["01-26", "02-08", "04-27", "09-28", "10-11"],
    },
    {
        "year": 2026,
        "notice": "国办发明电〔2025〕7号",
        "published_on": "2025-11-04",
        "off": [
            "01-01/01-03",
            "02-15/02-23",
            "04-04/04-06",
            "05-01/05-05",
            "06-19/06-21",
            "09-25/09-27",
            "10-01/10-07",
        ],
        "work": ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
    },
)

CHECKED_ON = date(2026, 11, 23)
"""The day the table was last compared with its sources."""

SHIPPED = Calendar.of(CalendarYear.from_data(data) for data in NOTICES)
"""The calendar every installation starts with; further years come on top with `with_year`."""
