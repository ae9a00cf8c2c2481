"""The indicators of 国办秘函〔2019〕19号 and the numbers they use."""

# ruff: noqa: E501 (one indicator a line, names verbatim)

from __future__ import annotations

from decimal import Decimal

from tongming.law.inspection_model import ColumnClass, Indicator, Part, Standing, Threshold
from tongming.law.words import N_

_V, _V1, _2015 = Standing.VERIFIED, Standing.ONE_SOURCE, Standing.OF_2015
_U, _OURS = Standing.UNVERIFIED, Standing.OURS

# fmt: off
THRESHOLDS: dict[str, Threshold] = {threshold.key: threshold for threshold in (
    Threshold("news_days", N_("动态、要闻类栏目多久没有更新"), 14, N_("天"), _V),
    Threshold("policy_months", N_("通知公告、政策文件类栏目多久没有更新"), 6, N_("个月"), _V),
    Threshold("annual_months", N_("人事、规划计划类栏目多久没有更新"), 12, N_("个月"), _V),
    Threshold("other_months", N_("其他栏目多久没有更新"), 12, N_("个月"), _U),
    Threshold("stale_columns", N_("更新不及时的栏目有多少个"), 5, N_("个"), _V1),
    Threshold("long_stale_columns", N_("应更新但长期未更新的栏目有多少个"), 10, N_("个"), _2015),
    Threshold("empty_columns", N_("空白栏目有多少个"), 5, N_("个"), _2015),
    Threshold("home_days", N_("首页多久没有更新"), 14, N_("天"), _2015),
    Threshold("probe_days", N_("访问监测的天数"), 7, N_("天"), _2015),
    Threshold("probe_visits", N_("每天监测访问的次数"), 20, N_("次"), _2015),
    Threshold("probe_seconds", N_("多少秒打不开算失败"), 15, N_("秒"), _2015),
    Threshold("probe_percent", N_("访问失败占多少"), 5, "%", _2015),
    Threshold("unanswered_months", N_("留言多久没有答复"), 3, N_("个月"), _2015),
    Threshold("look_back_months", N_("检查此前多久的留言和活动"), 12, N_("个月"), _2015),
    Threshold("guide_elements", N_("办事指南缺少几类重点要素"), 4, N_("类"), _U),
    Threshold("guide_items", N_("有多少个事项的办事指南不合格"), 5, N_("个"), _U),
    Threshold("account_days", N_("账号多久没有更新"), 14, N_("天"), _V),
    Threshold("account_yellow_days", N_("账号多久没有更新先提醒"), 7, N_("天"), _OURS),
    Threshold("account_red_days", N_("账号多久没有更新再提醒"), 12, N_("天"), _OURS),
    Threshold("zombie_months", N_("账号多久没有更新列为僵尸账号"), 3, N_("个月"), _V1),
    Threshold("answer_days", N_("留言答复的工作日"), 5, N_("个工作日"), _U),
    Threshold("answer_days_most", N_("留言答复最多的工作日"), 15, N_("个工作日"), _U),
    Threshold("public_answers_months", N_("公开的留言多久没有更新"), 2, N_("个月"), _V1),
    Threshold("service_statistics_months", N_("办事统计数据多久没有更新"), 3, N_("个月"), _V1),
    Threshold("interpretation_days", N_("政策文件公开后多久应有解读"), 3, N_("个工作日"), _OURS),
    Threshold("consultation_result_days", N_("征集调查结束后多久应公布结果"), 30, N_("天"), _OURS),
    Threshold("consultations", N_("一年应开展的征集调查"), 6, N_("次"), _U),
    Threshold("link_retries", N_("外部链接另日重试的次数"), 2, N_("次"), _OURS),
    Threshold("search_titles", N_("抽查检索的标题"), 4, N_("个"), _U),
    Threshold("guide_age_months", N_("政府信息公开指南多久没有更新"), 12, N_("个月"), _OURS),
    Threshold("idle_login_days", N_("编辑账号多久没有登录"), 30, N_("天"), _OURS),
)}

