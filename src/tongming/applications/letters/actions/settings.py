"""Change what a unit's letters share, and the words of a kind of letter."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from django.db import transaction
from PIL import Image, UnidentifiedImageError

from tongming.applications.letters.merging import check_template
from tongming.applications.letters.models import LetterSettings, LetterTemplate
from tongming.applications.letters.places import settings_of
from tongming.applications.letters.wording import WORDS
from tongming.law import letters as law
from tongming.law.numbering import LETTER_PATTERN, letter_pattern_is_sound
from tongming.law.organs import Line
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.sealing.actions import keep_sealed
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

FIELDS = (
    "organ_code", "pattern", "line", "review_body", "court", "online_review", "contested_as",
    "contact", "way_to_pay", "by_mail",
)  # fmt: skip
_SEAL_PIXELS = 720
"""42 mm at 435 dots an inch: finer than any office printer shows."""


@transaction.atomic
def change_settings(*, unit: Unit, by: Person, today: date, **fields: str | bool) -> LetterSettings:
    """Change any of `FIELDS`; an empty text means: worked out from unit and law."""
    require(by, Right.LETTER_MANAGE, unit)
    chosen = settings_of(unit)
    for name, value in fields.items():
        if name not in FIELDS:
            raise ValueError(name)
        setattr(chosen, name, value.strip() if isinstance(value, str) else value)
    if not letter_pattern_is_sound(chosen.pattern or LETTER_PATTERN):
        raise Refused(
            say(
                N_("文号格式里应当有年份{year}和序号{serial}各一次，机关代字写作{code}。"),
                year="{year}",
                serial="{serial}",
                code="{code}",
            )
        )
    if chosen.line not in list(Line) or chosen.contested_as not in ("A", "B"):
        raise ValueError(chosen.line)
    chosen.save()
    record(
        "letters.settings_changed", unit=unit, by=by, subject=chosen, on=today,
        changed=sorted(fields),
    )  # fmt: skip
    return chosen


@transaction.atomic
def change_seal(*, unit: Unit, image: bytes | None, by: Person, today: date) -> None:
    """Put the picture of the seal on letters, or (None) print them without."""
    require(by, Right.LETTER_MANAGE, unit)
    chosen = settings_of(unit)
    if image is None:
        chosen.seal = None
    else:
        chosen.seal = keep_sealed(_seal(image), "印章.png", unit=unit, by=by, admitted=True)
    chosen.save()
    record(
        "letters.seal_changed", unit=unit, by=by, subject=chosen, on=today,
        present=image is not None,
    )  # fmt: skip


def _seal(image: bytes) -> bytes:
    """The picture drawn anew as a square PNG: nothing else that stood in the file goes along."""
    try:
        with Image.open(BytesIO(image), formats=("PNG",)) as opened:
            if max(opened.size) > 6000 or min(opened.size) < 200:
                raise Refused(say(N_("印章图片的边长应当在200到6000像素之间。")))
            drawn = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Refused(say(N_("印章图片应当是PNG文件，最好背景透明。"))) from error
    if abs(drawn.width - drawn.height) > drawn.width // 20:
        raise Refused(say(N_("印章图片应当是正方形，印章占满画面。")))
    out = BytesIO()
    drawn.resize((_SEAL_PIXELS, _SEAL_PIXELS)).save(out, "PNG")
    return out.getvalue()


@transaction.atomic
def change_template(
    *, unit: Unit, kind: str, title: str, body: str, by: Person, today: date
) -> LetterTemplate:
    """Give a kind of letter the unit's own words; an element without a place is refused by name."""
    require(by, Right.LETTER_MANAGE, unit)
    title, body = title.strip(), "\n".join(body.strip().splitlines())
    check_template(law.LETTERS[kind], title, body)
    template, _made = LetterTemplate.objects.update_or_create(
        unit=unit, kind=kind, defaults={"title": title, "body": body, "edited_by": by}
    )
    record(
        "letters.template_changed", unit=unit, by=by, subject=template, on=today,
        letter=kind, title=title, text=body,
    )  # fmt: skip
    return template


@transaction.atomic
def reset_template(*, unit: Unit, kind: str, by: Person, today: date) -> None:
    """Go back to the product's words."""
    require(by, Right.LETTER_MANAGE, unit)
    template = LetterTemplate.objects.filter(unit=unit, kind=kind).first()
    if template is None:
        raise Refused(say(N_("这种文书用的就是默认模板。")))
    record(
        "letters.template_reset", unit=unit, by=by, subject=template, on=today,
        letter=kind, title=WORDS[kind].title,
    )  # fmt: skip
    template.delete()
