"""A question to the index: what may be asked, and how it is put to the engine."""

from __future__ import annotations

import re
from dataclasses import dataclass

import tantivy

from tongming.law.labelled import Labelled
from tongming.law.words import N_, Refused, say
from tongming.search.index.folding import fold
from tongming.search.index.grams import phrase
from tongming.search.index.numbers import canonical, spellings
from tongming.search.index.schema import TEXT_FIELDS
from tongming.search.index.words import split

MAX_CHARACTERS = 100
MAX_WORDS = 8
MAX_PAGE = 50
PER_PAGE = 20
_TITLE_WEIGHT = 4.0
_NUMBER_WEIGHT = 40.0
_SPLIT_FROM = 4
"""A word of so many characters can be two words run together."""


class Sort(Labelled):
    """The order of results."""

    RELEVANCE = "relevance", N_("按相关度")
    DATE = "date", N_("按时间")


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for. Without words: everything the filters let through, by date."""

    text: str = ""
    unit: str = ""
    """The code of a unit: its items and those of every unit beneath it."""
    item: str = ""
    """The key of a statutory item."""
    theme: str = ""
    year: int | None = None
    validity: str = ""
    sort: Sort = Sort.RELEVANCE
    page: int = 1

    def __post_init__(self) -> None:
        if len(self.text) > MAX_CHARACTERS:
            raise Refused(
                say(
                    N_("查找的文字太长：最多 {most} 个字。请留下最要紧的几个词。"),
                    most=MAX_CHARACTERS,
                )
            )
        if not 1 <= self.page <= MAX_PAGE:
            raise Refused(
                say(N_("最多翻到第 {most} 页。请加上条件，或者把要找的写得更具体。"), most=MAX_PAGE)
            )
        if len(self.words) > MAX_WORDS:
            raise Refused(say(N_("词太多：最多 {most} 个。请留下最要紧的几个词。"), most=MAX_WORDS))

    @property
    def words(self) -> tuple[str, ...]:
        """The words between spaces, folded; without those that are marks only."""
        found = (fold(word) for word in self.text.split())
        return tuple(dict.fromkeys(word for word in found if _says_something(word)))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for: no words and no filter."""
        return not (
            self.words or self.unit or self.item or self.theme or self.year or self.validity
        )

    def pieces(self) -> tuple[str, ...]:
        """The words with the long ones taken apart; the same where there is nothing to take apart.

        For when nothing has the words as they stand: 镇低保名单 then finds 镇2026年低保名单. A
        document number is never taken apart: another one is no answer.
        """
        if canonical(self.text):
            return self.words
        found: list[str] = []
        for word in self.words:
            found += split(word) if len(word) >= _SPLIT_FROM else [word]
        return tuple(dict.fromkeys(found))[: 2 * MAX_WORDS] or self.words


def _says_something(word: str) -> bool:
    return any(character.isalnum() for character in word)


class Engine:
    """Puts questions in the engine's terms, for one schema."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self.schema = schema

    def asked(self, query: Query, words: tuple[str, ...]) -> tantivy.Query:
        """Everything that has all the words, or the document number they write, and passes the
        filters."""
        clauses = [(tantivy.Occur.Must, one) for one in self._filters(query)]
        if words:
            clauses.insert(0, (tantivy.Occur.Must, self._words(query, words)))
        if not clauses:
            return tantivy.Query.all_query()
        if len(clauses) == 1:
            return clauses[0][1]
        return tantivy.Query.boolean_query(clauses)

    def _words(self, query: Query, words: tuple[str, ...]) -> tantivy.Query:
        alternatives = [self._all(words)]
        if number := canonical(query.text):
            term = tantivy.Query.term_query(self.schema, "number", number)
            alternatives.append(tantivy.Query.boost_query(term, _NUMBER_WEIGHT))
            alternatives += [self.has(one) for one in spellings(query.text)]
        return _any(alternatives)

    def _all(self, words: tuple[str, ...]) -> tantivy.Query:
        found = [self.has(word) for word in words]
        if len(found) == 1:
            return found[0]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in found])

    def has(self, word: str) -> tantivy.Query:
        """The folded word in the title, which weighs more, or in any other text."""
        title, text = (self._in(field, word) for field in TEXT_FIELDS)
        return _any([tantivy.Query.boost_query(title, _TITLE_WEIGHT), text])

    def _in(self, field: str, word: str) -> tantivy.Query:
        if len(word) == 1:
            # Every character of a text begins one bigram.
            return tantivy.Query.regex_query(self.schema, field, re.escape(word) + ".")
        if len(word) == 2:
            return tantivy.Query.term_query(self.schema, field, word)
        return tantivy.Query.phrase_query(self.schema, field, phrase(word))

    def _filters(self, query: Query) -> list[tantivy.Query]:
        asked = {
            "unit": query.unit,
            "item": query.item,
            "theme": query.theme,
            "validity": query.validity,
            "year": query.year,
        }
        return [
            tantivy.Query.const_score_query(
                tantivy.Query.term_query(self.schema, field, value), 0.0
            )
            for field, value in asked.items()
            if value
        ]


def _any(alternatives: list[tantivy.Query]) -> tantivy.Query:
    if len(alternatives) == 1:
        return alternatives[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in alternatives])
