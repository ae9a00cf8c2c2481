"""Reports in words only: one way of telling the channels each, as the clerks tell them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.corpus.facts import Facts, say_channels
from tests.corpus.kit import Made, case
from tests.corpus.prose import title
from tests.corpus.texts import document

NAMES = {
    "gazette": "政府公报",
    "website": "县政府网站",
    "weibo": "政务微博",
    "wechat": "微信公众号",
    "other": "其他方式",
}
Tell = Callable[[Facts], str]


def _facts(rng: Random, body: str, year: int, *channels: str) -> Facts:
    facts = Facts(body, year, "none")
    say_channels(facts, {key: rng.randrange(8, 400) for key in channels})
    return facts


def _made(facts: Facts, told: str, applications: str, received: int, *, shares: bool) -> Made:
    """The report's text; what it says of applications may be read as table 3's or left alone."""
    if not shares:
        facts.shares = {}
    parts = [
        ("一、概述", ["明确分管负责同志，全年培训2次、参训41人次，微信公众号关注人数1520人。"]),
        ("二、主动公开政府信息情况", [*told.split("\n"), f"较{facts.year - 1}年增加17条。"]),
        ("三、依申请公开政府信息情况", [applications]),
        ("四、存在的主要问题及改进情况", ["公开的内容还不够细，办理群众来信23件、热线工单306件。"]),
    ]
    return Made(
        document(facts, parts, [], intro=f"现公布{title(facts)}。").encode(),
        facts,
        {
            "requests": {"1": {"sum": received}},
            "stated": {"applications_received": received},
        },
    )


def _named(facts: Facts) -> list[tuple[str, int]]:
    return [(NAMES[key], count) for key, count in facts.channels.items() if key != "total"]


def _and(words: list[str]) -> str:
    return "、".join(words[:-1]) + "和" + words[-1]


def _percents(facts: Facts) -> str:
    return "、".join(f"{share}%" for share in facts.shares.values())


@case("told-shares-in-turn.txt", "counts without a verb, then 「分别占」 and all the shares")
def _(rng: Random) -> Made:
    facts = _facts(rng, "曲河县柳林镇人民政府", 2019, "website", "weibo", "wechat")
    counts = "、".join(f"{name}{count}条" for name, count in _named(facts))
    told = f"主动公开政府信息{facts.channels['total']}条，其中{counts}，分别占{_percents(facts)}。"
    return _made(facts, told, "本年度共收到政府信息公开申请3件。", 3, shares=True)


@case("told-names-then-numbers.txt", "all the channels, then 「分别公开」 and all the numbers")
def _(rng: Random) -> Made:
    facts = _facts(rng, "曲河县上坪乡人民政府", 2018, "website", "wechat", "other")
    names = _and([name for name, _ in _named(facts)])
    counts = _and([f"{count}条" for _, count in _named(facts)])
    told = (
        f"全年主动公开政府信息共{facts.channels['total']}条，其中{names}分别公开{counts}，"
        f"占比分别为{_percents(facts)}。"
    )
    return _made(facts, told, "依申请公开受理2件，均已答复。", 2, shares=True)


@case("told-total-at-the-end.txt", "channels one after the other, 「合计」 behind them, no shares")
def _(rng: Random) -> Made:
    facts = _facts(rng, "曲河县双庙镇人民政府", 2017, "gazette", "website", "wechat")
    counts = "；".join(f"{name}公开政府信息{count}条" for name, count in _named(facts))
    told = f"{counts}；合计{facts.channels['total']}条。"
    return _made(facts, told, "没有收到公民、法人和其他组织的政府信息公开申请。", 0, shares=False)


@case("told-a-line-for-each-channel.txt", "a numbered line for each channel under the total")
def _(rng: Random) -> Made:
    facts = _facts(rng, "曲河县石门镇人民政府", 2020, "website", "wechat", "other")
    lines = [f"（{n}）{name}公开{count}条；" for n, (name, count) in enumerate(_named(facts), 1)]
    told = f"主动公开政府信息{facts.channels['total']}条，具体如下：\n" + "\n".join(lines)
    applications = "我镇全年共收到公民、法人和其他组织提出的政府信息公开申请12件。"
    return _made(facts, told, applications, 12, shares=False)


@case("told-number-first.txt", "「公开120条政府信息，80条通过网站公开」; the numbers go first")
def _(rng: Random) -> Made:
    facts = _facts(rng, "曲河县东岭乡人民政府", 2016, "website", "weibo")
    counts = "，".join(f"{count}条通过{name}公开" for name, count in _named(facts))
    told = f"全年共公开{facts.channels['total']}条政府信息，其中{counts}。"
    return _made(facts, told, "共接收政府信息公开申请4件次。", 4, shares=False)


@case(
    "told-shares-in-brackets.txt",
    "a share in brackets behind each count; one is wrong",
    ("C2", "channels/wechat/share"),
)
def _(rng: Random) -> Made:
    facts = _facts(rng, "曲河县南桥街道办事处", 2019, "website", "weibo", "wechat")
    facts.shares["wechat"] = round(facts.shares["wechat"] + 3.4, 1)
    counts = "、".join(
        f"{NAMES[key]}公开{facts.channels[key]}条（{share}%）"
        for key, share in facts.shares.items()
    )
    told = f"政府信息公开总数为{facts.channels['total']}条。{counts}。"
    return _made(facts, told, "未收到政府信息公开申请。", 0, shares=True)


@case(
    "told-total-too-high.txt",
    "「发布各类政府信息」 and its parts, which are fewer",
    ("C1", "channels/total/items"),
)
def _(rng: Random) -> Made:
    facts = _facts(rng, "曲河县北关镇人民政府", 2018, "website", "wechat", "other")
    facts.channels["total"] += 20
    counts = "，".join(f"通过{name}发布{count}条" for name, count in _named(facts))
    told = f"全年发布各类政府信息{facts.channels['total']}条，其中{counts}。"
    return _made(facts, told, "本年度收到政府信息公开申请1件。", 1, shares=False)
