"""Many files checked together: the form of the year, and what one report copied from another.

The same checks as the office in charge has on its screen (`reports.county`); the sums, the
carry-over and the words against the tables stand in each report's own account.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tongming.cli.language import _
from tongming.law.forms import wrong_form
from tongming.reports.county import Check, Copy, Found, Given, copies_of, system_words
from tongming.reports.document import AnnualReport

MOST = 2000
"""So many files are compared for copied words (some 300 MB); of more it is said they are not."""
_SHOWN = 60
"""Characters of a copied passage that are printed."""


class Together:
    """Reports as they come; figures are let go, their words kept."""

    def __init__(self) -> None:
        self._files: list[str] = []
        self._years: dict[int, list[Given]] = {}
        self._wrong: list[tuple[str, Found]] = []

    def add(self, file: str, report: AnnualReport) -> None:
        """Take a report in."""
        key = str(len(self._files))
        self._files.append(file)
        reason = wrong_form(report.form, report.year)
        if reason is not None and report.year is not None:
            self._wrong.append((file, Found(Check.FORM, "", reason, hard=True)))
        if report.year is not None and len(self._files) <= MOST:
            words = AnnualReport(
                report.title, report.body, report.year, report.form, sections=report.sections
            )
            common = system_words(report)
            self._years.setdefault(report.year, []).append(Given(key, words, common=common))

    @property
    def is_too_much(self) -> bool:
        """Whether there were more files than are compared."""
        return len(self._files) > MOST

    @property
    def wrong(self) -> int:
        """How many reports stand on a form that is not of their year."""
        return len(self._wrong)

    def found(self) -> Iterator[tuple[str, Found]]:
        """What there is to see, with the file it is in."""
        yield from self._wrong
        if self.is_too_much:
            return
        for year, given in sorted(self._years.items()):
            for key, found in copies_of(given, self._years.get(year - 1, [])).items():
                for one in found:
                    yield self._files[int(key)], one

    def file_of(self, key: str) -> str:
        """The file a report was read from."""
        return self._files[int(key)]


def lines(together: Together) -> Iterator[str]:
    """The findings for a person; a pair of copies once."""
    found = list(together.found())
    wrong = [(file, one) for file, one in found if one.check is Check.FORM]
    copies = [(file, one.copy) for file, one in found if one.copy is not None]
    if wrong:
        yield _("年度格式：{n}份不对").format(n=len(wrong))
        for file, one in wrong:
            yield f"    ✗ {file}　{one.message.render(_)}"
    said: set[frozenset[str]] = set()
    shown = []
    for file, copy in copies:
        other = together.file_of(copy.other)
        pair = frozenset((f"{file}\n{copy.text}", f"{other}\n{copy.other_text}"))
        if pair not in said:
            said.add(pair)
            shown.append((file, other, copy))
    if shown:
        yield _("相同的段落：{n}处，请对照原文判断").format(n=len(shown))
        for file, other, copy in shown:
            yield _("    ? {file}　与 {other} 有{n}字相同").format(
                file=file, other=other, n=copy.length
            )
            yield f"        {_start(copy.text)}"
            yield f"        {_start(copy.other_text)}"
            if copy.also:
                names = "、".join(together.file_of(key) for key in copy.also)
                yield _("        还有：{names}").format(names=names)
    if together.is_too_much:
        yield _("文件超过{n}个，没有比较相同的段落；请分文件夹核对。").format(n=MOST)


def found_data(together: Together, found: Found) -> dict[str, Any]:
    """A finding in JSON."""
    copy = found.copy
    return {
        "check": found.check.value,
        "where": found.where,
        "message": found.message.render(_),
        "hard": found.hard,
        **({"copy": _copy_data(together, copy)} if copy else {}),
    }


def _copy_data(together: Together, copy: Copy) -> dict[str, Any]:
    return {
        "section": copy.section,
        "text": copy.text,
        "other": together.file_of(copy.other),
        "other_section": copy.other_section,
        "other_text": copy.other_text,
        "length": copy.length,
        "also": [together.file_of(key) for key in copy.also],
    }


def _start(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _SHOWN else f"{one_line[:_SHOWN]}……"
