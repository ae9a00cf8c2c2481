"""Redaction of PDF files and pictures: what is covered is not in the new file any more.

Pure: bytes in, bytes out; everything that touches the untrusted file happens in the guarded
process. A page with a box becomes a picture with the box burnt in; the new file takes nothing
along but the pages; and before it is handed out it is searched by every extractor at hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tongming.files.checking import Allowed
from tongming.files.extraction.model import pack_message, unpack_message
from tongming.files.redaction.model import (
    REDACTABLE,
    Box,
    Page,
    Proof,
    Proposal,
    Survivor,
    read_box,
    refuse_survivors,
)
from tongming.files.sniff import Kind, sniff
from tongming.law.words import N_, Refused, say

__all__ = [
    "REDACTABLE",
    "Box",
    "Page",
    "Proof",
    "Proposal",
    "Survivor",
    "pages",
    "picture_of_page",
    "propose",
    "prove",
    "read_box",
    "redact",
    "refuse_survivors",
]

LONGEST = 240.0
"""Seconds for burning and proving a long file."""


def _kind(content: bytes, name: str) -> Kind:
    kind = sniff(content, name)
    if kind not in REDACTABLE:
        raise Refused(
            say(
                N_("“{name}”是{kind}，不能涂黑。PDF 和图片可以涂黑；Word、Excel 等文件请用遮盖。"),
                name=name,
                kind=say(kind.label),
            )
        )
    return kind


def pages(content: bytes, name: str) -> list[Page]:
    """The pages of a file, with their sizes."""
    from tongming.files.guard import ask

    answer, _ = ask({"do": "pages", "kind": _kind(content, name).value}, content, name)
    return [Page(width, height) for width, height in answer["pages"]]


def picture_of_page(content: bytes, name: str, page: int, *, width: int = 1200) -> bytes:
    """A page as a PNG so many pixels wide."""
    from tongming.files.guard import ask

    head = {"do": "page", "kind": _kind(content, name).value, "page": page, "width": width}
    return ask(head, content, name)[1]


def propose(
    content: bytes, name: str, allowed: Allowed | None = None, terms: Sequence[str] = ()
) -> list[Proposal]:
    """Where the checker, or a term, would draw boxes; nothing for pictures, which have no text."""
    from tongming.files.guard import ask

    allowed = allowed or Allowed()
    head = {
        "do": "propose",
        "kind": _kind(content, name).value,
        "phones": sorted(allowed.phones),
        "addresses": list(allowed.addresses),
        "terms": list(terms),
    }
    answer, _ = ask(head, content, name)
    return [
        Proposal(Box(*box), kind, masked, group) for box, kind, masked, group in answer["proposals"]
    ]


def redact(
    content: bytes,
    name: str,
    boxes: Iterable[Box],
    *,
    terms: Sequence[str] = (),
    elsewhere: bool = False,
) -> tuple[bytes, Proof]:
    """The new file and the proof that nothing covered is left in it; refused where anything is.

    What stands under a box is searched for in the whole new file. `elsewhere` accepts the same
    words on a page, outside every box; `terms` are never accepted anywhere.
    """
    from tongming.files.guard import ask

    drawn = list(boxes)
    if not drawn:
        raise Refused(say(N_("还没有画框。请先框出要涂黑的地方。")))
    head = {
        "do": "redact",
        "kind": _kind(content, name).value,
        "boxes": [box.as_list() for box in drawn],
        "terms": list(terms),
        "elsewhere": elsewhere,
    }
    answer, output = ask(head, content, name, seconds=LONGEST)
    proof = _proof(answer)
    refuse_survivors(proof)
    return output, proof


def prove(
    output: bytes, name: str, covered_terms: Sequence[str] = (), boxes: Iterable[Box] = ()
) -> Proof:
    """Search a redacted file by every extractor at hand; says what survives and where."""
    from tongming.files.guard import ask

    head = {
        "do": "prove",
        "kind": _kind(output, name).value,
        "boxes": [box.as_list() for box in boxes],
        "terms": list(covered_terms),
    }
    answer, _ = ask(head, output, name, seconds=LONGEST)
    return _proof(answer)


def _proof(answer: dict[str, object]) -> Proof:
    found = answer["survivors"]
    assert isinstance(found, list)
    extractors = answer["extractors"]
    assert isinstance(extractors, list)
    return Proof(
        tuple(str(one) for one in extractors),
        tuple(Survivor(unpack_message(where), str(masked)) for where, masked in found),
    )


def pack_proof(proof: Proof) -> dict[str, object]:
    """A proof as plain data."""
    return {
        "extractors": list(proof.extractors),
        "survivors": [[pack_message(one.where), one.masked] for one in proof.survivors],
    }
