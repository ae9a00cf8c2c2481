"""What institution documents ask of people today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tongming.law.words import N_, Message, say
from tongming.units.duties import Duty, Kind
from tongming.units.institutions.models import Version
from tongming.units.institutions.queries import unread_by
from tongming.units.models import Person
from tongming.units.rights import Right, units_for


def institution_duties(person: Person, today: date) -> Iterator[Duty]:
    """To read what holds, to approve what was submitted, to finish what was begun."""
    for version in unread_by(person, today):
        yield _duty(version, say(N_("阅读并签收“{title}”"), title=version.title), N_("去阅读"),
                    personal=True)  # fmt: skip
    approves = units_for(person, Right.INSTITUTION_APPROVE, today=today)
    drafts = units_for(person, Right.INSTITUTION_DRAFT, today=today)
    in_hand = Version.objects.exclude(state=Version.State.APPROVED).select_related(
        "institution", "institution__unit"
    )
    for version in in_hand.filter(institution__unit__in=approves, state=Version.State.SUBMITTED):
        if version.author_id != person.pk:
            yield _duty(version, say(N_("审批“{title}”"), title=version.title), N_("审批"))
    for version in in_hand.filter(institution__unit__in=drafts):
        if version.state == Version.State.SUBMITTED:
            what = say(N_("等分管领导审批“{title}”"), title=version.title)
            yield _duty(version, what, N_("查看"), kind=Kind.WAITING)
        else:
            words = (
                N_("按退回意见修改“{title}”") if version.returned else N_("写完“{title}”并提交审批")
            )
            yield _duty(version, say(words, title=version.title), N_("继续写"))


def _duty(
    version: Version,
    what: Message,
    button: str,
    *,
    kind: Kind = Kind.ACT,
    personal: bool = False,
) -> Duty:
    return Duty(
        what=what,
        url=version.institution.get_absolute_url(),
        button=say(button),
        unit=version.institution.unit,
        kind=kind,
        personal=personal,
    )
