"""Scan a file, decide about what was found, and make the copy that may be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from tongming.files import checking
from tongming.files.actions.keeping import admit, store
from tongming.files.extraction import extract
from tongming.files.extraction.model import pack_message
from tongming.files.masking import choices_for, masked_copy
from tongming.files.models import Finding, Scan, StoredFile
from tongming.files.queries import allowed, latest_scan
from tongming.files.redaction import Box, redact
from tongming.law.words import N_, Message, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

# Part of the name of a file, so the same in every language.
MASKED, REDACTED = "（已遮盖）", "（已涂黑）"


@dataclass(frozen=True, slots=True)
class Look:
    """What the checker saw in a content. Looking may take long: not inside a transaction."""

    cautions: tuple[Message, ...]
    found: list[checking.Finding]

    @classmethod
    def at(cls, content: bytes, name: str) -> Look:
        """Look with the rules and the register of today."""
        extraction = extract(content, name)
        return cls(extraction.cautions, checking.check(extraction, allowed()))


def scan_file(file: StoredFile, *, by: Person | None) -> Scan:
    """Look at a file. What was decided about the same findings before stays decided.

    `by` None is the system itself.
    """
    if by is not None:
        require(by, Right.FILE_REVIEW, file.unit)
    look = Look.at(file.read(), file.called)
    with transaction.atomic():
        before = latest_scan(file)
        return _write_scan(file, look, by, before.findings.all() if before else ())


@transaction.atomic
def keep_looked_at(
    content: bytes, name: str, look: Look, *, unit: Unit, by: Person, right: Right
) -> StoredFile:
    """Keep a content with what the checker saw in it, both or neither; admitted before."""
    file = store(content, name, unit=unit, by=by, right=right)
    if latest_scan(file) is None:
        _write_scan(file, look, None, ())
    return file


def _write_scan(file: StoredFile, look: Look, by: Person | None, known: Iterable[Finding]) -> Scan:
    """A scan with its findings; those kept with a reason among the known ones stay kept."""
    decided = {one.likeness: one for one in known if one.decision == Finding.Decision.KEPT}
    scan = Scan.objects.create(
        file=file, by=by, cautions=[pack_message(caution) for caution in look.cautions]
    )
    rows = [_row(scan, one) for one in look.found]
    for row in rows:
        if earlier := decided.get(row.likeness):
            row.decision, row.reason = earlier.decision, earlier.reason
            row.decided_by, row.decided_at = earlier.decided_by, earlier.decided_at
    Finding.objects.bulk_create(rows, batch_size=500)
    record(
        "files.scanned",
        unit=file.unit,
        by=by,
        subject=file,
        name=file.name,
        sha256=file.sha256,
        found=dict(sorted(Counter(row.kind for row in rows).items())),
        open=sum(row.decision == Finding.Decision.OPEN for row in rows),
    )
    return scan


def _row(scan: Scan, one: checking.Finding) -> Finding:
    return Finding(
        scan=scan,
        kind=one.kind.value,
        subkind=one.subkind,
        severity=one.severity.value,
        where=pack_message(one.where),
        part=one.part,
        page=one.page,
        start=one.start,
        end=one.end,
        masked=one.masked,
        context="" if scan.file.sealed_id else one.context,
    )


def keep_finding(finding: Finding, *, reason: str, by: Person) -> Finding:
    """Leave a finding as it is, and say why; whoever reviews the document reads the reason."""
    return keep_findings([finding], reason=reason, by=by)[0]


@transaction.atomic
def keep_findings(findings: Sequence[Finding], *, reason: str, by: Person) -> list[Finding]:
    """Leave several findings of one scan as they are, for the same reason."""
    file = findings[0].scan.file
    require(by, Right.FILE_REVIEW, file.unit)
    reason = " ".join(reason.split())
    if len(reason) < 2:
        raise Refused(
            say(N_("请写明保留的理由，例如“本人书面同意公开”或“法律规定应当公示”。")),
            "个人信息保护法第二十五条",
        )
    rows = list(
        Finding.objects.select_for_update().filter(
            pk__in=[one.pk for one in findings], scan=findings[0].scan
        )
    )
    for row in rows:
        _still_open(row)
        row.decision, row.reason = Finding.Decision.KEPT, reason[:300]
        row.decided_by, row.decided_at = by, timezone.now()
    Finding.objects.bulk_update(
        rows, ["decision", "reason", "decided_by", "decided_at"], batch_size=500
    )
    record(
        "files.finding_kept",
        unit=file.unit,
        by=by,
        subject=file,
        name=file.name,
        kept=[{"kind": row.kind, "where": str(row.place), "masked": row.masked} for row in rows],
        kept_reason=reason[:300],
    )
    return rows


def _still_open(finding: Finding) -> None:
    if finding.decision != Finding.Decision.OPEN:
        raise Refused(say(N_("这一处已经处理过了。请刷新页面看最新情况。")))


def mask_findings(file: StoredFile, findings: Sequence[Finding], *, by: Person) -> StoredFile:
    """A copy in which these findings are masked or taken out; the one given stays as it was.

    The copy is scanned, and the scan proves that what was to be covered is gone.
    """
    require(by, Right.FILE_REVIEW, file.unit)
    chosen = [one for one in findings if one.kind_of.maskable]
    if not chosen:
        raise Refused(say(N_("没有可以遮盖的内容。密级标志不能遮盖：请先确认这份文件能不能公开。")))
    for one in chosen:
        _still_open(one)
    name = copy_name(file.called, MASKED)
    content = masked_copy(file.read(), file.called, choices_for([_pure(one) for one in chosen]))
    admit(content, name)
    look = Look.at(content, name)
    with transaction.atomic():
        copy = _store_copy(content, name, file, by)
        scan = _write_scan(copy, look, by, chosen[0].scan.findings.all())
        _prove_gone(chosen, scan)
        _settle(chosen, copy, by)
        record(
            "files.masked",
            unit=file.unit,
            by=by,
            subject=file,
            name=file.name,
            copy=copy.name,
            copy_sha256=copy.sha256,
            covered=dict(sorted(Counter(one.kind for one in chosen).items())),
        )
    return copy


def _store_copy(content: bytes, name: str, file: StoredFile, by: Person) -> StoredFile:
    right = Right(file.right)
    return store(content, name, unit=file.unit, by=by, right=right, made_from=file)


def copy_name(name: str, addition: str) -> str:
    """The name of a copy: 名单.xlsx gives 名单（已遮盖）.xlsx."""
    stem, dot, ending = name.rpartition(".")
    stem = (stem or ending).removesuffix(MASKED).removesuffix(REDACTED)
    return f"{stem[:150]}{addition}{dot}{ending}" if dot else f"{stem[:150]}{addition}"


def _pure(row: Finding) -> checking.Finding:
    return checking.Finding(
        row.kind_of,
        row.place,
        row.masked,
        row.start,
        row.end,
        checking.Severity(row.severity),
        row.subkind,
        row.part,
        row.context,
        row.page,
    )


def _prove_gone(chosen: Sequence[Finding], scan: Scan) -> None:
    """Refuse a copy in which anything that was to be covered is still found.

    The same number may stand elsewhere and be left on purpose: what is counted is how often.
    """
    before = Counter(_what(one) for one in chosen[0].scan.findings.all())
    expected = before - Counter(_what(one) for one in chosen)
    too_many = Counter(_what(one) for one in scan.findings.all()) - expected
    for one in chosen:
        if too_many[_what(one)]:
            raise Refused(
                say(
                    N_("遮盖后再检查，{where}的{kind}仍然在文件里，没有保存。"
                       "请打开原文件手工修改。"),
                    where=one.place,
                    kind=say(one.kind_of.label),
                )
            )  # fmt: skip


def _what(one: Finding) -> tuple[str, str, str]:
    return one.kind, one.where_key, one.masked


def _settle(chosen: Iterable[Finding], copy: StoredFile, by: Person) -> None:
    rows = list(Finding.objects.select_for_update().filter(pk__in=[one.pk for one in chosen]))
    for row in rows:
        _still_open(row)
        row.decision, row.masked_in = Finding.Decision.MASKED, copy
        row.decided_by, row.decided_at = by, timezone.now()
    Finding.objects.bulk_update(
        rows, ["decision", "masked_in", "decided_by", "decided_at"], batch_size=500
    )


def redact_file(
    file: StoredFile,
    boxes: Sequence[Box],
    *,
    by: Person,
    terms: Sequence[str] = (),
    elsewhere: bool = False,
) -> StoredFile:
    """A copy of a PDF or picture with boxes burnt in, proved by every extractor; the one given
    stays as it was. What its scan found and the copy's does not is settled by the copy.
    """
    require(by, Right.FILE_REVIEW, file.unit)
    name = copy_name(file.called, REDACTED)
    content, proof = redact(file.read(), file.called, boxes, terms=terms, elsewhere=elsewhere)
    admit(content, name)
    look = Look.at(content, name)
    with transaction.atomic():
        copy = _store_copy(content, name, file, by)
        before = latest_scan(file)
        known = list(before.findings.all()) if before else []
        scan = _write_scan(copy, look, by, known)
        _settle(_gone(known, scan), copy, by)
        record(
            "files.redacted",
            unit=file.unit,
            by=by,
            subject=file,
            name=file.name,
            copy=copy.name,
            copy_sha256=copy.sha256,
            pages=sorted({box.page + 1 for box in boxes}),
            boxes=len(boxes),
            extractors=list(proof.extractors),
        )
    return copy


def _gone(known: Iterable[Finding], scan: Scan) -> list[Finding]:
    """The open findings of a file that its copy does not have."""
    left = Counter(_what(one) for one in scan.findings.all())
    gone = []
    for one in known:
        if left[_what(one)]:
            left[_what(one)] -= 1
        elif one.decision == Finding.Decision.OPEN:
            gone.append(one)
    return gone
