"""A list's public page: how many of each type, what changed, every item with all it says.

The page is Chinese, as every page of the section is; labels are the official ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from tongming.law.powers import PowerType
from tongming.law.words import chinese_date
from tongming.registers import markup
from tongming.registers.powers.differences import Differences
from tongming.registers.powers.workbook import HEADINGS, Power


def body(
    powers: Sequence[Power],
    *,
    effective_on: date,
    route: Sequence[str],
    differences: Differences | None,
) -> str:
    """The markup; `differences` None for a first version."""
    parts = [
        markup.paragraph(f"本清单共{len(powers)}项，自{chinese_date(effective_on)}起施行。"),
        *(markup.paragraph(words) for words in route),
        markup.heading(2, "一、事项数量"),
        _counts(powers),
    ]
    if differences is not None:
        parts += [markup.heading(2, "二、与上一版相比"), changes(differences)]
    parts.append(markup.heading(2, "三、事项" if differences is not None else "二、事项"))
    for kind in PowerType:
        ours = [power for power in powers if power.type == kind]
        if ours:
            parts.append(markup.heading(3, f"{kind.label}（{len(ours)}项）"))
            parts += [_item(power) for power in ours]
    return "".join(parts)


def _counts(powers: Sequence[Power]) -> str:
    found = Counter(power.type for power in powers)
    given = sum(bool(power.given) for power in powers)
    rows = [(kind.label, str(found[kind])) for kind in PowerType if found[kind]]
    rows.append(("合计", str(len(powers))))
    if given:
        rows.append(("其中县级赋权", str(given)))
    return markup.table(("权力类型", "项数"), rows)


def _item(power: Power) -> str:
    facts = [(heading, words) for heading, words in power.shown.items() if heading != "事项名称"]
    return markup.heading(4, power.name) + markup.pairs(facts)


def changes(differences: Differences) -> str:
    """What was added, taken out and changed, field by field."""
    if not differences:
        return markup.paragraph("事项没有变化。")
    parts = [
        markup.paragraph(
            f"新增{len(differences.added)}项，取消{len(differences.removed)}项，"
            f"修改{len(differences.changed)}项。"
        )
    ]
    for words, powers in (("新增", differences.added), ("取消", differences.removed)):
        if powers:
            parts.append(markup.heading(3, words))
            parts.append(
                markup.table(
                    ("职权编码", "事项名称", "权力类型", "行使主体"),
                    [(one.code or "—", one.name, one.said("type"), one.holder) for one in powers],
                )
            )
    if differences.changed:
        parts.append(markup.heading(3, "修改"))
        parts.append(
            markup.table(
                ("事项名称", "修改的内容", "原来", "现在"),
                [
                    (one.power.name, HEADINGS[change.name], change.old or "—", change.new or "—")
                    for one in differences.changed
                    for change in one.fields
                ],
            )
        )
    return "".join(parts)
