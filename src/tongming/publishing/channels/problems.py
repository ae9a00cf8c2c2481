"""What platforms answer when they do not publish, in a plain sentence each, and what to do next.

Codes of WeChat and Weibo as their pages list them; one that is not listed is shown with
the platform's own words.
"""

from __future__ import annotations

from dataclasses import dataclass

from tongming.law.words import N_, Message, say
from tongming.publishing.channels.kinds import Next


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something was not published."""

    code: str
    """The platform's, or our own word for what happened on the way."""
    message: Message
    next: Next
    detail: str = ""
    """The platform's own words, with the number it can find the call by; never a secret."""


UNREACHABLE = Problem("unreachable", say(N_("连不上平台，什么也没有发出。")), Next.RETRY)
UNKNOWN = Problem(
    "unknown", say(N_("平台没有回话，不知道发出去没有。会先查，不会重复发。")), Next.RETRY
)
LOST = Problem("lost", say(N_("一小时了，平台上还查不到结果。")), Next.LOOK)
GARBLED = Problem("garbled", say(N_("平台的回话看不懂，可能正在维护。")), Next.RETRY)
EXPIRED = Problem("expired", say(N_("微博的授权已过期。")), Next.AUTHORISE)
NO_ACCOUNT = Problem("no_account", say(N_("本单位没有设置这个渠道的账号。")), Next.BY_HAND)

_WECHAT: dict[int, tuple[str, Next]] = {
    -1: (N_("微信系统繁忙。"), Next.RETRY),
    40001: (N_("公众号的密钥（AppSecret）不对，或者凭证已失效。"), Next.SET_UP),
    40013: (N_("公众号的 AppID 不对。"), Next.SET_UP),
    40014: (N_("微信的凭证不对。"), Next.SET_UP),
    40125: (N_("公众号的密钥（AppSecret）不对。"), Next.SET_UP),
    40164: (N_("这台服务器的地址不在公众号的IP白名单里。"), Next.SET_UP),
    40004: (N_("图片的类型微信不收。"), Next.CHANGE),
    40005: (N_("图片的格式微信不收，只收 jpg 和 png。"), Next.CHANGE),
    40006: (N_("图片的大小不合微信的要求。"), Next.CHANGE),
    40007: (N_("微信找不到已上传的封面或者草稿。"), Next.RETRY),
    40008: (N_("消息的类型微信不收。"), Next.REPORT),
    40009: (N_("图片太大：正文里的图片要小于 1 MB。"), Next.CHANGE),
    40137: (N_("图片的格式微信不收。"), Next.CHANGE),
    41001: (N_("给微信的内容缺少凭证。"), Next.REPORT),
    41002: (N_("给微信的内容缺少 AppID。"), Next.SET_UP),
    41004: (N_("给微信的内容缺少密钥。"), Next.SET_UP),
    42001: (N_("微信的凭证过期，刷新也没有成功。"), Next.RETRY),
    43002: (N_("调用微信的方式不对。"), Next.REPORT),
    44002: (N_("给微信的内容是空的。"), Next.CHANGE),
    44003: (N_("文章是空的。"), Next.CHANGE),
    45001: (N_("图片太大。"), Next.CHANGE),
    45002: (N_("正文太长：连同格式要少于 2 万字。"), Next.SHORTEN),
    45003: (N_("标题太长。"), Next.SHORTEN),
    45004: (N_("摘要太长。"), Next.SHORTEN),
    45005: (N_("原文链接太长。"), Next.SHORTEN),
    45008: (N_("文章太长。"), Next.SHORTEN),
    45009: (N_("今天的调用次数用完了。"), Next.TOMORROW),
    45011: (N_("调用得太快了。"), Next.RETRY),
    45110: (N_("作者的名称太长。"), Next.SHORTEN),
    47001: (N_("微信看不懂发去的内容。"), Next.REPORT),
    48001: (N_("公众号没有发布权限：没有认证的公众号不能由程序发布。"), Next.BY_HAND),
    48004: (N_("公众号的接口被微信封禁了。"), Next.ASK_PLATFORM),
    50002: (N_("公众号被限制使用。"), Next.ASK_PLATFORM),
    53503: (N_("草稿没有通过微信的发布检查。"), Next.CHANGE),
    53504: (N_("这份草稿要到微信公众平台的网页上发布。"), Next.BY_HAND),
    53505: (N_("要先在微信公众平台的网页上保存，再发布。"), Next.BY_HAND),
}
_PUBLISH_STATUS: dict[int, tuple[str, Next]] = {
    2: (N_("微信认为不是原创，没有发布。"), Next.CHANGE),
    3: (N_("微信没有发布，没有说明原因。"), Next.BY_HAND),
    4: (N_("没有通过微信的审核。"), Next.CHANGE),
    5: (N_("发布后，账号管理员在微信上删除了文章。"), Next.LOOK),
    6: (N_("发布后，文章被微信封禁了。"), Next.ASK_PLATFORM),
}
_WEIBO: dict[int, tuple[str, Next]] = {
    10001: (N_("微博系统出错。"), Next.RETRY),
    10002: (N_("微博暂停服务。"), Next.RETRY),
    10003: (N_("微博的后台出错。"), Next.RETRY),
    10004: (N_("微博不接受这台服务器的地址。"), Next.SET_UP),
    10006: (N_("微博没有收到授权。"), Next.SET_UP),
    10008: (N_("发给微博的内容有误。"), Next.REPORT),
    10009: (N_("微博太忙。"), Next.RETRY),
    10010: (N_("微博处理超时。"), Next.RETRY),
    10014: (N_("应用没有发微博的权限。"), Next.SET_UP),
    10016: (N_("发给微博的内容缺了一项。"), Next.REPORT),
    10017: (
        N_("微博不接受：文字里要有本站的链接，本站的域名要登记为应用的安全域名。"),
        Next.SET_UP,
    ),
    10018: (N_("发给微博的内容太长。"), Next.SHORTEN),
    10022: (N_("这台服务器发得太多，微博要求等一等。"), Next.RETRY),
    10023: (N_("这个账号发得太多，微博要求等一等。"), Next.RETRY),
    10024: (N_("这个账号发得太多，微博要求等一等。"), Next.RETRY),
    20005: (N_("图片的类型微博不收，只收 jpg、gif 和 png。"), Next.CHANGE),
    20006: (N_("图片太大：要小于 5 MB。"), Next.CHANGE),
    20007: (N_("图片没有传上去。"), Next.REPORT),
    20008: (N_("微博的文字是空的。"), Next.CHANGE),
    20012: (N_("微博的文字太长。"), Next.SHORTEN),
    20016: (N_("发得太频繁，微博要求等一等。"), Next.RETRY),
    20017: (N_("微博说与刚发过的内容相似。"), Next.LOOK),
    20019: (N_("微博说与发过的内容重复。"), Next.LOOK),
    20111: (N_("微博说与发过的内容重复。"), Next.LOOK),
    20031: (N_("微博要求输入验证码。"), Next.BY_HAND),
    20101: (N_("微博上已经没有这一条。"), Next.LOOK),
    20102: (N_("微博上的这一条不是本账号发的。"), Next.LOOK),
    21314: (N_("微博的授权已经用过。"), Next.AUTHORISE),
    21315: (N_("微博的授权已过期。"), Next.AUTHORISE),
    21316: (N_("微博的授权无效。"), Next.AUTHORISE),
    21317: (N_("微博的授权无效。"), Next.AUTHORISE),
    21321: (N_("应用没有通过审核，或者授权已取消。"), Next.AUTHORISE),
    21327: (N_("微博的授权已过期。"), Next.AUTHORISE),
    21332: (N_("微博的授权不存在。"), Next.AUTHORISE),
}


