"""C01–C37: what the system looks for by itself, long before an inspector does."""

# ruff: noqa: E501 (one check a line)

from __future__ import annotations

from tongming.law.inspection_model import Check, Severity, Source
from tongming.law.words import N_

_OWN, _CRAWL, _API, _HUMAN = Source.OWN, Source.CRAWL, Source.API, Source.HUMAN
_INFO, _YELLOW, _RED = Severity.INFO, Severity.YELLOW, Severity.RED
_BLOCK, _VETO = Severity.BLOCK, Severity.VETO
_REGULATION = "《政府信息公开条例》"

# fmt: off
CHECKS: dict[str, Check] = {check.id: check for check in (
    Check("C01", "column_stale_news", N_("动态、要闻类栏目距最近发布超过期限"), (_OWN,), (_RED,), ("A-12", "D-04"), (), ("news_days",)),
    Check("C02", "column_stale_policy", N_("通知公告、政策文件类栏目距最近发布超过期限"), (_OWN,), (_RED,), ("A-12", "D-05"), (), ("policy_months",)),
    Check("C03", "column_stale_annual", N_("人事、规划、年度类栏目距最近发布超过期限"), (_OWN,), (_YELLOW,), ("A-13",), (), ("annual_months",)),
    Check("C04", "column_stale_custom", N_("超过栏目自定的更新周期"), (_OWN,), (_YELLOW, _RED), ("A-13",), (), ("other_months",)),
    Check("C05", "column_empty", N_("可见栏目没有一条已发布内容"), (_OWN,), (_RED,), ("A-14",)),
    Check("C06", "totals", N_("更新不及时、长期未更新、空白的栏目数达到否决线"), (_OWN,), (_VETO,), ("A-12", "A-13", "A-14"), (), ("stale_columns", "long_stale_columns", "empty_columns")),
    Check("C07", "home_stale", N_("专栏首页最新内容超过期限"), (_OWN, _CRAWL), (_VETO,), ("A-11",), (), ("home_days",)),
    Check("C08", "late_publish", N_("发布日期距成文日期超过20个工作日"), (_OWN,), (_RED,), (), (f"{_REGULATION}第二十六条",)),
    Check("C09", "date_logic", N_("成文日期晚于发布日期，发布日期在将来，或者没有发布日期"), (_OWN,), (_RED,), ("A-05", "A-11")),
    Check("C10", "backdating", N_("发布后改动过发布日期"), (_OWN,), (_RED,), ("A-05",)),
    Check("C11", "message_overdue", N_("留言超过答复时限"), (_OWN,), (_YELLOW, _RED), ("D-17",), (), ("answer_days", "answer_days_most")),
    Check("C12", "message_3m", N_("近一年内的留言超过3个月未答复"), (_OWN,), (_VETO,), ("A-16",), (), ("unanswered_months", "look_back_months")),
    Check("C13", "message_public_stale", N_("公开的留言和答复超过期限未更新"), (_OWN,), (_RED,), ("D-16",), (), ("public_answers_months",)),
    Check("C14", "message_elements", N_("公开的留言缺少留言时间、答复时间、答复单位或者答复内容"), (_OWN,), (_RED,), ("D-16",)),
    Check("C15", "message_stats_stale", N_("上一期受理反馈统计未公布"), (_OWN,), (_YELLOW,), ("D-16",)),
    Check("C16", "interpretation_missing", N_("规范性文件、政策文件公开后没有解读"), (_OWN,), (_YELLOW,), ("D-06", "D-07"), (), ("interpretation_days",)),
    Check("C17", "link_pair", N_("文件与解读没有相互关联"), (_OWN,), (_YELLOW,), ("D-06",)),
    Check("C18", "consult_no_result", N_("征集调查结束后没有公布结果"), (_OWN,), (_YELLOW,), ("D-18",), (), ("consultation_result_days",)),
    Check("C19", "consult_count", N_("近一年征集调查次数不足"), (_OWN,), (_INFO,), ("D-18",), (), ("consultations", "look_back_months")),
    Check("C20", "privacy_scan", N_("正文或者附件中有身份证号、手机号、银行卡号、详细住址"), (_OWN,), (_BLOCK,), (), (N_("各地检查通报"),)),
    Check("C21", "wording_scan", N_("正文或者附件中有错误表述；严重的不得发布"), (_OWN,), (_YELLOW, _BLOCK), ("A-01", "M-01")),
    Check("C22", "secret_scan", N_("正文或者附件中有密级标志、内部资料字样，或者未经保密审查"), (_OWN,), (_BLOCK,), ("A-02",)),
    Check("C23", "tags", N_("首页、栏目页、内容页缺少规定的标签"), (_CRAWL,), (_RED,), ("D-22",)),
    Check("C24", "footer", N_("页面底部缺少规定的标识或者入口"), (_CRAWL,), (_RED,), ("D-21", "D-26")),
    Check("C25", "dead_link", N_("链接或者附件打不开，外部链接另日重试仍打不开"), (_CRAWL,), (_YELLOW, _RED), ("D-23", "D-24"), (), ("probe_seconds", "link_retries")),
    Check("C26", "external_illegal", N_("外部链接的域名不在许可名单，已过期或者被挪作他用"), (_CRAWL,), (_RED,), ("A-03",)),
    Check("C27", "uptime", N_("一周内访问失败达到否决线"), (_CRAWL,), (_VETO,), ("A-10",), (), ("probe_days", "probe_visits", "probe_seconds", "probe_percent")),
    Check("C28", "search", N_("抽查近一年的标题，搜索结果第一页没有"), (_CRAWL,), (_YELLOW,), ("D-25",), (), ("search_titles",)),
    Check("C29", "ipv6", N_("没有IPv6地址，或者无法访问"), (_CRAWL,), (_YELLOW,), ("D-29",)),
    Check("C30", "account_silent", N_("政务新媒体账号超过期限未更新"), (_OWN, _API), (_YELLOW, _RED, _VETO), ("M-10",), (), ("account_yellow_days", "account_red_days", "account_days")),
    Check("C31", "account_interaction", N_("评论、留言功能未开通，或者长期不回复"), (_API, _HUMAN), (_RED,), ("M-12",)),
    Check("C32", "account_registry", N_("账号的备案、负责人、电话、平台标识不全，或者一个单位在同一平台有多个账号"), (_OWN,), (_YELLOW,), (), ("国办发〔2018〕123号",)),
    Check("C33", "tamper", N_("实际页面与系统发布的内容不一致"), (_CRAWL,), (_VETO,), ("A-04",)),
    Check("C34", "annual_forms", N_("政府网站工作年度报表、政府信息公开工作年度报告未按期公布"), (_OWN,), (_RED,), (), ("国办函〔2018〕12号", f"{_REGULATION}第四十九条")),
    Check("C35", "guide_stale", N_("政府信息公开指南超过期限未更新，或者与单位信息不一致"), (_OWN,), (_YELLOW,), (), (f"{_REGULATION}第十二条",), ("guide_age_months",)),
    Check("C36", "leader_info", N_("领导信息缺少姓名、简历、分工，或者已离任"), (_OWN,), (_YELLOW,), ("D-03",)),
    Check("C37", "staff_account_idle", N_("编辑账号长时间未登录"), (_OWN,), (_INFO,), (), (N_("各地检查通报"),), ("idle_login_days",)),
)}
# fmt: on
