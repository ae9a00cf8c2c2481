"""What the checker finds in a document's words and attachments, and what was decided of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from tongming.files.actions import scan_file
from tongming.files.checking import Allowed, Finding, Kind, check_text
from tongming.files.extraction import extract
from tongming.files.models import Finding as FileFinding
from tongming.files.models import StoredFile
from tongming.files.queries import allowed, latest_scan
from tongming.information.content import Content
from tongming.information.models import Document, FileText, KeptFinding
from tongming.information.texts.markup import targets
from tongming.law.words import N_, Message


@dataclass(frozen=True, slots=True)
class BodyFinding:
    """Something in a document's words that should not be public as it stands."""

    kind: Kind
    found: str
    """The words themselves: never shown, stored or written to the ledger."""
    masked: str
    digest: str
    where: tuple[str, ...] = ()
    """The texts it stands in, by their labels."""
    kept: KeptFinding | None = None

    @property
    def label(self) -> str:
        """What it is."""
        return self.kind.label


@dataclass(frozen=True, slots=True)
class PublicText:
    """A text the public will read, and what it is called."""

    label: str
    words: str
    is_name: bool = False
    """Of a file: dots and low lines part its words."""

    @property
    def read(self) -> str:
        """As the checker reads it, letter for letter."""
        return _APART.sub(" ", self.words) if self.is_name else self.words


_APART = re.compile(r"[._]")


def public_texts(document: Document, content: Content) -> list[PublicText]:
    """Every text a person wrote that the document's page will show.

    Whatever else of a document becomes public is added here, and is then checked.
    """
    several = {
        N_("主题词"): content.subject_words,
        N_("机构"): (content.publisher, *content.joint_organs),
        N_("链接"): targets(content.body),
    }
    return [
        PublicText(N_("名称"), content.title),
        PublicText(N_("发文字号"), content.document_number),
        PublicText(N_("内容概述"), content.summary),
        PublicText(N_("主题分类"), content.theme),
        PublicText(N_("标准目录事项"), content.catalogue_row),
        PublicText(N_("正文"), content.text),
        *(PublicText(label, words) for label, texts in several.items() for words in texts),
        *(PublicText(N_("附件名称"), file.name, is_name=True) for file in content.files),
        PublicText(N_("更正理由"), document.correction),
    ]


def body_findings(document: Document, content: Content | None = None) -> list[BodyFinding]:
    """Every finding in what the public will read, those that stay with who kept them and why.

    The same words twice are one finding: they are masked, or kept, together. Telephones and
    addresses of organs are public by 第十二条 and are none.
    """
    content = content or document.content
    kept = {one.digest: one for one in document.kept_findings.select_related("by")}
    found: dict[str, BodyFinding] = {}
    public = allowed()
    for text in public_texts(document, content):
        for finding in _found_in(text.read, public):
            words = text.words[finding.start : finding.end]
            digest = digest_of(finding.kind.value, words)
            known = found.get(digest)
            where = known.where if known else ()
            found[digest] = BodyFinding(
                finding.kind,
                words,
                finding.masked,
                digest,
                where if text.label in where else (*where, text.label),
                kept.get(digest),
            )
    return list(found.values())


def personal_in(text: str, document: Document) -> list[tuple[str, str]]:
    """The personal data in a sentence that is public at once, each with how it is masked.

    For the reason of a withdrawal, which no review sees. A mark of secrecy named in it tells why
    and gives nothing away; what was kept in the document may stand here too.
    """
    kept = set(document.kept_findings.values_list("digest", flat=True))
    return [
        (words, finding.masked)
        for finding in _found_in(text, allowed())
        if finding.kind.maskable
        and digest_of(finding.kind.value, words := text[finding.start : finding.end]) not in kept
    ]


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
