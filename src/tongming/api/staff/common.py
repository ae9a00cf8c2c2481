"""What operations of the staff share."""

from __future__ import annotations

from typing import Annotated

from django.conf import settings
from django.forms import BaseForm
from ninja import Path, Query

from tongming.api.fields import Pk
from tongming.api.problems import Wrong
from tongming.law.words import N_

PathPk = Annotated[Pk, Path(examples=[2])]
Number = Annotated[
    str, Path(pattern=r"^[0-9]{4}-[1-9][0-9]{0,8}$", max_length=14, examples=["2026-1"])
]
SecondNumber = Annotated[
    str, Path(pattern=r"^[0-9]{4}-[1-9][0-9]{0,8}$", max_length=14, examples=["2026-2"])
]
"""The same, where the example is about a record further on its way."""
BeforePk = Annotated[
    Pk | None,
    Query(description=N_("从这个编号往前取：上一页的 next"), examples=[100]),
]


def require_valid(form: BaseForm) -> None:
    """The same form as the screen's checks what a program sends."""
    for name, problems in form.errors.items():
        raise Wrong("" if name == "__all__" else name, str(problems[0]))


def work_address(path: str) -> str:
    """A page of the workbench, for a browser."""
    return f"{settings.WORK_ADDRESS}{path}"