_SAFE = "安全、泄密事故等严重问题"
_STALE, _REPLY, _USE = "栏目不更新", "互动回应差", "服务不实用"
_SITE, _ACCOUNT = Part.SITE_VETO, Part.ACCOUNT_VETO
SITE_VETOES: tuple[Indicator, ...] = (
    Indicator("A-01", _SITE, _SAFE, "严重表述错误", N_("出现严重表述错误"), _V),
    Indicator("A-02", _SITE, _SAFE, "泄露国家秘密", N_("泄露国家秘密"), _U),
    Indicator("A-03", _SITE, _SAFE, "不良内容", N_("发布或链接反动、暴力、色情等内容"), _2015),
    Indicator("A-04", _SITE, _SAFE, "安全攻击", N_("对页面挂马、内容篡改等安全攻击没有及时处置，造成严重安全事故"), _U),
    Indicator("A-05", _SITE, _SAFE, "弄虚作假", N_("存在伪造发稿日期等弄虚作假行为"), _U),
    Indicator("A-06", _SITE, _SAFE, "负面舆情", N_("因网站管理不当引发严重负面舆情"), _U),
    Indicator("A-10", _SITE, "站点无法访问", "站点无法访问", N_("监测1周，每天间隔性访问20次以上，超过15秒仍打不开即为失败，失败次数达到5%"), _2015, ("probe_days", "probe_visits", "probe_seconds", "probe_percent")),
    Indicator("A-11", _SITE, "首页不更新", "首页不更新", N_("检查时点前2周内首页没有更新；首页仅为导航的，看全部二级页面；未注明发布日期的视为未更新"), _2015, ("home_days",)),
    Indicator("A-12", _SITE, _STALE, "栏目更新不及时", N_("动态、要闻类栏目2周内未更新的，与通知公告、政策文件类一级栏目6个月内未更新的，合计5个以上"), _2015, ("news_days", "policy_months", "stale_columns")),
    Indicator("A-13", _SITE, _STALE, "长期未更新", N_("应更新但长期未更新的栏目10个以上"), _2015, ("annual_months", "other_months", "long_stale_columns")),
    Indicator("A-14", _SITE, _STALE, "空白栏目", N_("空白栏目5个以上"), _2015, ("empty_columns",)),
    Indicator("A-15", _SITE, _REPLY, "没有咨询建言渠道", N_("未提供网上有效咨询建言渠道（信访、纪检举报渠道不算）"), _V1),
    Indicator("A-16", _SITE, _REPLY, "留言长期不答复", N_("检查时点前1年内，有效留言超过3个月未答复"), _2015, ("unanswered_months", "look_back_months")),
    Indicator("A-17", _SITE, _USE, "未提供办事服务", N_("未提供办事服务"), _U),
    Indicator("A-18", _SITE, _USE, "办事指南要素缺失", N_("办事指南缺少4类以上重点要素的事项达到5个（不足5个事项的，全部事项）"), _U, ("guide_elements", "guide_items")),
)

ACCOUNT_VETOES: tuple[Indicator, ...] = (
    Indicator("M-01", _ACCOUNT, _SAFE, "严重表述错误", N_("出现严重表述错误"), _V),
    Indicator("M-02", _ACCOUNT, _SAFE, "泄露国家秘密", N_("泄露国家秘密"), _U),
    Indicator("M-03", _ACCOUNT, _SAFE, "不良内容", N_("发布或链接反动、暴力、色情等内容"), _U),
    Indicator("M-04", _ACCOUNT, _SAFE, "负面舆情", N_("因内容发布不当引发严重负面舆情"), _U),
    Indicator("M-10", _ACCOUNT, "内容不更新", "内容不更新", N_("检查时点前2周内没有更新"), _V, ("account_days",)),
    Indicator("M-11", _ACCOUNT, "内容不更新", "僵尸、睡眠", N_("移动客户端（APP）无法下载或者使用，存在“僵尸”“睡眠”情况"), _V, ("zombie_months",)),
    Indicator("M-12", _ACCOUNT, _REPLY, "没有互动功能", N_("未提供有效互动功能"), _V),
    Indicator("M-13", _ACCOUNT, _REPLY, "弄虚作假", N_("购买“粉丝”，强制要求群众点赞或者下载"), _U),
)

_PUBLISH, _SERVE, _TALK, _BUILT = "发布解读", "办事服务", "互动交流", "功能设计"


def _deduction(code: str, area: str, name: str, condition: str, mark: Standing, points: int | None = None, *thresholds: str, each: str = "") -> Indicator:
    worth = None if points is None else Decimal(points)
    costs = tuple(map(Decimal, each.split()))
    return Indicator(code, Part.DEDUCTION, area, name, condition, mark, thresholds, worth, costs)


