"""What the events of units and people are called."""

from tongming.law.words import N_

KINDS = {
    "units.joined": N_("单位加入"),
    "units.edited": N_("修改单位联系方式"),
    "units.changed": N_("单位更名、升格或隶属变动"),
    "units.left": N_("单位退出"),
    "units.rejoined": N_("单位重新加入"),
    "units.person_created": N_("新增人员"),
    "units.person_edited": N_("修改人员信息"),
    "units.person_closed": N_("停用账号"),
    "units.person_opened": N_("启用账号"),
    "units.appointed": N_("任职"),
    "units.appointment_ended": N_("离任"),
    "units.temporary_password": N_("发放临时密码"),
    "units.password_changed": N_("修改密码"),
    "units.locked_out": N_("登录失败太多，暂停登录"),
    "units.unlocked": N_("恢复登录"),
    "units.second_factor_added": N_("设置第二种验证"),
    "units.second_factor_removed": N_("取消第二种验证"),
    "units.recovery_codes_made": N_("生成备用码"),
    "units.second_factor_reset": N_("清除第二种验证"),
}

FIELDS = {
    "name": N_("名称"),
    "level": N_("层级"),
    "code": N_("代码"),
    "parent": N_("上级单位编号"),
    "reason": N_("事由"),
    "changes": N_("改动（原来、现在）"),
    "before": N_("原来"),
    "after": N_("现在"),
    "username": N_("用户名"),
    "full_name": N_("姓名"),
    "person": N_("人员编号"),
    "role": N_("角色"),
    "address": N_("来源地址"),
    "factor": N_("验证方式"),
}
