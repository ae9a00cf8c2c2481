"""A choice with its official label: the one shape every list of kinds and states has."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """Members are `CODE = "code", N_("标签")`; the value is what databases and files store."""

    label: str

    # The default is for type checkers, to whom `State("open")` is a call with one argument.
    def __new__(cls, code: str, label: str = "") -> Self:
        one = str.__new__(cls, code)
        one._value_, one.label = code, label
        return one
