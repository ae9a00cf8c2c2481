"""How far packages and what is in them have come, as badges and words."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext, ngettext

from tongming.law.words import N_
from tongming.reports.exchange.models import (
    FromAbove,
    Incoming,
    Judgement,
    Outgoing,
    PeerKey,
    ReceivedReport,
    Verdict,
)
from tongming.reports.exchange.queries import Standing

register = template.Library()

_STANDINGS = {
    "not_received": ("draft", N_("未收到")),
    "received": ("soon", N_("已收到")),
    "sent_back": ("overdue", N_("有退回")),
    "cleared": ("done", N_("审核通过")),
}
_OUTGOING = {
    Outgoing.State.WAITING: "running",
    Outgoing.State.BY_FILE: "soon",
    Outgoing.State.REFUSED: "overdue",
    Outgoing.State.RECEIVED: "done",
}
_KEYS = {
    PeerKey.State.PENDING: "soon",
    PeerKey.State.TRUSTED: "done",
    PeerKey.State.REVOKED: "draft",
}
_STATES = {
    "signed": N_("已签发"),
    "submitted": N_("已报送"),
    "cleared": N_("本级审核通过"),
    "sent_back": N_("本级已退回"),
    "published": N_("已公布"),
}


@register.inclusion_tag("exchange/state.html")
def standing_state(one: Standing) -> dict[str, str]:
    """A peer beneath, for a year."""
    tone, word = _STANDINGS[one.state]
    words = gettext(word)
    if one.sent_back:
        words = ngettext("退回 {n} 份", "退回 {n} 份", one.sent_back).format(n=one.sent_back)
    return {"tone": tone, "word": words}


@register.inclusion_tag("exchange/state.html")
def outgoing_state(one: Outgoing) -> dict[str, str]:
    """A package of ours."""
    return {"tone": _OUTGOING[Outgoing.State(one.state)], "word": one.get_state_display()}


@register.inclusion_tag("exchange/state.html")
def key_state(one: PeerKey) -> dict[str, str]:
    """A public key of theirs."""
    return {"tone": _KEYS[PeerKey.State(one.state)], "word": one.get_state_display()}


@register.inclusion_tag("exchange/state.html")
def judged_state(one: Judgement | None) -> dict[str, str]:
    """What we decided about a received report."""
    if one is None:
        return {"tone": "soon", "word": gettext("待审核")}
    return {"tone": _verdict_tone(one.verdict), "word": one.get_verdict_display()}


@register.inclusion_tag("exchange/state.html")
def above_state(one: FromAbove) -> dict[str, str]:
    """What the office above decided."""
    return {"tone": _verdict_tone(one.verdict), "word": one.get_verdict_display()}


def _verdict_tone(verdict: str) -> str:
    return "overdue" if verdict == Verdict.SENT_BACK else "done"


@register.simple_tag
def package_says(one: Outgoing | Incoming) -> str:
    """What a package is about, in a few words."""
    if one.kind == "reports":
        words = ngettext("{year}年报告 {n} 份", "{year}年报告 {n} 份", one.counted)
        return words.format(year=one.year, n=one.counted)
    return ngettext("审核意见 {n} 份", "审核意见 {n} 份", one.counted).format(n=one.counted)


@register.simple_tag
def sender_states(row: ReceivedReport) -> str:
    """How far a report has come in its own installation."""
    return gettext("、").join(gettext(_STATES[one]) for one in row.states if one in _STATES)
