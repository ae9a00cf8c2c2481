"""C20–C22: personal data, wrong wordings and marks of secrecy in what the public reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from tongming.files.checking import Kind
from tongming.files.checking.model import PERSONAL, Severity
from tongming.information.checking import body_findings, files_of, public_texts
from tongming.information.models import Document, FileText
from tongming.information.states import StepKind
from tongming.inspecting.documents import shown
from tongming.law import inspection
from tongming.law.wording import wrong_in
from tongming.law.words import N_, say
from tongming.supervision.inspection.facts import Found
from tongming.supervision.inspection.rules import rules_of
from tongming.supervision.inspection.words import enumerated
from tongming.units.models import Unit

NEVER_PUBLIC = frozenset(kind for kind in PERSONAL if kind.severity is Severity.MUST)


def personal(unit: Unit, day: date) -> Iterator[Found]:
    """C20: personal data nobody decided to keep for a reason."""
    yield from _scanned("C20", unit, NEVER_PUBLIC)


def secret(unit: Unit, day: date) -> Iterator[Found]:
    """C22: marks of secrecy, and what went public without the review of 第十七条."""
    yield from _scanned("C22", unit, frozenset({Kind.SECRECY_MARK}))
    for document in shown(unit):
        if not document.steps.filter(kind=StepKind.SECRECY_PASSED).exists():
            yield Found(
                "C22",
                f"{document.key}:review",
                say(N_("“{title}”没有保密和隐私审查的记录。"), title=document.title),
                {"document": document.title, "missing": StepKind.SECRECY_PASSED.label},
                url=document.get_absolute_url(),
            )


def _scanned(indicator: str, unit: Unit, kinds: frozenset[Kind]) -> Iterator[Found]:
    for document in shown(unit):
        assert document.live is not None
        content = document.live.content
        for one in body_findings(document, content):
            if one.kept is None and one.kind in kinds:
                yield _found(
                    indicator, document, f"{one.kind.value}:{one.digest[:16]}", one.kind,
                    list(one.where), one.masked,
                )  # fmt: skip
        for file in files_of(content):
            for number, row in enumerate(file.undecided):
                if row.kind_of in kinds:
                    yield _found(
                        indicator, document, f"{file.file.pk}:{row.kind}:{row.part}:{number}",
                        row.kind_of, [file.file.name], row.masked,
                    )  # fmt: skip


def _found(
    indicator: str, document: Document, which: str, kind: Kind, where: list[str], masked: str
) -> Found:
    """What was found is never written down, only as it would be masked."""
    return Found(
        indicator,
        f"{document.key}:{which}",
        say(
            N_("“{title}”里有{kind}（{masked}），在{where}。"),
            title=document.title, kind=say(kind.label), masked=masked, where=enumerated(where),
        ),
        {"document": document.title, "found": masked, "place": where},
        url=document.get_absolute_url(),
    )  # fmt: skip


def worded(unit: Unit, day: date) -> Iterator[Found]:
    """C21: wordings that are wrong; a severe one must not stay public a moment (A-01)."""
    wordings = rules_of(unit).wordings
    for document in shown(unit):
        assert document.live is not None
        content = document.live.content
        attached = FileText.objects.filter(pk__in=[one.sha256 for one in content.files])
        text = "\n".join(
            [
                *(one.words for one in public_texts(document, content)),
                *attached.values_list("text", flat=True),
            ]
        )
        for wording in wrong_in(text, wordings):
            yield Found(
                "C21",
                f"{document.key}:{wording.wrong}",
                say(
                    N_("“{title}”里写着“{wrong}”，应当是“{right}”。"),
                    title=document.title, wrong=wording.wrong, right=wording.right,
                ),
                {"document": document.title, "found": wording.wrong, "text": wording.right},
                url=document.get_absolute_url(),
                severity=inspection.Severity.BLOCK if wording.severe
                else inspection.Severity.YELLOW,
            )  # fmt: skip


CHECKS: Mapping[str, Callable[[Unit, date], Iterable[Found]]] = {
    "C20": personal,
    "C21": worded,
    "C22": secret,
}
