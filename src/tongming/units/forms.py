"""The shape of what staff type about units and people; the actions check the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongming.law.organs import Level
from tongming.units.actions import CONTACT_FIELDS
from tongming.units.models import Person, Unit, level_choices, role_choices
from tongming.units.rights import Right, units_for, why_not
from tongming.units.roles import Role

if TYPE_CHECKING:
    UnitModelForm = forms.ModelForm[Unit]
else:
    UnitModelForm = forms.ModelForm


class DayField(forms.DateField):
    """A day, typed or picked."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ContactForm(UnitModelForm):
    """Where and how a unit can be reached."""

    website = forms.URLField(label=_("网站地址"), required=False, assume_scheme="https")

    class Meta:
        model = Unit
        fields = CONTACT_FIELDS
        help_texts = {
            "office": _("负责政府信息公开工作的机构，例如：党政办公室"),
            "hours": _("例如：工作日 8:30—11:30，13:30—17:00"),
        }


class ReasonedDayForm(forms.Form):
    """A day and why: how a unit leaves or joins again, how a role ends."""

    on = DayField(label=_("日期"))
    reason = forms.CharField(label=_("事由"), max_length=200)

    def __init__(self, *args: Any, day_label: str = "", day_help: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = localdate
        self.fields["on"].label = day_label or self.fields["on"].label
        self.fields["on"].help_text = day_help


class _UnitShape(forms.Form):
    """What a unit is called and where it stands."""

    name = forms.CharField(
        label=_("单位全称"), max_length=120, help_text=_("与公章一致，例如：红石砬子镇人民政府")
    )
    short_name = forms.CharField(
        label=_("单位简称"), max_length=40, help_text=_("用在列表里，例如：红石砬子镇")
    )
    level = forms.TypedChoiceField(label=_("单位层级"), choices=level_choices, coerce=Level)
    parent = forms.ModelChoiceField(
        label=_("上级单位"), queryset=Unit.objects.none(), required=False, empty_label=None
    )

    def __init__(self, *args: Any, manager: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ModelChoiceField)
        parent.queryset = units_for(manager, Right.UNIT_MANAGE).filter(left_on=None)
        if why_not(manager, Right.UNIT_MANAGE, None) is None:
            parent.empty_label = str(_("（没有上级单位）"))
        else:
            parent.required = True


class NewUnitForm(_UnitShape):
    """A unit that joins."""

    code = forms.SlugField(
        label=_("单位代码"),
        max_length=60,
        help_text=_(
            "用在公开网址里，只用小写字母、数字和连字符，定下后不再更改，例如：hongshilazi"
        ),
    )
    joined_on = DayField(label=_("加入日期"), initial=localdate)
    reason = forms.CharField(label=_("事由"), max_length=200, required=False)

    field_order = ["parent", "name", "short_name", "level", "code", "joined_on", "reason"]

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).lower()


class ChangeUnitForm(_UnitShape):
    """A unit that is renamed, raised or put under another."""

    since = DayField(label=_("生效日期"), initial=localdate)
    reason = forms.CharField(
        label=_("事由"), max_length=200, help_text=_("例如：根据吉政函〔2026〕12号撤乡设镇")
    )

    def __init__(self, *args: Any, unit: Unit, manager: Person, **kwargs: Any) -> None:
        super().__init__(*args, manager=manager, **kwargs)
        self.initial = {
            "name": unit.name,
            "short_name": unit.short_name,
            "level": unit.level,
            "parent": unit.parent_id,
            **self.initial,
        }
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ModelChoiceField)
        # Where the unit stands now can always be kept, also by somebody who manages only below it.
        manages = units_for(manager, Right.UNIT_MANAGE).filter(left_on=None)
        within = Q(pk__in=manages.values("pk")) | Q(pk=unit.parent_id)
        parent.queryset = Unit.objects.filter(within).exclude(path__startswith=unit.path)
        if unit.parent_id is None:
            parent.required = False
            parent.empty_label = str(_("（没有上级单位）"))


class RoleForm(forms.Form):
    """A role from a day on."""

    role = forms.TypedChoiceField(
        label=_("角色"), choices=role_choices, coerce=lambda code: Role(code)
    )
    since = DayField(label=_("任职日期"), initial=localdate)
    reason = forms.CharField(
        label=_("任职事由"), max_length=200, required=False, help_text=_("例如：分工调整文号")
    )


class NewPersonForm(RoleForm):
    """Somebody new, with a first role."""

    full_name = forms.CharField(label=_("姓名"), max_length=60)
    username = forms.CharField(
        label=_("用户名"),
        max_length=60,
        help_text=_("登录时用，建议用姓名全拼，例如：wangmin"),
        validators=Person._meta.get_field("username").validators,
    )
    email = forms.EmailField(label=_("电子邮箱"), required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=60, required=False)

    field_order = ["full_name", "username", "phone", "email", "role", "since", "reason"]

    def clean_username(self) -> str:
        username = str(Person.normalize_username(self.cleaned_data["username"])).lower()
        if Person.objects.filter(username=username).exists():
            raise forms.ValidationError(_("这个用户名已经有人使用。"))
        return username


class AppointForm(RoleForm):
    """Somebody who has an account takes a role."""

    username = forms.CharField(
        label=_("用户名"), max_length=60, help_text=_("已有账号的人员的用户名，其他单位的也可以")
    )

    field_order = ["username", "role", "since", "reason"]

    def clean_username(self) -> Person:
        """The person; the name stays as typed on the form."""
        username = str(self.cleaned_data["username"]).strip().lower()
        person = Person.objects.filter(username=username, is_active=True).first()
        if person is None:
            raise forms.ValidationError(_("没有这个用户名，或者账号已停用。"))
        return person


class PersonForm(forms.Form):
    """Who somebody is and how to reach them."""

    full_name = forms.CharField(label=_("姓名"), max_length=60)
    phone = forms.CharField(label=_("联系电话"), max_length=60, required=False)
    email = forms.EmailField(label=_("电子邮箱"), required=False)
    unit = forms.ModelChoiceField(
        label=_("所属单位"),
        queryset=Unit.objects.none(),
        empty_label=None,
        help_text=_("由哪个单位的系统管理员管理这个账号"),
    )

    def __init__(self, *args: Any, person: Person, manager: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {
            "full_name": person.full_name,
            "phone": person.phone,
            "email": person.email,
            "unit": person.unit_id,
        }
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        unit.queryset = units_for(manager, Right.UNIT_MANAGE)


class AccountReasonForm(forms.Form):
    """Why an account is closed."""

    reason = forms.CharField(label=_("事由"), max_length=200)