def wechat_problem(code: int, words: str = "") -> Problem:
    """An `errcode` other than 0."""
    return _problem("wechat", code, words, _WECHAT)


def wechat_refusal(status: int) -> Problem:
    """A `publish_status` above 1."""
    return _problem("wechat-status", status, "", _PUBLISH_STATUS)


def weibo_problem(code: int, words: str = "") -> Problem:
    """An `error_code`."""
    return _problem("weibo", code, words, _WEIBO)


def _problem(platform: str, code: int, words: str, known: dict[int, tuple[str, Next]]) -> Problem:
    if code in known:
        sentence, following = known[code]
        return Problem(f"{platform} {code}", say(sentence), following, words)
    unknown = say(N_("平台没有发布，说：{words}（{code}）"), words=words or "-", code=code)
    return Problem(f"{platform} {code}", unknown, Next.BY_HAND, words)


_OURS = {one.code: one for one in (UNREACHABLE, UNKNOWN, LOST, GARBLED, EXPIRED, NO_ACCOUNT)}
_PLATFORMS: dict[str, dict[int, tuple[str, Next]]] = {
    "wechat": _WECHAT,
    "wechat-status": _PUBLISH_STATUS,
    "weibo": _WEIBO,
}


def of(code: str, detail: str = "") -> Problem | None:
    """The problem of a code that was kept; None for the empty one."""
    if not code or code in _OURS:
        return _OURS.get(code)
    platform, _space, number = code.partition(" ")
    return _problem(platform, int(number), detail, _PLATFORMS[platform])
