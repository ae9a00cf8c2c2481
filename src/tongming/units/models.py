"""Units, the periods of their history, people and their appointments."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.law.organs import Level
from tongming.units.roles import Role

InForceModel = TypeVar("InForceModel", bound=models.Model)


def level_choices() -> list[tuple[str, str]]:
    """Called when asked, so that another level needs no migration."""
    return [(level.value, gettext(level.label)) for level in Level]


def role_choices() -> list[tuple[str, str]]:
    """Called when asked, so that another role needs no migration."""
    return [(role.value, gettext(role.label)) for role in Role]


class Unit(models.Model):
    """An organ or department that discloses information, at its present place in the tree.

    What it was called and where it stood on an earlier day is in `UnitPeriod`.
    """

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级单位"),
    )
    path = models.CharField(_("路径"), max_length=255, db_index=True, editable=False)
    """The ids from the top to this unit, "/1/7/": a subtree is a prefix."""
    code = models.SlugField(_("单位代码"), max_length=60, unique=True)
    """Stands in public addresses: small Latin letters, digits and hyphens."""
    name = models.CharField(_("单位全称"), max_length=120)
    short_name = models.CharField(_("单位简称"), max_length=40)
    level = models.CharField(_("单位层级"), max_length=40, choices=level_choices)
    credit_code = models.CharField(
        _("统一社会信用代码"),
        max_length=18,
        blank=True,
        validators=[
            RegexValidator(r"^[0-9A-HJ-NP-RTUW-Y]{18}$", _("统一社会信用代码是18位数字或大写字母"))
        ],
    )
    office = models.CharField(_("公开工作机构"), max_length=120, blank=True)
    address = models.CharField(_("办公地址"), max_length=200, blank=True)
    hours = models.CharField(_("办公时间"), max_length=120, blank=True)
    phone = models.CharField(_("联系电话"), max_length=60, blank=True)
    fax = models.CharField(_("传真号码"), max_length=60, blank=True)
    postcode = models.CharField(
        _("邮政编码"),
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^\d{6}$", _("邮政编码是6位数字"))],
    )
    email = models.EmailField(_("电子邮箱"), blank=True)
    website = models.URLField(_("网站地址"), blank=True)
    joined_on = models.DateField(_("加入日期"))
    left_on = models.DateField(_("退出日期"), null=True, blank=True)
    """The first day it no longer takes part."""
    is_demo = models.BooleanField(_("演示单位"), default=False)

    class Meta:
        verbose_name = _("单位")
        verbose_name_plural = _("单位")
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="unit_leaves_after_joining",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def level_kind(self) -> Level:
        """The level as the law knows it."""
        return Level(self.level)

    def takes_part(self, on: date) -> bool:
        """Whether the unit is a member on a day."""
        return self.periods.in_force(on).exists()

    def on(self, day: date) -> UnitPeriod | None:
        """What the unit was called and where it stood on a day; None while it took no part."""
        return self.periods.in_force(day).first()


class InForceQuerySet(models.QuerySet[InForceModel]):
    """Rows that hold from a day to a day."""

    def in_force(self, on: date) -> Self:
        """Those that hold on a day."""
        return self.filter(since__lte=on).filter(Q(until=None) | Q(until__gt=on))


class UnitPeriod(models.Model):
    """What a unit was called and where it stood, from one day to another, and why that began."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="periods")
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    """The first day it no longer held."""
    parent = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="periods_of_children"
    )
    name = models.CharField(_("单位全称"), max_length=120)
    level = models.CharField(_("单位层级"), max_length=40)
    reason = models.CharField(_("事由"), max_length=200)
    end_reason = models.CharField(_("终止事由"), max_length=200, blank=True)

    objects = InForceQuerySet.as_manager()

    class Meta:
        verbose_name = _("单位沿革")
        verbose_name_plural = _("单位沿革")
        ordering = ["unit", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(until=None), name="unit_has_one_open_period"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="period_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.since}"

    @property
    def level_label(self) -> str:
        """The level's official name."""
        return gettext(Level(self.level).label)


class PersonManager(BaseUserManager["Person"]):
    """Makes people; Django's own user machinery calls it."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> Person:
        """A person who can sign in; without a password, once somebody sets one."""
        person = self.model(username=self.model.normalize_username(username), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who works with the system."""

    username = models.CharField(
        _("用户名"),
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("这个用户名已经有人使用。")},
    )
    full_name = models.CharField(_("姓名"), max_length=60)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("所属单位"),
    )
    """Whose administrator looks after the account. Roles come from appointments, not from here."""
    email = models.EmailField(_("电子邮箱"), blank=True)
    phone = models.CharField(_("联系电话"), max_length=60, blank=True)
    language = models.CharField(
        _("界面语言"),
        max_length=10,
        default="zh-hans",
        choices=[("zh-hans", "中文"), ("en", "English")],
    )
    password_is_temporary = models.BooleanField(_("密码待修改"), default=False)
    """Somebody else knows it: it is changed before anything else."""
    is_active = models.BooleanField(_("可以登录"), default=True)
    is_demo = models.BooleanField(_("演示账号"), default=False)
    created_at = models.DateTimeField(_("建立时间"), default=timezone.now, editable=False)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        verbose_name = _("人员")
        verbose_name_plural = _("人员")
        ordering = ["full_name", "username"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return str(self)


class Appointment(models.Model):
    """A person's role in a unit, from a day, until a day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="appointments")
    role = models.CharField(_("角色"), max_length=40, choices=role_choices)
    since = models.DateField(_("任职日期"))
    until = models.DateField(_("离任日期"), null=True, blank=True)
    """The first day the person no longer holds the role: an end takes effect at once."""
    reason = models.CharField(_("任职事由"), max_length=200, blank=True)
    end_reason = models.CharField(_("离任事由"), max_length=200, blank=True)

    objects = InForceQuerySet.as_manager()

    class Meta:
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        ordering = ["unit__path", "role", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit", "role"],
                condition=Q(until=None),
                name="appointment_once_open",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="appointment_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_role_display()} {self.unit}"

    @property
    def role_kind(self) -> Role:
        """The role as the rights know it."""
        return Role(self.role)
