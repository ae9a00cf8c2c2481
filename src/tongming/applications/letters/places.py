"""What all letters of a unit share: number, contact, where to go for review and to which court.

What nobody has set is worked out from the unit's place in the tree (`law.remedies`); a name worked
out so is a proposal, shown as one on the page of settings.
"""

from __future__ import annotations

from dataclasses import dataclass

from tongming.applications.letters.models import LetterSettings
from tongming.law.numbering import LETTER_PATTERN
from tongming.law.organs import Level, Line, Tier
from tongming.law.remedies import Court, RemedyClass, ReviewBody, court_for, review_bodies
from tongming.units.models import Unit


@dataclass(frozen=True, slots=True)
class Places:
    """A unit's settings with what is worked out filled in; empty where nobody can know."""

    organ_code: str
    pattern: str
    review_body: str
    court: str
    online_review: str
    contested_as: RemedyClass
    contact: str
    how_to_answer: str
    way_to_pay: str


def settings_of(unit: Unit) -> LetterSettings:
    """What the unit has set; unsaved and empty where it has set nothing."""
    return LetterSettings.objects.filter(unit=unit).first() or LetterSettings(unit=unit)


def places_of(unit: Unit, chosen: LetterSettings | None = None) -> Places:
    """The unit's settings, worked out where they are empty."""
    chosen = chosen or settings_of(unit)
    return Places(
        organ_code=chosen.organ_code or f"{unit.short_name}公开",
        pattern=chosen.pattern or LETTER_PATTERN,
        review_body=chosen.review_body or review_body_of(unit, Line(chosen.line)),
        court=chosen.court or court_of(unit),
        online_review=chosen.online_review,
        contested_as=RemedyClass(chosen.contested_as),
        contact=chosen.contact or _contact(unit),
        how_to_answer=_how_to_answer(unit),
        way_to_pay=chosen.way_to_pay,
    )


def review_body_of(unit: Unit, line: Line) -> str:
    """Who reviews the unit's letters, by name; empty where the tree does not tell.

    复议法 第二十四条、第二十七条、第二十八条. Superior departments stand in no tree of
    governments.
    """
    names = [_named(unit, body) for body in review_bodies(unit.level_kind, line)]
    return "或者".join(names) if all(names) else ""


def _named(unit: Unit, body: ReviewBody) -> str:
    if body is ReviewBody.ITSELF:
        return unit.name
    government = _government_above(unit)
    own = body is ReviewBody.OWN_GOVERNMENT
    if government is None or body in (ReviewBody.HIGHER_DEPARTMENT, ReviewBody.HIGHER_JUSTICE):
        return ""
    if own and government.level_kind.tier is not unit.level_kind.tier:
        return ""
    return government.name


def court_of(unit: Unit) -> str:
    """The court for a direct suit, by the usual name; empty where the tree does not tell.

    行政诉讼法 第十四条、第十五条; designations across districts differ by province (第十八条).
    """
    wanted = court_for(unit.level_kind)
    tier, ending = (
        (Tier.COUNTY, "人民法院") if wanted is Court.BASIC else (Tier.CITY, "中级人民法院")
    )
    level = unit.level_kind
    if wanted is Court.BASIC and level.tier not in (Tier.TOWNSHIP, Tier.COUNTY):
        return ""  # which district a city's department stands in, the tree does not say
    seat: Unit | None = unit
    while seat is not None and not (seat.level_kind.is_government and seat.level_kind.tier is tier):
        seat = seat.parent
    return f"{seat.name.removesuffix('人民政府')}{ending}" if seat else ""


def _government_above(unit: Unit) -> Unit | None:
    above = unit.parent
    while above is not None and not Level(above.level).is_government:
        above = above.parent
    return above


def _contact(unit: Unit) -> str:
    """工作机构 and telephone, both or nothing: a letter must name both."""
    if not (unit.office and unit.phone):
        return ""
    address = f"，地址：{unit.address}" if unit.address else ""
    return f"{unit.office}，电话：{unit.phone}{address}"


def _how_to_answer(unit: Unit) -> str:
    ways = [
        f"当面送交或者邮寄至{unit.address}{unit.office}" if unit.address else "",
        f"传真至{unit.fax}" if unit.fax else "",
        f"发送电子邮件至{unit.email}" if unit.email else "",
    ]
    return "，或者".join(way for way in ways if way)
