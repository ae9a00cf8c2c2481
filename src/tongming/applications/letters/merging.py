"""A template and the values of its places, made into paragraphs. No Django, no database."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping

from tongming.applications.letters.wording import known_places, required_places
from tongming.law.letters import Letter
from tongming.law.words import N_, Message, Refused, say
from tongming.typesetting.wording import UNPRINTABLE

_STOPS = "。；，;,."
_PLACE = re.compile(r"\{([a-z_]+)\}")


def places_in(text: str) -> list[str]:
    """The names in braces, in order. `Refused` where braces do not close."""
    try:
        found = [name for _text, name, _spec, _conversion in string.Formatter().parse(text)]
    except ValueError as error:
        raise Refused(
            say(N_("花括号没有成对。每个要素写成 {example} 的样子。"), example="{receipt}")
        ) from error
    return [name for name in found if name is not None]


def check_template(letter: Letter, title: str, body: str) -> None:
    """Refuse a template that lacks an element, naming it, or names one nobody knows."""
    if "organ" not in places_in(title):
        raise Refused(say(N_("标题里应当有机关名称：{place}。"), place="{organ}"))
    named = set(places_in(body)) | set(places_in(title))
    if strange := sorted(named - known_places(letter)):
        raise Refused(
            say(
                N_("不认识“{places}”。这种文书可以用的要素列在旁边。"),
                places="、".join(f"{{{name}}}" for name in strange),
            )
        )
    lacking = {key: label for key, label in required_places(letter).items() if key not in named}
    if lacking:
        raise Refused(
            say(
                N_("模板缺少必备要素：{elements}。请把它们加进正文。"),
                elements=listed(
                    say(N_("{label}（写作 {place}）"), label=say(label), place=f"{{{key}}}")
                    for key, label in lacking.items()
                ),
            )
        )


def listed(messages: Iterable[Message]) -> Message:
    """Several sentences as one, each still in the reader's language."""
    parts = {f"part{place}": message for place, message in enumerate(messages)}
    return say("；".join(f"{{{name}}}" for name in parts), **parts)


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its places filled; a value that ends like what follows it ends only once."""

    def value(match: re.Match[str]) -> str:
        said = values.get(match[1], "").strip()
        following = text[match.end() : match.end() + 1]
        return said.rstrip(_STOPS) if following and following in _STOPS else said

    return _PLACE.sub(value, text)


def paragraphs(body: str, values: Mapping[str, str]) -> Iterator[str]:
    """The paragraphs of a letter; one whose elements are all empty is left out."""
    for line in body.splitlines():
        names = _PLACE.findall(line)
        told = [name for name in names if name not in ("organ", "you")]
        if told and not any(values.get(name, "").strip() for name in told):
            continue
        for part in filled(line, values).splitlines():
            if plain := UNPRINTABLE.sub("", part).strip():
                yield plain
