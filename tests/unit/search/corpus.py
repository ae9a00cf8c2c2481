"""Public items made up from words of the field, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from tongming.law.documents import Validity
from tongming.publishing.item import PublicFile, PublicItem, Tombstone
from tongming.search.index.entries import Entry

_WORDS = """
政务公开 政府信息公开 工作要点 实施方案 通知 公告 公示 低保 最低生活保障 救助 名单 预算 决算
三公经费 宅基地 土地征收 房屋征收 农村土地承包经营权 防汛 抗旱 森林防火 应急预案 安全生产
食品药品 监督检查 行政处罚 行政许可 规范性文件 政策解读 优化营商环境 人居环境整治 乡村振兴
村级公益事业 一事一议 筹资筹劳 红石砬子镇 八道河子镇 桦甸市 人民政府 办公室 关于印发 的 和
进一步加强 专项行动 2026年 第三季度 李建国 赵宁 磐
"""
WORDS = _WORDS.split()
TEXT_ALPHABET = "公开（）()〔〕２2 　号Ａaé。"
"""Characters that fold in every way there is."""
MARKS = "，。；、：（）“”"


def sentence(chance: random.Random, words: int) -> str:
    """Words and marks in a row."""
    made = []
    for _ in range(words):
        made.append(chance.choice(WORDS))
        if chance.random() < 0.2:
            made.append(chance.choice(MARKS))
    return "".join(made)


def items(count: int, seed: int = 711) -> Iterator[PublicItem]:
    """So many public items."""
    chance = random.Random(seed)
    start = datetime(2019, 5, 15, 8, tzinfo=UTC)
    for number in range(count):
        at = start + timedelta(hours=7 * number)
        files = (
            (
                PublicFile(
                    "附件.xlsx", "0" * 64, 10, "application/octet-stream", sentence(chance, 9)
                ),
            )
            if number % 5 == 0
            else ()
        )
        yield PublicItem(
            key=f"item-{number}",
            unit=chance.choice(("hongshilazi", "badaohezi")),
            title=sentence(chance, 6),
            published_at=at,
            changed_at=at,
            summary=sentence(chance, 5) if number % 3 == 0 else "",
            body_text=sentence(chance, 40),
            document_number=f"桦政发〔{at.year}〕{number + 1}号" if number % 2 else "",
            statutory_items=(chance.choice(("20-1", "20-7", "21-township-3")),),
            formed_on=date(at.year, at.month, at.day) if number % 4 else None,
            validity=chance.choice(list(Validity)) if number % 2 else None,
            files=files,
        )


def entry(item: PublicItem) -> Entry:
    """An item in its town, in its county."""
    return Entry(item, f"/{item.unit}/{item.key}.html", ("huadian", item.unit))


def simple(key: str, title: str = "通知", **fields: object) -> PublicItem:
    """An item of which only what is said matters."""
    at = datetime(2026, 3, 13, 8, tzinfo=UTC)
    given: dict[str, object] = {"unit": "hongshilazi", "published_at": at, "changed_at": at}
    return PublicItem(key=key, title=title, **(given | fields))  # type: ignore[arg-type]


def withdrawn(item: PublicItem) -> PublicItem:
    """The same item, of which a tombstone is left."""
    return PublicItem(
        key=item.key,
        unit=item.unit,
        title=item.title,
        published_at=item.published_at,
        changed_at=item.changed_at,
        tombstone=Tombstone(date(2026, 3, 14), "内容有误"),
    )
