"""The verbs over institution documents: write, submit, approve, send back, acknowledge, repeal."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.files.checking import check_text
from tongming.files.queries import public_contacts
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.institutions.kinds import Kind
from tongming.units.institutions.models import Acknowledgement, Institution, Version
from tongming.units.institutions.queries import staff_of
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require


@transaction.atomic
def create(*, unit: Unit, kind: Kind, title: str, text: str, by: Person) -> Institution:
    """Begin a rule: its first version is a draft."""
    require(by, Right.INSTITUTION_DRAFT, unit)
    institution = Institution.objects.create(unit=unit, kind=kind.value)
    Version.objects.create(
        institution=institution, number=1, title=title.strip(), text=_tidy(text), author=by
    )
    _told(institution, "institutions.created", by, category=kind, title=title.strip())
    return institution


@transaction.atomic
def revise(*, institution: Institution, by: Person) -> Version:
    """Begin the next version, from the words in force."""
    institution = _locked(institution)
    require(by, Right.INSTITUTION_DRAFT, institution.unit)
    _not_repealed(institution)
    newest = institution.newest
    assert newest is not None
    if not newest.is_approved:
        raise Refused(say(N_("第{n}版还没有审批完，先改完这一版。"), n=newest.number))
    version = Version.objects.create(
        institution=institution,
        number=newest.number + 1,
        title=newest.title,
        text=newest.text,
        author=by,
    )
    _told(institution, "institutions.revising", by, version=version.number)
    return version


@transaction.atomic
def save(*, institution: Institution, title: str, text: str, change: str, by: Person) -> Version:
    """Keep what was written. Whoever wrote last is its author: another approves it."""
    institution = _locked(institution)
    require(by, Right.INSTITUTION_DRAFT, institution.unit)
    version = _in_state(institution, Version.State.DRAFT)
    version.title, version.text, version.change = title.strip(), _tidy(text), change.strip()
    version.author = by
    version.save()
    return version


@transaction.atomic
def submit(*, institution: Institution, by: Person) -> Version:
    """Send a draft to the leader. Personal data in it are found before the public reads them."""
    institution = _locked(institution)
    require(by, Right.INSTITUTION_DRAFT, institution.unit)
    version = _in_state(institution, Version.State.DRAFT)
    if not version.text or version.text == Kind(institution.kind).outlined():
        raise Refused(say(N_("正文还只有标题，写好再提交。")))
    if version.number > 1 and not version.change:
        raise Refused(say(N_("请写修改说明：这一版改了什么、为什么改。它会显示在公开页面上。")))
    if version.number > 1 and not _differs(version):
        raise Refused(say(N_("这一版和现行版一字不差，不用提交。")))
    _fit_for_the_public(version)
    version.state, version.returned = Version.State.SUBMITTED, ""
    version.save()
    _told(institution, "institutions.submitted", by, version=version.number)
    return version


@transaction.atomic
def approve(*, institution: Institution, effective_on: date, by: Person, today: date) -> Version:
    """The leader approves: it is public at once, and everybody on the staff is to read it."""
    institution = _locked(institution)
    require(by, Right.INSTITUTION_APPROVE, institution.unit)
    version = _in_state(institution, Version.State.SUBMITTED)
    if version.author_id == by.pk:
        raise Refused(say(N_("自己起草的制度要由另一个人审批。")))
    if effective_on < today:
        raise Refused(say(N_("施行日期不能早于今天：制度不溯及以前。")))
    version.state, version.effective_on = Version.State.APPROVED, effective_on
    version.approved_by, version.approved_at = by, timezone.now()
    version.save()
    _told(
        institution,
        "institutions.approved",
        by,
        on=effective_on,
        version=version.number,
        title=version.title,
    )
    # Saved last: who publishes it listens to the saving of the rule, and finds the version there.
    institution.save()
    return version


@transaction.atomic
def send_back(*, institution: Institution, reason: str, by: Person) -> Version:
    """The leader wants it otherwise."""
    institution = _locked(institution)
    require(by, Right.INSTITUTION_APPROVE, institution.unit)
    version = _in_state(institution, Version.State.SUBMITTED)
    version.state, version.returned = Version.State.DRAFT, reason
    version.save()
    _told(institution, "institutions.sent_back", by, version=version.number, reason=reason)
    return version


@transaction.atomic
def acknowledge(*, version: Version, by: Person, today: date) -> Acknowledgement:
    """Somebody on the staff has read it."""
    institution = version.institution
    if not staff_of(institution.unit, today).filter(pk=by.pk).exists():
        raise Refused(
            say(N_("制度由本单位任职的人签收，您在“{unit}”没有任职。"), unit=institution.unit.name)
        )
    current = institution.in_force
    if current is None or current.pk != version.pk:
        raise Refused(say(N_("这一版已经不是现行版，请看新的一版再签收。")))
    kept, made = Acknowledgement.objects.get_or_create(version=version, person=by)
    if made:
        _told(institution, "institutions.acknowledged", by, version=version.number)
    return kept


@transaction.atomic
def repeal(*, institution: Institution, reason: str, by: Person, today: date) -> Institution:
    """It holds no longer. Its page stays and says so."""
    institution = _locked(institution)
    require(by, Right.INSTITUTION_APPROVE, institution.unit)
    _not_repealed(institution)
    if institution.in_force is None:
        raise Refused(say(N_("还没有发布过的制度不用废止。")))
    institution.repealed_on, institution.repeal_reason = today, reason
    _told(institution, "institutions.repealed", by, on=today, reason=reason)
    institution.save()
    return institution


def _locked(institution: Institution) -> Institution:
    return (
        Institution.objects.select_for_update(of=("self",))
        .select_related("unit")
        .get(pk=institution.pk)
    )


def _not_repealed(institution: Institution) -> None:
    if institution.repealed_on is not None:
        raise Refused(say(N_("这项制度已在{day}废止。"), day=institution.repealed_on))


def _in_state(institution: Institution, state: Version.State) -> Version:
    _not_repealed(institution)
    version = institution.newest
    assert version is not None
    if version.state != state:
        words = {
            Version.State.DRAFT: N_(
                "现在没有可以修改的草稿。已经提交的等审批，已经发布的先开始修改。"
            ),
            Version.State.SUBMITTED: N_("现在没有等待审批的版本。"),
        }
        raise Refused(say(words[state]))
    return version


def _differs(version: Version) -> bool:
    before = version.institution.in_force
    return before is None or (before.title, before.text) != (version.title, version.text)


def _fit_for_the_public(version: Version) -> None:
    phones, addresses = public_contacts()
    text = "\n".join((version.title, version.change, version.text))
    found = check_text(text, allowed_phones=phones, allowed_addresses=addresses)
    if found:
        first = found[0]
        raise Refused(
            say(
                N_("正文里有{kind}（{masked}），制度要公开，请去掉再提交。"),
                kind=say(first.kind.label),
                masked=first.masked,
            )
        )


def _tidy(text: str) -> str:
    """Lines without spaces at their ends, one blank line at most between them."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n")


def _told(
    institution: Institution, kind: str, by: Person, on: date | None = None, **data: object
) -> None:
    record(kind, unit=institution.unit, by=by, subject=institution, on=on, **data)
