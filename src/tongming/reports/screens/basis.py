"""Where a figure comes from, in one sentence, and how many figures come from where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from tongming.law.words import N_, say
from tongming.reports.compiling.evidence import Basis, Evidence
from tongming.reports.compiling.year import Compiled

Translate = Callable[[str], str]

SOURCE = N_("{basis}：{says}")
BY_RULE = N_("{basis}（{rule}）：{says}")


def sentence(evidence: Evidence, translate: Translate) -> str:
    """The sentence shown on hover and at the top of a figure's page."""
    rule = translate("，").join(part for part in (evidence.relation, evidence.article) if part)
    if evidence.basis in (Basis.SILENT, Basis.ENTERED):
        return evidence.says.render(translate)
    message = (
        say(BY_RULE, basis=say(evidence.basis.label), rule=rule, says=evidence.says)
        if rule
        else say(SOURCE, basis=say(evidence.basis.label), says=evidence.says)
    )
    return message.render(translate)


@dataclass(frozen=True, slots=True)
class BasisCount:
    """How many cells of the form rest on one basis."""

    basis: Basis
    count: int


def counts(compiled: Compiled) -> list[BasisCount]:
    """The form's cells by what they rest on, strongest first."""
    counted = Counter(compiled.evidence[cell].basis for cell in compiled.form.cells())
    return [BasisCount(basis, counted[basis]) for basis in Basis if counted[basis]]
