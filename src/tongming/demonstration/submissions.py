"""The town's published report handed up to the county, marked, and cleared."""

from __future__ import annotations

from tongming.demonstration.past_year import YEAR
from tongming.demonstration.people import Cast
from tongming.law.forms import FORM_2019
from tongming.reports.models import FrozenReport
from tongming.reports.submissions.actions import clear, mark, submit_up, why_not_submit
from tongming.reports.submissions.models import Submission
from tongming.units.roles import Role


def hand_up(cast: Cast) -> None:
    """The report in the official form, where it is still the version its unit would hand up."""
    if Submission.objects.filter(frozen__report__unit=cast.town).exists():
        return
    frozen = (
        FrozenReport.objects.filter(
            report__unit=cast.town, report__year=YEAR, report__form=FORM_2019.id
        )
        .order_by("-version")
        .first()
    )
    if frozen is None or why_not_submit(frozen, cast.by_role[Role.OFFICE_HEAD]) is not None:
        return
    supervisor = cast.by_role[Role.SUPERVISOR]
    submission = submit_up(frozen=frozen, by=cast.by_role[Role.OFFICE_HEAD])
    mark(
        submission=submission, where="problems", by=supervisor,
        words="下一步措施请写明完成时间，明年的报告里对照说明。",
    )  # fmt: skip
    clear(submission=submission, words="数字核对一致，同意。标注供明年改进。", by=supervisor)
