"""What the checker finds in a document's words and attachments, and what was decided of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from tongming.files.actions import scan_file
from tongming.files.checking import Allowed, Finding, Kind, check_text
from tongming.files.extraction import extract
from tongming.files.models import Finding as FileFinding
from tongming.files.models import StoredFile
from tongming.files.queries import allowed, latest_scan
from tongming.information.content import Content
from tongming.information.models import Document, FileText, KeptFinding
from tongming.law.words import Message


@dataclass(frozen=True, slots=True)
class BodyFinding:
    """Something in title, summary or text that should not be public as it stands."""

    kind: Kind
    found: str
    """The words themselves: never shown, stored or written to the ledger."""
    masked: str
    digest: str
    kept: KeptFinding | None = None

    @property
    def label(self) -> str:
        """What it is."""
        return self.kind.label


def body_findings(document: Document, content: Content | None = None) -> list[BodyFinding]:
    """Every finding in title, summary and text, those that stay with who kept them and why.

    The same words twice are one finding: they are masked, or kept, together. Telephones and
    addresses of organs are public by 第十二条 and are none.
    """
    content = content or document.content
    kept = {one.digest: one for one in document.kept_findings.select_related("by")}
    found: dict[str, BodyFinding] = {}
    public = allowed()
    for text in (content.title, content.summary, content.text):
        for finding in _found_in(text, public):
            words = text[finding.start : finding.end]
            digest = digest_of(finding.kind.value, words)
            found.setdefault(
                digest,
                BodyFinding(finding.kind, words, finding.masked, digest, kept.get(digest)),
            )
    return list(found.values())


def _found_in(text: str, public: Allowed) -> list[Finding]:
    if not text.strip():
        return []
    return check_text(
        text,
        allowed_phones=public.phones,
        allowed_addresses=public.addresses,
        masking=public.masking,
    )


def digest_of(kind: str, found: str) -> str:
    """What a decision on a finding is remembered by."""
    return hashlib.sha256(f"{kind}:{found}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class LookedInto:
    """An attachment and what waits for a decision in it."""

    file: StoredFile
    scanned: bool
    findings: list[FileFinding] = field(default_factory=list)
    """Undecided, and covered in a copy while the document still carries the file itself."""
    copy: StoredFile | None = None
    """The copy with something covered that can take this file's place."""
    cautions: list[Message] = field(default_factory=list)
    """What the checker could not read: a person has to look."""

    @property
    def open(self) -> int:
        """How much is undecided; a file nobody looked into counts as one."""
        return len(self.findings) if self.scanned else 1

    @property
    def maskable(self) -> bool:
        """Whether masking can deal with any of it."""
        return any(one.kind_of.maskable for one in self.undecided)

    @property
    def undecided(self) -> list[FileFinding]:
        """What nobody has done anything about."""
        return [one for one in self.findings if one.decision == FileFinding.Decision.OPEN]


def files_of(content: Content) -> list[LookedInto]:
    """The attachments of a version in their order."""
    stored = StoredFile.objects.select_related("unit").in_bulk([one.pk for one in content.files])
    looked = []
    for one in content.files:
        file = stored[one.pk]
        scan = latest_scan(file)
        if scan is None:
            looked.append(LookedInto(file, scanned=False))
            continue
        # What was covered in a copy still stands in this file: only a reason lets it stay.
        waiting = list(
            scan.findings.exclude(decision=FileFinding.Decision.KEPT).select_related("masked_in")
        )
        copies = [one.masked_in for one in waiting if one.masked_in is not None]
        newest = max(copies, key=lambda copy: copy.pk, default=None)
        looked.append(LookedInto(file, True, waiting, newest, scan.caution_messages))
    return looked


def open_count(document: Document) -> int:
    """How many findings are undecided: the secrecy review waits for none to be left."""
    content = document.content
    in_text = sum(one.kept is None for one in body_findings(document, content))
    return in_text + sum(one.open for one in files_of(content))


def look_into(file: StoredFile) -> None:
    """Have the checker look into an attachment, and keep the words the search finds in it.

    Refused where the file is of no known kind, damaged, locked or carries a virus.
    """
    if latest_scan(file) is None:
        scan_file(file, by=None)
    if not FileText.objects.filter(pk=file.sha256).exists():
        extraction = extract(file.read(), file.name)
        FileText.objects.create(
            sha256=file.sha256, text=extraction.text, media_type=extraction.kind.media
        )
