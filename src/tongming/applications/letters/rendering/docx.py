"""A letter as a Word document, as it was sent: what stands in it stands in the PDF."""

from __future__ import annotations

from collections.abc import Iterator

from tongming.applications.letters.contents import LetterText
from tongming.typesetting import word
from tongming.typesetting.wording import SEAL_MM, sealed_signature, title_lines, width_of

_SEAL = "seal.png"
_AFTER_TITLE = '<w:spacing w:after="120" w:line="660" w:lineRule="exact"/>'
_AFTER_NUMBER = '<w:spacing w:after="560" w:line="560" w:lineRule="exact"/><w:jc w:val="center"/>'


def render(letter: LetterText, seal: bytes | None = None) -> bytes:
    """The letter's bytes."""
    return word.package(
        "".join(_body(letter, sealed=seal is not None)),
        title=letter.title,
        author=letter.organ,
        day=letter.signed_on,
        pictures={_SEAL: seal} if seal else None,
    )


def _body(letter: LetterText, *, sealed: bool) -> Iterator[str]:
    lines = (word.run(line) for line in title_lines(letter.title, letter.organ))
    yield word.paragraph("Title", "<w:r><w:br/></w:r>".join(lines), _AFTER_TITLE)
    yield word.paragraph("Normal", word.run(letter.number), _AFTER_NUMBER)
    yield word.paragraph("Normal", word.run(f"{letter.addressee}："))
    for place, words in enumerate(letter.paragraphs, start=1):
        last = place == len(letter.paragraphs) and not letter.attachments
        yield word.paragraph("BodyText", word.run(words), "<w:keepNext/>" if last else "")
    yield from _attachments(letter.attachments)
    yield word.paragraph("Signature", "", "<w:keepNext/>")
    yield word.paragraph("Signature", "", "<w:keepNext/>")
    signature = sealed_signature(letter.organ, letter.signed_on)
    picture = (
        word.floating(_SEAL, "印章", from_right=signature.centre, size_mm=SEAL_MM) if sealed else ""
    )
    yield from word.signature(signature.lines, picture)


def _attachments(names: tuple[str, ...]) -> Iterator[str]:
    if not names:
        return
    yield word.paragraph("Normal", "", "<w:keepNext/>")
    for place, name in enumerate(names, start=1):
        mark = f"{place}. " if len(names) > 1 else ""
        lead = "附件：" if place == 1 else ""
        start = 500 if place > 1 else 200
        hang = round(width_of(lead + mark) * 100)
        indent = (
            f'<w:ind w:leftChars="{start + hang}" w:left="{round((start + hang) * 3.2)}"'
            f' w:hangingChars="{hang}" w:hanging="{round(hang * 3.2)}"/>'
        )
        yield word.paragraph("Normal", word.run(lead + mark + name), f"<w:keepNext/>{indent}")
