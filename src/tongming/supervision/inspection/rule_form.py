"""The form of the rules: thresholds, checks on and off and how serious, weights, columns, words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.law.inspection import CHECKS, COLUMN_CLASSES, THRESHOLDS, Severity, Standing
from tongming.supervision.inspection.facts import columns
from tongming.supervision.inspection.rules import (
    CAP,
    DEFAULT_WEIGHTS,
    OVERDUE,
    ColumnRule,
    Rules,
)

_UNSURE = (Standing.UNVERIFIED, Standing.OF_2015)


class RulesForm(forms.Form):
    """Every rule, as it is in force; what is sent is kept where it differs from law.inspection."""

    reason = forms.CharField(
        label=_("修改理由"), max_length=300, help_text=_("会和这一版规则一起保存")
    )
    words = forms.CharField(
        label=_("本单位的错误表述"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("一行一个，错误的和正确的用空格隔开；严重的在最后加叹号：红石拉子 红石砬子 !"),
    )

    def __init__(self, *args: Any, rules: Rules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, threshold in THRESHOLDS.items():
            unsure = threshold.mark in _UNSURE
            self.fields[f"t-{key}"] = forms.IntegerField(
                label=f"{gettext(threshold.label)}（{gettext(threshold.unit)}）",
                min_value=1,
                max_value=10000,
                initial=rules.settings.value(key),
                help_text=gettext("没有核实到现行文件的数值，请按上级要求核对") if unsure else "",
            )
        severities = [("", gettext("按检查结果")), *((o.value, gettext(o.label)) for o in Severity)]
        for check in CHECKS.values():
            name = f"{check.id} {gettext(check.rule)}"
            self.fields[f"on-{check.id}"] = forms.BooleanField(
                label=name, required=False, initial=rules.wants(check.id)
            )
            set_here = rules.severities.get(check.id)
            self.fields[f"s-{check.id}"] = forms.ChoiceField(
                label=gettext("{check} 的程度").format(check=check.id),
                choices=severities,
                required=False,
                initial=set_here.value if set_here else "",
            )
        for key in DEFAULT_WEIGHTS:
            self.fields[f"w-{key}"] = forms.IntegerField(
                label=weight_name(key), min_value=0, max_value=1000, initial=rules.weight(key)
            )
        classes = [
            ("", gettext("不检查")),
            *((one.key, gettext(one.label)) for one in COLUMN_CLASSES),
        ]
        for place, (key, (name, kind)) in enumerate(columns().items()):
            rule = rules.columns.get(key, ColumnRule(kind))
            self.fields[f"c-{place}"] = forms.ChoiceField(
                label=gettext(name), choices=classes, required=False, initial=rule.kind
            )
            self.fields[f"d-{place}"] = forms.IntegerField(
                label=gettext("{column}的更新周期（天）").format(column=gettext(name)),
                min_value=1,
                max_value=3660,
                required=False,
                initial=rule.days,
            )
        self.fields["words"].initial = "\n".join(
            f"{one.wrong} {one.right}{' !' if one.severe else ''}" for one in rules.words
        )

    def group(self, prefix: str) -> list[BoundField]:
        """The fields whose names begin so."""
        return [self[name] for name in self.fields if name.startswith(prefix)]

    @property
    def thresholds(self) -> list[BoundField]:
        return self.group("t-")

    @property
    def weights(self) -> list[BoundField]:
        return self.group("w-")

    @property
    def checks(self) -> list[tuple[BoundField, BoundField]]:
        return list(zip(self.group("on-"), self.group("s-"), strict=True))

    @property
    def columns(self) -> list[tuple[BoundField, BoundField]]:
        return list(zip(self.group("c-"), self.group("d-"), strict=True))

    def clean_words(self) -> list[dict[str, Any]]:
        found = []
        for line in self.cleaned_data["words"].splitlines():
            parts = line.split()
            if not parts:
                continue
            severe = parts[-1] in ("!", "！")
            parts = parts[:-1] if severe else parts
            if len(parts) != 2:
                raise forms.ValidationError(
                    gettext("“{line}”看不明白，请写成：错误的 正确的").format(line=line.strip())
                )
            found.append({"wrong": parts[0], "right": parts[1], "severe": severe})
        return found

    def values(self) -> dict[str, Any]:
        """What differs from law.inspection, as a set keeps it."""
        given = self.cleaned_data
        made: dict[str, Any] = {
            "thresholds": {
                key: given[f"t-{key}"]
                for key, one in THRESHOLDS.items()
                if given[f"t-{key}"] != one.default
            },
            "off": [key for key in CHECKS if not given[f"on-{key}"]],
            "severities": {key: given[f"s-{key}"] for key in CHECKS if given[f"s-{key}"]},
            "weights": {
                key: given[f"w-{key}"]
                for key, default in DEFAULT_WEIGHTS.items()
                if given[f"w-{key}"] != default
            },
            "columns": {
                key: {"class": given[f"c-{place}"], "days": given[f"d-{place}"]}
                for place, (key, (_name, kind)) in enumerate(columns().items())
                if (given[f"c-{place}"], given[f"d-{place}"]) != (kind, None)
            },
            "words": given["words"],
        }
        return {key: value for key, value in made.items() if value}


def weight_name(key: str) -> str:
    """What a weight is for."""
    if key == OVERDUE:
        return gettext("整改逾期一份扣分")
    if key == CAP:
        return gettext("同一指标最多扣分")
    return gettext("{severity}每项扣分").format(severity=gettext(Severity(key).label))
