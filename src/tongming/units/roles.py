"""The roles people have in a unit."""

from __future__ import annotations

from tongming.law.labelled import Labelled
from tongming.law.words import N_


class Role(Labelled):
    """What a person is in a unit; the value is what the database stores."""

    CLERK = "clerk", N_("公开干事")
    OFFICE_HEAD = "office_head", N_("办公室负责人")
    SECRECY_REVIEWER = "secrecy_reviewer", N_("保密审查员")
    LEADER = "leader", N_("分管领导")
    APPLICATION_HANDLER = "application_handler", N_("依申请公开承办人")
    READING_ROOM_KEEPER = "reading_room_keeper", N_("查阅点管理员")
    SUPERVISOR = "supervisor", N_("公开办监督人员")
    ADMINISTRATOR = "administrator", N_("系统管理员")
