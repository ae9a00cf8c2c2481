"""The questions about redaction, answered in the guarded process."""

from __future__ import annotations

from io import BytesIO

from tongming.files.checking import Allowed
from tongming.files.extraction.pdf import open_pages
from tongming.files.redaction import pack_proof
from tongming.files.redaction.burning import burn, frames, render
from tongming.files.redaction.characters import proposals
from tongming.files.redaction.model import Box
from tongming.files.redaction.proving import prove_here, terms_under
from tongming.files.sniff import Kind
from tongming.guarding import Fault, Head


def answer(head: Head, content: bytes) -> tuple[Head, bytes]:
    """One question: pages, page, propose, redact or prove."""
    kind = Kind(head["kind"])
    what = head["do"]
    if what == "pages":
        return {"pages": _sizes(content, kind)}, b""
    if what == "page":
        return {}, _picture(content, kind, int(head["page"]), int(head["width"]))
    if what == "propose":
        if kind is not Kind.PDF:
            return {"proposals": []}, b""
        allowed = Allowed(frozenset(head["phones"]), tuple(head["addresses"]))
        return {"proposals": proposals(content, allowed, head["terms"])}, b""
    drawn = (Box(int(page), *corners).inside() for page, *corners in head["boxes"])
    boxes = [box for box in drawn if box is not None]
    if what == "redact":
        under = terms_under(content, kind, boxes)
        output = burn(content, kind, boxes)
        elsewhere = under if head["elsewhere"] else []
        firm = list(head["terms"]) if head["elsewhere"] else [*head["terms"], *under]
        proof = prove_here(output, kind, boxes, firm, elsewhere=elsewhere)
        return pack_proof(proof), output if proof.holds else b""
    if what == "prove":
        return pack_proof(prove_here(content, kind, boxes, head["terms"])), b""
    raise Fault("damaged")


def _sizes(content: bytes, kind: Kind) -> list[tuple[float, float]]:
    if kind is not Kind.PDF:
        return [(frame.width, frame.height) for frame in frames(content)]
    document = open_pages(content)
    try:
        return [document.get_page_size(number) for number in range(len(document))]
    finally:
        document.close()


def _picture(content: bytes, kind: Kind, number: int, width: int) -> bytes:
    width = min(max(width, 100), 3000)
    if kind is Kind.PDF:
        document = open_pages(content)
        try:
            if not 0 <= number < len(document):
                raise Fault("no_pages")
            page = document[number]
            image = render(page, width / page.get_size()[0])
        finally:
            document.close()
    else:
        found = next((f for n, f in enumerate(frames(content)) if n == number), None)
        if found is None:
            raise Fault("no_pages")
        image = found
        if image.width > width:
            image = image.resize((width, max(round(image.height * width / image.width), 1)))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
