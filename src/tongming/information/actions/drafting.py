"""Write a document: every saving of a change is a revision; an edit under review voids it."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from tongming.files.actions import keep, mask_findings
from tongming.information import checking
from tongming.information.actions.common import locked, move, required, step, void_approvals
from tongming.information.chain import Act, require_now
from tongming.information.content import Content, KeptFile, misdated
from tongming.information.models import Document, KeptFinding, LikenessBand, Revision
from tongming.information.states import UNDER_WAY, State, StepKind
from tongming.information.texts.likeness import sketch
from tongming.information.texts.markup import clean, mask_in
from tongming.law.numbering import document_number
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

OVERTAKEN = N_(
    "您编辑的时候，{person}保存了第{number}版。您写的还在下面，没有丢；请先复制出来，再打开最新的版本修改。"
)


@transaction.atomic
def create_document(
    *,
    unit: Unit,
    by: Person,
    content: Content,
    interprets: Document | None = None,
    note: str = "",
    is_demo: bool = False,
) -> Document:
    """Begin a document; its first revision is what it begins with."""
    require(by, Right.INFORMATION_DRAFT, unit)
    if interprets is not None:
        interprets = locked(interprets)
        require_now(interprets, Act.INTERPRET, by)
        if interprets.unit_id != unit.pk:
            # 谁起草谁解读
            raise Refused(say(N_("谁起草，谁解读：解读由起草单位写。")), "国办发〔2016〕80号")
    document = Document.objects.create(
        unit=unit, created_by=by, interprets=interprets, is_demo=is_demo or unit.is_demo
    )
    if not content.publisher:
        content = replace(content, publisher=unit.name)
    _revise(document, _tidied(content), by, note)
    record(
        "information.drafted", unit=unit, by=by, subject=document, title=document.title,
        attribute=content.attribute,
    )  # fmt: skip
    return document


@transaction.atomic
def save_content(
    *, document: Document, content: Content, by: Person, base: int | None = None, note: str = ""
) -> Revision:
    """Save what was written. Nothing changed: nothing saved.

    `base` is the revision the writer had in front of them: where somebody else saved one since,
    this one is refused rather than put over it. Attachments are not the editor's to change; those
    of the newest revision stay.
    """
    document = locked(document)
    require_now(document, Act.EDIT, by)
    current = document.current
    assert current is not None
    if base is not None and base != current.number:
        raise Refused(say(OVERTAKEN, person=str(current.by or ""), number=current.number))
    return _save(document, replace(content, files=current.content.files), by, note)


def _save(document: Document, content: Content, by: Person, note: str) -> Revision:
    """Keep a changed content as the newest revision, and what follows for the chain."""
    current = document.current
    assert current is not None
    content = _tidied(content)
    if content.digest == current.digest:
        return current
    if document.state_kind in UNDER_WAY:
        # A changed text or attachment needs a new review (一事一审; 第十七条).
        count = void_approvals(document)
        document.publish_at = None
        revision = _revise(document, content, by, note)
        step(document, StepKind.VOIDED, by, voided=count, state=document.state)
        move(document, State.DRAFT, "publish_at")
        return revision
    if document.state_kind is State.LEDGER:
        move(document, State.DRAFT)
    revision = _revise(document, content, by, note)
    record(
        "information.revised", unit=document.unit, by=by, subject=document, title=document.title,
        revision=revision.number, sha256=revision.digest, note=note,
    )  # fmt: skip
    return revision


def _tidied(content: Content) -> Content:
    """The content as it is kept: clean markup, one spelling of the number, no stray spaces."""
    if wrong := misdated(content):
        raise Refused(say(N_("日期{day}不对，请核对年份。"), day=wrong))
    return replace(
        content,
        title=" ".join(content.title.split()),
        body=clean(content.body) if content.body else "",
        document_number=document_number(content.document_number),
        summary=" ".join(content.summary.split()),
        subject_words=_once(content.subject_words),
        joint_organs=_once(content.joint_organs),
    )


def _once(words: tuple[str, ...]) -> tuple[str, ...]:
    """Each word once, in order, without spaces around it or empty ones."""
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def revise_to(document: Document, revision: Revision) -> None:
    """Make an earlier revision the newest again: the same words, a number of its own."""
    _revise(document, revision.content, None, "")


def revise_first(document: Document, content: Content, by: Person) -> Revision:
    """The first revision of a document that comes from an old ledger."""
    return _revise(document, _tidied(content), by, "")


def _revise(document: Document, content: Content, by: Person | None, note: str) -> Revision:
    """Add a revision and bring the columns of the lists up to it."""
    last = document.revisions.order_by("-number").first()
    revision = Revision.objects.create(
        document=document,
        number=last.number + 1 if last else 1,
        data=content.to_data(),
        digest=content.digest,
        note=note,
        by=by,
    )
    document.current = revision
    document.title = content.title
    document.attribute = content.attribute
    document.document_number = content.document_number
    document.formed_on = content.formed_on
    document.is_policy = content.is_policy
    document.is_normative = content.is_normative
    document.ends_on = content.ends_on
    document.statutory_items = list(content.statutory_items)
    document.save()
    bands = sketch(content.text)
    LikenessBand.objects.filter(document=document).exclude(band__in=bands).delete()
    LikenessBand.objects.bulk_create(
        [LikenessBand(document=document, band=band) for band in bands], ignore_conflicts=True
    )
    return revision


def attach(*, document: Document, content: bytes, name: str, by: Person) -> Revision:
    """Add an attachment: a change like any other, so a new revision.

    The checker looks into it before the transaction begins: that may take long.
    """
    require_now(document, Act.EDIT, by)
    file = keep(content, name, unit=document.unit, by=by, right=Right.INFORMATION_VIEW)
    checking.look_into(file)
    added = KeptFile(file.pk, file.name, file.sha256, file.size)
    with transaction.atomic():
        document = locked(document)
        require_now(document, Act.EDIT, by)
        now = document.content
        if any(one.sha256 == file.sha256 and one.name == file.name for one in now.files):
            raise Refused(say(N_("“{name}”已经在附件里了。"), name=file.name))
        return _save(document, replace(now, files=(*now.files, added)), by, "")


@transaction.atomic
def detach(*, document: Document, file: int, by: Person) -> Revision:
    """Take an attachment out of the newest revision; earlier ones keep it."""
    document = locked(document)
    require_now(document, Act.EDIT, by)
    now = document.content
    kept = tuple(one for one in now.files if one.pk != file)
    return _save(document, replace(now, files=kept), by, "")


def mask_attachment(*, document: Document, file: int, by: Person) -> Revision:
    """Put a copy with the findings covered in an attachment's place; what cannot be masked waits.

    The copy is proven by a scan of its own (`files.actions.mask_findings`); earlier revisions keep
    the file as it was. Where everything was covered before, on the file's own page, that copy is
    the one.
    """
    require_now(document, Act.EDIT, by)
    looked = next((one for one in checking.files_of(document.content) if one.file.pk == file), None)
    if looked is None:
        raise Refused(say(N_("这个附件已经不在最新的版本里了。")))
    copy = looked.copy
    if looked.maskable or copy is None:
        copy = mask_findings(looked.file, looked.undecided, by=by)
    checking.look_into(copy)
    masked = KeptFile(copy.pk, copy.name, copy.sha256, copy.size)
    with transaction.atomic():
        document = locked(document)
        require_now(document, Act.EDIT, by)
        now = document.content
        files = tuple(masked if one.pk == file else one for one in now.files)
        return _save(document, replace(now, files=files), by, "")


@transaction.atomic
def mask_finding(*, document: Document, digest: str, by: Person) -> Revision:
    """Mask what the checker found, everywhere in what the public will read."""
    document = locked(document)
    require_now(document, Act.EDIT, by)
    finding = _finding(document, digest)
    if not finding.kind.maskable:
        raise Refused(
            say(N_("密级或者内部标志不能遮盖。请先确认这份文件能不能公开，再写明保留的理由。")),
            "第十四条",
        )
    masked = _masked(document.content, finding)
    correction = document.correction.replace(finding.found, finding.masked)
    if correction != document.correction:
        document.correction = correction
        document.save(update_fields=["correction"])
        record(
            "information.correction_masked", unit=document.unit, by=by, subject=document,
            title=document.title, finding=finding.kind.value, masked=finding.masked,
        )  # fmt: skip
    revision = _save(document, masked, by, "")
    if any(one.digest == digest for one in checking.body_findings(document, masked)):
        raise Refused(
            say(
                N_("“{masked}”不能自动遮盖，它跨了段落或者单元格。请在正文里手工改。"),
                masked=finding.masked,
            )
        )
    return revision


def _masked(now: Content, finding: checking.BodyFinding) -> Content:
    def hide(text: str) -> str:
        return text.replace(finding.found, finding.masked)

    def hide_each(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(hide(text) for text in texts)

    return replace(
        now,
        title=hide(now.title),
        document_number=hide(now.document_number),
        summary=hide(now.summary),
        subject_words=hide_each(now.subject_words),
        publisher=hide(now.publisher),
        joint_organs=hide_each(now.joint_organs),
        theme=hide(now.theme),
        catalogue_row=hide(now.catalogue_row),
        body=mask_in(now.body, finding.found, finding.masked),
        files=tuple(replace(file, name=hide(file.name)) for file in now.files),
    )


@transaction.atomic
def keep_finding(*, document: Document, digest: str, reason: str, by: Person) -> KeptFinding:
    """Leave in what the checker found, and answer for it.

    By whoever edits the document, and by its secrecy reviewer: it changes no word.
    """
    document = locked(document)
    if document.state_kind is State.SECRECY:
        require(by, Right.INFORMATION_REVIEW, document.unit)
    else:
        require_now(document, Act.EDIT, by)
    finding = _finding(document, digest)
    words = required(reason, N_("请写明为什么可以公开，例如“值班电话，本人同意公开”。"))
    kept = KeptFinding.objects.create(
        document=document, kind=finding.kind.value, digest=digest, masked=finding.masked,
        reason=words, by=by,
    )  # fmt: skip
    record(
        "information.finding_kept", unit=document.unit, by=by, subject=document,
        title=document.title, finding=finding.kind.value, masked=finding.masked, reason=words,
    )  # fmt: skip
    return kept


def _finding(document: Document, digest: str) -> checking.BodyFinding:
    for finding in checking.body_findings(document):
        if finding.digest == digest and finding.kept is None:
            return finding
    raise Refused(say(N_("这一处已经处理过了。")))


@transaction.atomic
def drop(*, document: Document, reason: str, by: Person) -> None:
    """Give up a draft that was never public. It stays to be read."""
    document = locked(document)
    require_now(document, Act.DROP, by)
    words = required(reason, N_("请写明为什么作废。"))
    step(document, StepKind.DROPPED, by, opinion=words)
    move(document, State.DROPPED)
