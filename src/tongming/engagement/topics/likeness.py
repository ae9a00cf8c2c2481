"""Whether messages ask about the same thing, however they put it. No Django.

People ask about one matter in words of their own, so near-same texts (`information.texts`) are not
enough: messages are alike by the words they share, a word telling the more the fewer messages
have it (TF-IDF and cosine, Salton & Buckley 1988); groups are joined while the directions of
their sums are alike (centroid linkage), so that a chain of half-similar messages is no group.
It only proposes: a person confirms.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import rjieba

from tongming.files.wordset import words
from tongming.search.index.folding import fold

ALIKE = 0.2
"""From which likeness (0 to 1) two groups are one. On the letters of the tests, what belongs
together stands above 0.21 and what does not below 0.16; of two messages alone it can be mistaken
(a bill for water and a burst pipe), and so from three on a topic is proposed."""
_COURTESIES = words(
    """
    你好 您好 请问 谢谢 感谢 领导 尊敬 我们 我家 大家 他们 你们 反映 问题 情况 希望 请求 要求
    咨询 了解 知道 什么 怎么 怎样 如何 为什么 多少 哪里 时候 什么时候 何时 是否 能否 可以 能不能
    可不可以 没有 已经 现在 目前 一直 还是 还有 这个 那个 这里 这样 因为 所以 但是 而且 如果 部门
    有关 相关 政府 镇政府 工作人员 解决 处理 答复 回复 办理 尽快 及时 给予 予以 进行 居民 村民
    群众 老百姓 市民 投诉 建议 举报 求助 最近 近期 今年 去年 今天 昨天 上午 下午 晚上 早上 每天
    几天 多次 一下 一个 有没有 是不是 不知道 好几 麻烦 村里 镇里 镇上 多长时间 多久 一点
    """
)
_LITTLE = frozenset(
    "的了是在有我你他她它没不就都也很到要会能可这那和与及或把被对从为以吗呢吧啊呀么上下里外前后中个"
    "一二三四五六七八九十几多少太再还又请问您好年月日天时候谁让给向去来做看说想"
)
"""Characters that tell nothing when they stand alone."""
_PLACES = ("村", "镇", "屯", "乡", "县", "市", "街", "组")
_PLACE, _ALONE = 0.4, 0.7
"""Whatever happens in one village is not one matter; a lone character tells less than a word."""


def features(title: str, text: str) -> dict[str, float]:
    """What tells what a message is about, and how much: its words, the pairs of characters and the
    characters inside them, by which 自来水管, 水管 and 停水 are kin. The title's count twice."""
    counted: Counter[str] = Counter()
    weights: dict[str, float] = {}

    def found(one: str, times: int, weight: float) -> None:
        counted[one] += times
        weights[one] = weight

    for part, times in ((title, 2), (text, 1)):
        for word in rjieba.cut(fold(part)):
            if word in _COURTESIES or not word.isalpha():
                continue
            if len(word) > 1:
                place = len(word) > 2 and word.endswith(_PLACES)
                found(word, times, _PLACE if place else 1.0)
                if place:
                    continue
                if len(word) > 2:
                    for at in range(len(word) - 1):
                        found(word[at : at + 2], times, 1.0)
            for character in word:
                if character not in _LITTLE:
                    found(character, times, _ALONE)
    return {one: weights[one] * (1 + math.log(1 + n)) for one, n in counted.items()}


Vector = Mapping[str, float]


def vectors(texts: Sequence[tuple[str, str]]) -> list[Vector]:
    """Each message as a direction: how much each word tells, among these messages."""
    counted = [features(title, text) for title, text in texts]
    spread = Counter(word for one in counted for word in one)
    weighed = (
        {word: n * math.log(1 + len(counted) / spread[word]) for word, n in one.items()}
        for one in counted
    )
    return [_scaled(one) for one in weighed]


def likeness(one: Vector, other: Vector) -> float:
    """0 for nothing in common, 1 for the same direction."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * large[word] for word, weight in small.items() if word in large)


def grouped(
    texts: Sequence[tuple[str, str]], seeds: Sequence[Sequence[int]] = ()
) -> list[set[int]]:
    """Places of the messages that belong together, largest group first; one alone is no group.

    `seeds` are groups that exist already: they grow, and are never joined or parted here.
    """
    directions = vectors(texts)
    taken = {place for seed in seeds for place in seed}
    starts = [
        *(set(seed) for seed in seeds),
        *({place} for place in range(len(texts)) if place not in taken),
    ]
    joined = _Joining(starts, directions, fixed=len(seeds))
    joined.run()
    return sorted(
        (one for one in joined.groups.values() if len(one) > 1),
        key=lambda one: (-len(one), min(one)),
    )


def telling(texts: Sequence[tuple[str, str]]) -> list[str]:
    """The words that most of these messages share, the most shared first: to look for what is
    known about it."""
    spread: Counter[str] = Counter()
    for title, text in texts:
        found = {word for part in (title, text) for word in rjieba.cut(fold(part))}
        spread.update(
            word for word in found if len(word) > 1 and word.isalpha() and word not in _COURTESIES
        )
    shared = [(n, word) for word, n in spread.items() if n > 1]
    return [word for _n, word in sorted(shared, key=lambda one: (-one[0], one[1]))]


class _Joining:
    """Groups with the sums of their members' directions; the two most alike are joined, again and
    again. The first `fixed` of them are joined to none of their kind."""

    def __init__(
        self, starts: Sequence[set[int]], directions: Sequence[Vector], *, fixed: int
    ) -> None:
        self.groups = dict(enumerate(starts))
        self.fixed = fixed
        self._sums: dict[int, Vector] = {
            name: _sum([directions[place] for place in those])
            for name, those in self.groups.items()
        }
        self._scaled = {name: _scaled(one) for name, one in self._sums.items()}
        self._having: dict[str, set[int]] = defaultdict(set)
        self._alike: dict[tuple[int, int], float] = {}
        for name in self.groups:
            self._compare(name)
            self._index(name)

    def run(self) -> None:
        while self._alike:
            pair = max(self._alike, key=lambda one: (self._alike[one], -one[0], -one[1]))
            if self._alike[pair] < ALIKE:
                return
            self._join(*pair)

    def _join(self, kept: int, gone: int) -> None:
        """A group there was keeps its name: it has the smaller one."""
        for name in (kept, gone):
            for word in self._sums[name]:
                self._having[word].discard(name)
        for pair in [one for one in self._alike if kept in one or gone in one]:
            del self._alike[pair]
        self.groups[kept] |= self.groups.pop(gone)
        self._sums[kept] = _sum([self._sums[kept], self._sums.pop(gone)])
        self._scaled[kept] = _scaled(self._sums[kept])
        del self._scaled[gone]
        self._compare(kept)
        self._index(kept)

    def _index(self, name: int) -> None:
        for word in self._sums[name]:
            self._having[word].add(name)

    def _compare(self, name: int) -> None:
        """With every group that has a word in common."""
        near = {other for word in self._sums[name] for other in self._having[word]}
        for other in near - {name}:
            pair = (min(name, other), max(name, other))
            if pair[1] >= self.fixed:
                self._alike[pair] = likeness(self._scaled[name], self._scaled[other])


def _sum(those: Sequence[Vector]) -> Vector:
    found: dict[str, float] = defaultdict(float)
    for one in those:
        for word, weight in one.items():
            found[word] += weight
    return dict(found)


def _scaled(one: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in one.values()))
    return {word: weight / length for word, weight in one.items()} if length else {}