DEDUCTIONS: tuple[Indicator, ...] = (
    _deduction("D-01", _PUBLISH, "概况信息", N_("没有栏目，或者内容过时、不准确"), _U, 5, each="1"),
    _deduction("D-02", _PUBLISH, "机构职能", N_("没有栏目，或者内容不准确"), _U, 5, each="1"),
    _deduction("D-03", _PUBLISH, "领导信息", N_("没有栏目，姓名、简历、分工缺失或者有误"), _U, 5, each="1"),
    _deduction("D-04", _PUBLISH, "动态要闻", N_("没有栏目，或者2周内未更新"), _2015, 5, "news_days"),
    _deduction("D-05", _PUBLISH, "政策文件", N_("一级栏目6个月内未更新"), _V1, 5, "policy_months"),
    _deduction("D-06", _PUBLISH, "政策解读", N_("没有栏目，6个月内未更新，或者解读与文件没有相互关联"), _U, 5, "policy_months", each="1"),
    _deduction("D-07", _PUBLISH, "解读比例", N_("抽查以政府或者办公厅（室）名义印发的文件，没有解读"), _U),
    _deduction("D-08", _PUBLISH, "数据发布、其他栏目", N_("空白栏目，或者应更新未更新"), _U, each="2 1"),
    _deduction("D-10", _SERVE, "事项公开", N_("事项没有集中分类展示，或者办事统计数据3个月内未更新"), _V1, None, "service_statistics_months", each="2"),
    _deduction("D-11", _SERVE, "办事指南", N_("抽查5个事项，没有办事指南或者要素缺失"), _U, each="1"),
    _deduction("D-12", _SERVE, "内容准确", N_("内容不准确"), _U, each="1"),
    _deduction("D-13", _SERVE, "表格样表", N_("没有表格、样表，或者无法下载"), _U, each="1"),
    _deduction("D-15", _TALK, "信息提交", N_("提交功能无法使用"), _V1, 5),
    _deduction("D-16", _TALK, "留言公开", N_("留言和答复未公开，或者2个月内未更新；未公开留言时间、答复时间、答复单位、答复内容；未公开受理反馈统计数据"), _V1, None, "public_answers_months", each="3"),
    _deduction("D-17", _TALK, "办理答复", N_("答复推诿、敷衍；模拟用户提出简单常见问题，没有及时答复"), _V1, 5, "answer_days"),
    _deduction("D-18", _TALK, "征集调查", N_("没有征集调查渠道（电子邮件不算），或者一年内开展次数不足"), _U, 5, "consultations"),
    _deduction("D-20", _BUILT, "域名名称", N_("域名或者网站名称不规范"), _V1),
    _deduction("D-21", _BUILT, "网站标识", N_("页面底部缺少党政机关网站标识、政府网站标识码、ICP备案编号、公安机关备案标识、网站主办单位、联系方式"), _V, each="1"),
    _deduction("D-22", _BUILT, "页面标签", N_("首页、栏目页、内容页缺少标签"), _U, each="0.2"),
    _deduction("D-23", _BUILT, "可用性", N_("首页链接打不开或者有误"), _U, each="0.1"),
    _deduction("D-24", _BUILT, "可用性", N_("其他页面的链接打不开或者有误"), _U, each="0.1 0.05"),
    _deduction("D-25", _BUILT, "搜索功能", N_("没有全站搜索，抽查的标题搜不到，或者结果没有分类展现"), _V1, None, "search_titles", each="5 1"),
    _deduction("D-26", _BUILT, "“我为政府网站找错”", N_("没有按规定在页面底部设置入口"), _V1, 5),
    _deduction("D-27", _BUILT, "一号登录", N_("没有统一身份登录"), _U),
    _deduction("D-28", _BUILT, "兼容性", N_("主流浏览器打开页面不正常"), _U),
    _deduction("D-29", _BUILT, "IPv6改造", N_("无法通过IPv6访问"), _V1),
)
# fmt: on

INDICATORS: dict[str, Indicator] = {
    indicator.id: indicator for indicator in (*SITE_VETOES, *ACCOUNT_VETOES, *DEDUCTIONS)
}

SERVICES = _SERVE
"""The area left out for a body without outward services."""

COLUMN_CLASSES: tuple[ColumnClass, ...] = (
    ColumnClass("news", N_("动态、要闻"), ("本地要闻", "部门动态", "工作动态"), "news_days"),
    ColumnClass("policy", N_("通知公告、政策文件"), ("通知公告", "公示公告", "政策文件", "规范性文件"), "policy_months"),
    ColumnClass("annual", N_("人事、规划计划"), ("人事任免", "规划计划"), "annual_months"),
    ColumnClass("other", N_("其他栏目"), (), "other_months"),
)  # fmt: skip

GUIDE_ELEMENTS = (
    "事项名称", "设定依据", "申请（申报）条件", "办理材料", "办理地点",
    "办理机构", "收费标准", "办理时间", "联系电话", "办理流程",
)  # fmt: skip
"""The elements of a service guide (办事指南) that checks look for; the list is not confirmed."""
