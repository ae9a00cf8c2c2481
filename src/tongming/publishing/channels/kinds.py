"""The channels, the states of a delivery, and what to do next when one fails."""

from __future__ import annotations

from tongming.law.labelled import Labelled
from tongming.law.words import N_


class Channel(Labelled):
    """A way of publishing: a row of the statistics (国办发〔2014〕32号 附表, 1.2.1 to 1.2.5)."""

    GAZETTE = "gazette", N_("政府公报")
    WEBSITE = "website", N_("政府网站")
    WEIBO = "weibo", N_("政务微博")
    WECHAT = "wechat", N_("政务微信")
    OTHER = "other", N_("其他方式")

    @property
    def is_automatic(self) -> bool:
        """Whether a platform can be asked to publish."""
        return self in (Channel.WEIBO, Channel.WECHAT)


class Means(Labelled):
    """What 其他方式 is in an office's life."""

    NOTICE_BOARD = "notice_board", N_("政务公开栏")
    VILLAGE_BOARD = "village_board", N_("村（社区）公示栏")
    SCREEN = "screen", N_("电子屏")
    SERVICE_STATION = "service_station", N_("便民服务站")
    BROADCAST = "broadcast", N_("广播电视、应急广播")
    NEWSPAPER = "newspaper", N_("报刊")
    PRESS_CONFERENCE = "press_conference", N_("新闻发布会")
    SHORT_VIDEO = "short_video", N_("短视频、头条号")
    APP = "app", N_("移动客户端")
    ON_SITE = "on_site", N_("入户、现场")
    MEETING = "meeting", N_("会议")
    READING_POINT = "reading_point", N_("查阅点")


class State(Labelled):
    """How far a delivery has come."""

    WAITING = "waiting", N_("待发布")
    SENDING = "sending", N_("已提交，结果未知")
    """The platform was asked and its answer was lost: it is looked up, not asked again blindly."""
    ACCEPTED = "accepted", N_("平台处理中")
    PUBLISHED = "published", N_("已发布")
    FAILED = "failed", N_("没有发布")
    WITHDRAWN = "withdrawn", N_("已撤回")


class Next(Labelled):
    """What a person, or the next run, does about a failure."""

    RETRY = "retry", N_("稍后自动再试。")
    TOMORROW = "tomorrow", N_("明天自动再试。急的话，请人工发布，再填上链接。")
    BY_HAND = "by_hand", N_("请在平台上人工发布，再回来填上链接。")
    SHORTEN = "shorten", N_("请把文字改短，再重新发布。")
    CHANGE = "change", N_("请按提示修改内容，再重新发布。")
    SET_UP = "set_up", N_("请系统管理员检查账号设置，改好后重新发布。")
    AUTHORISE = "authorise", N_("请账号管理员重新授权，改好后重新发布。")
    ASK_PLATFORM = "ask_platform", N_("请账号管理员登录平台查看账号状态，联系平台处理。")
    LOOK = "look", N_("请到平台上看一看发出去没有：已发的填上链接，没发的再发一次。")
    REPORT = "report", N_("这是程序的问题，请把错误代码告诉系统管理员。")

    @property
    def is_automatic(self) -> bool:
        """Whether it is tried again without anybody's doing."""
        return self in (Next.RETRY, Next.TOMORROW)
