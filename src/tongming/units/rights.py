"""Who may do what, and where: the matrix of roles and rights, as data.

A room that needs a right adds a member here: its label, the roles that hold it in their own unit
and those that hold it in their unit and everything beneath. tests/vectors/rights.yaml is the same
matrix as a table a client can read; the two are compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from tongming.law.words import N_, Message, Refused, say
from tongming.units.roles import Role

if TYPE_CHECKING:
    from tongming.units.models import Person, Unit

_STAFF = (
    Role.CLERK,
    Role.OFFICE_HEAD,
    Role.SECRECY_REVIEWER,
    Role.LEADER,
    Role.APPLICATION_HANDLER,
)


class NotPermitted(Refused):
    """A person lacks the right to an act; screens answer 403."""


class Right(StrEnum):
    """An act somebody may or may not do."""

    label: str
    own: frozenset[Role]
    tree: frozenset[Role]

    def __new__(
        cls, code: str, label: str = "", own: Iterable[Role] = (), tree: Iterable[Role] = ()
    ) -> Self:
        right = str.__new__(cls, code)
        right._value_, right.label = code, label
        right.own, right.tree = frozenset(own), frozenset(tree)
        return right

    UNIT_VIEW = (
        "unit_view",
        N_("查看单位和人员"),
        (*_STAFF, Role.READING_ROOM_KEEPER),
        (Role.SUPERVISOR, Role.ADMINISTRATOR),
    )
    UNIT_MANAGE = "unit_manage", N_("管理单位和人员"), (), (Role.ADMINISTRATOR,)
    ROSTER_PLAN = "roster_plan", N_("安排值班"), (Role.CLERK, Role.OFFICE_HEAD)
    INSTITUTION_DRAFT = (
        "institution_draft",
        N_("起草工作制度"),
        (Role.CLERK, Role.OFFICE_HEAD),
    )
    INSTITUTION_APPROVE = "institution_approve", N_("审批工作制度"), (Role.LEADER,)
    HANDOVER_PREPARE = (
        "handover_prepare",
        N_("安排工作交接"),
        (Role.OFFICE_HEAD, Role.LEADER),
        (Role.ADMINISTRATOR,),
    )
    LEDGER_READ = (
        "ledger_read",
        N_("查看办理台账"),
        (Role.OFFICE_HEAD, Role.LEADER),
        (Role.SUPERVISOR, Role.ADMINISTRATOR),
    )
    FILE_READ = "file_read", N_("查看文件"), _STAFF, (Role.SUPERVISOR,)
    FILE_REVIEW = (
        "file_review",
        N_("检查和遮盖文件"),
        (Role.CLERK, Role.OFFICE_HEAD, Role.SECRECY_REVIEWER, Role.APPLICATION_HANDLER),
    )
    CALENDAR_CHANGE = (
        "calendar_change",
        N_("维护工作日历"),
        (Role.OFFICE_HEAD,),
        (Role.SUPERVISOR, Role.ADMINISTRATOR),
    )
    INFORMATION_VIEW = (
        "information_view",
        N_("查看政府信息"),
        (*_STAFF, Role.READING_ROOM_KEEPER),
        (Role.SUPERVISOR,),
    )
    INFORMATION_DRAFT = (
        "information_draft",
        N_("起草政府信息"),
        (Role.CLERK, Role.OFFICE_HEAD),
    )
    INFORMATION_APPROVE = "information_approve", N_("审核政府信息"), (Role.OFFICE_HEAD,)
    INFORMATION_ASSESS = (
        "information_assess",
        N_("审查不公开的理由"),
        (Role.OFFICE_HEAD,),
        (Role.SUPERVISOR,),
    )
    INFORMATION_REVIEW = (
        "information_review",
        N_("保密和隐私审查"),
        (Role.SECRECY_REVIEWER,),
    )
    INFORMATION_SIGN = "information_sign", N_("签发政府信息"), (Role.LEADER,)
    INFORMATION_PUBLISH = (
        "information_publish",
        N_("发布政府信息"),
        (Role.CLERK, Role.OFFICE_HEAD),
    )
    INFORMATION_WITHDRAW = (
        "information_withdraw",
        N_("撤回政府信息"),
        (Role.CLERK, Role.OFFICE_HEAD, Role.SECRECY_REVIEWER, Role.LEADER),
    )
    CHANNEL_DELIVER = (
        "channel_deliver",
        N_("在各渠道发布"),
        (Role.CLERK, Role.OFFICE_HEAD),
    )
    REGISTER_VIEW = "register_view", N_("查看清单和登记"), _STAFF, (Role.SUPERVISOR,)
    REGISTER_KEEP = (
        "register_keep",
        N_("维护清单和登记"),
        (Role.CLERK, Role.OFFICE_HEAD),
    )
    APPLICATION_VIEW = "application_view", N_("查看申请"), _STAFF, (Role.SUPERVISOR,)
    APPLICATION_REGISTER = (
        "application_register",
        N_("登记申请"),
        (Role.CLERK, Role.APPLICATION_HANDLER),
    )
    APPLICATION_HANDLE = (
        "application_handle",
        N_("办理申请"),
        (Role.APPLICATION_HANDLER, Role.OFFICE_HEAD),
    )
    REMEDY_VIEW = (
        "remedy_view",
        N_("查看复议诉讼案件"),
        (Role.CLERK, Role.OFFICE_HEAD, Role.LEADER, Role.APPLICATION_HANDLER),
        (Role.SUPERVISOR,),
    )
    REMEDY_HANDLE = (
        "remedy_handle",
        N_("办理复议诉讼案件"),
        (Role.OFFICE_HEAD, Role.APPLICATION_HANDLER),
    )
    APPLICATION_FILE = (
        "application_file",
        N_("查看拟提供给申请人的文件"),
        (Role.APPLICATION_HANDLER, Role.OFFICE_HEAD, Role.SECRECY_REVIEWER, Role.LEADER),
    )
    APPLICATION_SIGN = (
        "application_sign",
        N_("签发申请文书"),
        (Role.OFFICE_HEAD, Role.LEADER),
    )
    LETTER_MANAGE = "letter_manage", N_("设置申请文书"), (Role.OFFICE_HEAD,)
    MESSAGE_VIEW = "message_view", N_("查看留言"), _STAFF, (Role.SUPERVISOR,)
    MESSAGE_HANDLE = (
        "message_handle",
        N_("办理留言"),
        (Role.CLERK, Role.OFFICE_HEAD, Role.APPLICATION_HANDLER),
    )
    MESSAGE_APPROVE = (
        "message_approve",
        N_("审核留言答复"),
        (Role.OFFICE_HEAD, Role.LEADER),
    )
    MESSAGE_PUBLISH = (
        "message_publish",
        N_("公开留言和答复"),
        (Role.CLERK, Role.OFFICE_HEAD),
    )
    MESSAGE_MANAGE = "message_manage", N_("设置留言办理"), (Role.OFFICE_HEAD,)
    CONSULTATION_VIEW = "consultation_view", N_("查看意见征集"), _STAFF, (Role.SUPERVISOR,)
    CONSULTATION_KEEP = (
        "consultation_keep",
        N_("办理意见征集"),
        (Role.CLERK, Role.OFFICE_HEAD),
    )
    CONSULTATION_APPROVE = "consultation_approve", N_("审批意见征集"), (Role.LEADER,)
    ASSESSMENT_VIEW = "assessment_view", N_("查看社会评议"), _STAFF, (Role.SUPERVISOR,)
    ASSESSMENT_KEEP = (
        "assessment_keep",
        N_("组织社会评议"),
        (Role.CLERK, Role.OFFICE_HEAD),
    )
    ASSESSMENT_SIGN = "assessment_sign", N_("审批社会评议"), (Role.LEADER,)
    READING_VIEW = (
        "reading_view",
        N_("查看查阅服务"),
        (*_STAFF, Role.READING_ROOM_KEEPER),
        (Role.SUPERVISOR,),
    )
    READING_KEEP = (
        "reading_keep",
        N_("管理查阅点和移交"),
        (Role.READING_ROOM_KEEPER, Role.CLERK, Role.OFFICE_HEAD),
    )
    TRAINING_RUN = (
        "training_run",
        N_("安排培训和登记会议"),
        (Role.CLERK, Role.OFFICE_HEAD),
        (Role.SUPERVISOR,),
    )
    ACCOUNTABILITY_RECORD = (
        "accountability_record",
        N_("登记责任追究"),
        (Role.OFFICE_HEAD,),
        (Role.SUPERVISOR,),
    )
    MATTER_VIEW = "matter_view", N_("查看督办事项"), _STAFF, (Role.SUPERVISOR,)
    MATTER_ISSUE = (
        "matter_issue",
        N_("下达和审核督办事项"),
        (Role.OFFICE_HEAD, Role.LEADER, Role.SUPERVISOR),
    )
    MATTER_HANDLE = (
        "matter_handle",
        N_("办理督办事项"),
        (Role.CLERK, Role.OFFICE_HEAD, Role.APPLICATION_HANDLER),
    )
    OPINION_VIEW = "opinion_view", N_("查看热点和舆情"), _STAFF, (Role.SUPERVISOR,)
    OPINION_HANDLE = (
        "opinion_handle",
        N_("登记和回应热点、舆情"),
        (Role.CLERK, Role.OFFICE_HEAD),
    )
    OPINION_APPROVE = (
        "opinion_approve",
        N_("研判舆情和审批回应"),
        (Role.OFFICE_HEAD, Role.LEADER),
    )
    CRAWL_RUN = (
        "crawl_run",
        N_("巡查网站栏目"),
        (Role.CLERK, Role.OFFICE_HEAD),
        (Role.SUPERVISOR,),
    )
    INSPECTION_VIEW = "inspection_view", N_("查看检查和整改"), _STAFF, (Role.SUPERVISOR,)
    INSPECT = "inspect", N_("检查政务公开"), (), (Role.SUPERVISOR,)
    INSPECTION_ANSWER = (
        "inspection_answer",
        N_("签收和报送整改"),
        (Role.CLERK, Role.OFFICE_HEAD),
    )
    INSPECTION_SIGN = (
        "inspection_sign",
        N_("签发检查情况通报"),
        (Role.OFFICE_HEAD, Role.LEADER),
    )
    TASK_RUN = (
        "task_run",
        N_("安排整改任务"),
        (Role.CLERK, Role.OFFICE_HEAD),
        (Role.SUPERVISOR,),
    )
    TASK_CONFIRM = (
        "task_confirm",
        N_("确认整改任务的结果"),
        (Role.OFFICE_HEAD, Role.LEADER),
        (Role.SUPERVISOR,),
    )
    REPORT_VIEW = "report_view", N_("查看年度报告"), _STAFF, (Role.SUPERVISOR,)
    REPORT_IMPORT = (
        "report_import",
        N_("导入年度报告"),
        (Role.CLERK, Role.OFFICE_HEAD),
        # A county reads its units' earlier reports in from their published pages.
        (Role.SUPERVISOR,),
    )
    REPORT_ENTER = "report_enter", N_("填报年度数据"), (Role.CLERK, Role.OFFICE_HEAD)
    REPORT_EDIT = "report_edit", N_("编写年度报告"), (Role.CLERK, Role.OFFICE_HEAD)
    REPORT_SIGN = "report_sign", N_("签发年度报告"), (Role.LEADER,)
    REPORT_PUBLISH = "report_publish", N_("发布年度报告"), (Role.CLERK, Role.OFFICE_HEAD)
    REPORT_REVIEW = "report_review", N_("审核报送的年度报告"), (), (Role.SUPERVISOR,)
    EXCHANGE_VIEW = (
        "exchange_view",
        N_("查看系统间的交换"),
        (),
        (Role.SUPERVISOR, Role.ADMINISTRATOR),
    )
    REPORT_EXCHANGE = "report_exchange", N_("与其他系统交换年度报告"), (), (Role.SUPERVISOR,)
    PEER_MANAGE = "peer_manage", N_("管理交换对象和公钥"), (), (Role.ADMINISTRATOR,)

    TOKEN_HOLD = (
        "token_hold",
        N_("创建接口令牌"),
        (Role.CLERK, Role.OFFICE_HEAD, Role.APPLICATION_HANDLER),
    )
    TOKEN_REVOKE = (
        "token_revoke",
        N_("停用本单位的接口令牌"),
        (Role.OFFICE_HEAD,),
        (Role.ADMINISTRATOR,),
    )

    @property
    def holders(self) -> frozenset[Role]:
        """Every role that holds this right anywhere."""
        return self.own | self.tree


def why_not(
    person: Person | AnonymousUser, right: Right, unit: Unit | None, *, today: date | None = None
) -> Message | None:
    """Why a person may not do this in a unit, or None where they may.

    `unit` None means the whole installation: the right must reach every unit at the top of a tree.
    """
    from tongming.units.models import Unit as Units

    reached = units_for(person, right, today=today)
    if unit is None:
        tops = Units.objects.filter(parent=None)
        if tops.exists() and not tops.exclude(pk__in=reached.values("pk")).exists():
            return None
        return say(
            N_("您没有在全系统“{act}”的权限。需要时请联系系统管理员。"), act=say(right.label)
        )
    if reached.filter(pk=unit.pk).exists():
        return None
    return say(
        N_("您没有在“{unit}”{act}的权限。需要时请联系系统管理员。"),
        unit=unit.name,
        act=say(right.label),
    )


def require(
    person: Person | AnonymousUser, right: Right, unit: Unit | None, *, today: date | None = None
) -> None:
    """Refuse an act to a person without the right to it."""
    if reason := why_not(person, right, unit, today=today):
        raise NotPermitted(reason)


def units_for(
    person: Person | AnonymousUser, right: Right, *, today: date | None = None
) -> QuerySet[Unit]:
    """Every unit in which a person holds a right: the list that agrees with `why_not`."""
    from tongming.units.models import Appointment
    from tongming.units.models import Unit as Units

    if isinstance(person, AnonymousUser) or not person.is_active or person.pk is None:
        return Units.objects.none()
    reached = Q(pk__in=[])
    held = Appointment.objects.in_force(today or localdate()).filter(
        person=person, role__in=right.holders
    )
    for role, unit_id, path in held.values_list("role", "unit_id", "unit__path"):
        reached |= Q(path__startswith=path) if role in right.tree else Q(pk=unit_id)
    return Units.objects.filter(reached)
