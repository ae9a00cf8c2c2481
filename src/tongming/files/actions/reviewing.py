"""Scan a file, decide about what was found, and make the copy that may be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from tongming.files import checking
from tongming.files.actions.keeping import keep
from tongming.files.checking import check
from tongming.files.extraction import extract
from tongming.files.extraction.model import pack_message
from tongming.files.masking import choices_for, masked_copy
from tongming.files.models import Finding, Scan, StoredFile
from tongming.files.queries import allowed, latest_scan
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person
from tongming.units.rights import Right, require

MASKED = "（已遮盖）"


def scan_file(file: StoredFile, *, by: Person | None, after: Iterable[Finding] = ()) -> Scan:
    """Look at a file with the rules and the register of today.

    What was decided about the same finding before, in this file or (`after`) in the one it was
    made from, stays decided. `by` None is the system itself.
    """
    if by is not None:
        require(by, Right.FILE_REVIEW, file.unit)
    extraction = extract(file.read(), file.name)
    found = check(extraction, allowed())
    with transaction.atomic():
        before = latest_scan(file)
        known = list(after) + (list(before.findings.all()) if before else [])
        decided = {one.likeness: one for one in known if one.decision == Finding.Decision.KEPT}
        scan = Scan.objects.create(
            file=file, by=by, cautions=[pack_message(caution) for caution in extraction.cautions]
        )
        findings = []
        for one in found:
            row = Finding(
                scan=scan,
                kind=one.kind.value,
                subkind=one.subkind,
                severity=one.severity.value,
                where=pack_message(one.where),
                part=one.part,
                page=one.page,
                start=one.start,
                end=one.end,
                masked=one.masked[:2000],
                context=one.context,
            )
            if earlier := decided.get(row.likeness):
                row.decision, row.reason = earlier.decision, earlier.reason
                row.decided_by, row.decided_at = earlier.decided_by, earlier.decided_at
            findings.append(row)
        Finding.objects.bulk_create(findings, batch_size=500)
        record(
            "files.scanned",
            unit=file.unit,
            by=by,
            subject=file,
            name=file.name,
            sha256=file.sha256,
            found=dict(sorted(Counter(row.kind for row in findings).items())),
            open=sum(row.decision == Finding.Decision.OPEN for row in findings),
        )
    return scan


@transaction.atomic
def keep_finding(finding: Finding, *, reason: str, by: Person) -> Finding:
    """Leave a finding as it is, and say why; whoever reviews the document reads the reason."""
    file = finding.scan.file
    require(by, Right.FILE_REVIEW, file.unit)
    reason = " ".join(reason.split())
    if len(reason) < 2:
        raise Refused(
            say(N_("请写明保留的理由，例如“本人书面同意公开”或“法律规定应当公示”。")),
            "个人信息保护法第二十五条",
        )
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    _still_open(finding)
    finding.decision, finding.reason = Finding.Decision.KEPT, reason[:300]
    finding.decided_by, finding.decided_at = by, timezone.now()
    finding.save()
    record(
        "files.finding_kept",
        unit=file.unit,
        by=by,
        subject=file,
        name=file.name,
        finding=finding.kind,
        where=str(finding.place),
        masked=finding.masked,
        kept_reason=finding.reason,
    )
    return finding


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
    content = masked_copy(file.read(), file.name, choices_for([_pure(one) for one in chosen]))
    with transaction.atomic():
        copy = keep(content, masked_name(file.name), unit=file.unit, by=by, right=Right(file.right))
        scan = scan_file(copy, by=by, after=chosen[0].scan.findings.all())
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


def masked_name(name: str) -> str:
    """The name of a masked copy: 名单.xlsx gives 名单（已遮盖）.xlsx."""
    stem, dot, ending = name.rpartition(".")
    stem = (stem or ending).removesuffix(MASKED)
    return f"{stem[:150]}{MASKED}{dot}{ending}" if dot else f"{stem[:150]}{MASKED}"


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
    return one.kind, str(one.where), one.masked


def _settle(chosen: Iterable[Finding], copy: StoredFile, by: Person) -> None:
    rows = list(Finding.objects.select_for_update().filter(pk__in=[one.pk for one in chosen]))
    for row in rows:
        _still_open(row)
        row.decision, row.masked_in = Finding.Decision.MASKED, copy
        row.decided_by, row.decided_at = by, timezone.now()
    Finding.objects.bulk_update(
        rows, ["decision", "masked_in", "decided_by", "decided_at"], batch_size=500
    )


def redact_file(file: StoredFile, boxes: object, *, by: Person) -> StoredFile:
    raise NotImplementedError
