"""The units' accounts on the platforms: a TOML file that only the installation reads.

[hongshilazi.wechat]
name = "红石砬子镇发布"
appid = "wx0123456789abcdef"
secret = "env:HONGSHILAZI_WECHAT_SECRET"    # or the secret itself
cover = "/srv/tongming/cover.png"           # may be left out

[hongshilazi.weibo]
name = "红石砬子镇发布"
uid = "1234567890"
access_token = "file:/run/secrets/weibo"
expires_on = 2026-12-01
"""

from __future__ import annotations

import os
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from tongming.law.words import N_, Refused, say
from tongming.publishing.channels import wechat, weibo
from tongming.publishing.channels.kinds import Channel
from tongming.publishing.channels.post import Adapter

_UNREADABLE = N_("渠道账号文件 {path} 读不了：{reason}。请系统管理员检查。")
_MISSING = N_("渠道账号文件里，{unit} 的 {channel} 缺少 {name}。请系统管理员补上。")


def load(path: str) -> dict[tuple[str, Channel], Adapter]:
    """The adapters by unit code and channel; none where no file is named."""
    if not path:
        return {}
    try:
        told = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else type(error).__name__
        raise Refused(say(_UNREADABLE, path=path, reason=reason)) from None
    found: dict[tuple[str, Channel], Adapter] = {}
    for unit, channels in told.items():
        for name, account in channels.items() if isinstance(channels, dict) else ():
            if name == Channel.WECHAT:
                found[unit, Channel.WECHAT] = _wechat(unit, account)
            elif name == Channel.WEIBO:
                found[unit, Channel.WEIBO] = _weibo(unit, account)
    return found


def _wechat(unit: str, told: dict[str, Any]) -> Adapter:
    cover = told.get("cover", "")
    return wechat.WeChat(
        wechat.WeChatAccount(
            name=str(told.get("name", "")),
            appid=_needed(unit, Channel.WECHAT, told, "appid"),
            secret=_needed(unit, Channel.WECHAT, told, "secret"),
            cover=Path(cover).read_bytes() if cover and Path(cover).is_file() else b"",
            api=str(told.get("api", wechat.HOST)),
        )
    )


def _weibo(unit: str, told: dict[str, Any]) -> Adapter:
    expires = told.get("expires_on")
    return weibo.Weibo(
        weibo.WeiboAccount(
            name=str(told.get("name", "")),
            uid=_needed(unit, Channel.WEIBO, told, "uid"),
            access_token=_needed(unit, Channel.WEIBO, told, "access_token"),
            expires_on=expires if isinstance(expires, date) else None,
            address=str(told.get("address", "")),
            api=str(told.get("api", weibo.HOST)),
        )
    )


def _needed(unit: str, channel: Channel, told: dict[str, Any], name: str) -> str:
    value = str(told.get(name, ""))
    kind, _colon, rest = value.partition(":")
    if kind == "env":
        value = os.environ.get(rest, "")
    elif kind == "file":
        value = _content_of(rest)
    if not value:
        raise Refused(say(_MISSING, unit=unit, channel=say(channel.label), name=name))
    return value


def _content_of(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
