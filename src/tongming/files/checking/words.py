"""Addresses, dates of birth and marks of secrecy: found by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tongming.files.checking.digits import Hit
from tongming.files.checking.model import Allowed, Kind

_N = r"[0-9一二三四五六七八九十百零〇甲乙丙丁A-Za-z]"
_HAN = r"[\u4e00-\u9fa5]"

# What makes an address a home: a building with its unit or room, or a village with its house.
# These are looked for first and what stands before them after, so that long texts cost little.
_BUILDING = re.compile(
    rf"{_N}{{1,6}}-?\d{{0,3}}(?:号楼|号栋|栋|幢|座|号院|排)\s?"
    rf"(?:{_N}{{1,4}}\s?(?:单元|门|梯)\s?)?(?:{_N}{{1,3}}层\s?)?{_N}{{1,6}}\s?"
    r"(?:室|户|号房|房|号(?!楼))"
)
_UNIT = re.compile(
    rf"{_N}{{1,4}}\s?单元\s?(?:{_N}{{1,3}}层\s?)?{_N}{{1,6}}\s?(?:室|户|号房|房|号)?"
)
_VILLAGE = re.compile(
    r"(?:(?<=[村屯庄湾沟岭坡])|(?<=社区)|(?<=嘎查))"
    rf"(?:第?{_N}{{1,4}}\s?(?:村民小组|小组|组|社|队)\s?{_N}{{0,5}}\s?(?:号|户)|{_N}{{1,5}}\s?(?:号|户))"
    r"(?!楼|桥|线|路|地块|塘|井|池|闸|坝|图|令|文|公告|通知|泵|渠|标|矿|宗|库|点|台|机|站|合同|案|院|段)"
)
_PLACE = re.compile(rf"(?:{_HAN}|[0-9A-Za-z（）()·-]){{2,40}}\Z")
_IN_VILLAGE = re.compile(r"村.{0,8}\Z|[屯庄]\Z|社区\Z|嘎查\Z")
_LABELLED = re.compile(
    r"(?:家庭住址|家庭地址|现住址|现住地?|居住地址|居住地|户籍地址|户籍所在地|住址|住所地|住所|"
    r"家住|户口所在地|常住地址)(?:为|是|在|:|\s){0,3}"
    rf"(?P<place>(?:{_HAN}|[0-9A-Za-z（）()·#\- ]){{4,60}})"
)
_HOUSE = re.compile(
    rf"{_N}{{1,6}}\s?(?:号楼|栋|幢|单元|室|组|队|社|户|号)|[0-9]{{1,4}}-[0-9]{{1,4}}"
)
_OFFICE_BEFORE = re.compile(
    r"(?:办公地[址点]|办公场所|联系地址|通[讯信]地址|受理地[址点]|接收地[址点]|单位地址|邮寄地址|"
    r"办事地[址点]|会议地[址点]|开会地点|报名地[址点]|提交地[址点]|注册地址|经营地址|经营场所|"
    r"项目地[址点]|建设地[址点]|窗口地址|工地|地点|查阅点|施工)[^\n，。；;]{0,45}\Z"
)
_OFFICE_INSIDE = re.compile(
    r"政府|中心|大厅|机关|委员会|管理局|公安局|税务|法院|检察院|办公|大厦|写字楼|公司|学校|医院|"
    r"银行|宾馆|酒店|会议|商场|厂|派出所|大队|所(?:\d|$)|窗口|服务站|村委会|居委会"
)
# The last place that may stay: town, street, village (domains.md 13.2: no house number).
_STAYS = re.compile(r".*(?:镇|乡|街道(?!办)|办事处|社区|村|嘎查|区|县|市|旗|屯)")

_DAY = (
    r"(?P<day>(?:19|20)\d\d\s?(?:年\s?(?:0?[1-9]|1[0-2])\s?月\s?(?:[12]\d|3[01]|0?[1-9])\s?日?|"
    r"(?P<sep>[-./])(?:0?[1-9]|1[0-2])(?P=sep)(?:[12]\d|3[01]|0?[1-9])(?!\d)|"
    r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)))"
)
_BORN_BEFORE = re.compile(
    r"(?:出生日期|出生年月日?|出生时间|生日|生于|出生于|出生)(?:为|是|在|:|\s|\(|（){0,3}" + _DAY
)
_BORN_AFTER = re.compile(
    r"(?<!\d)" + _DAY + r"\s?(?:出生(?!率|人口|证|医学|缺陷)|生(?=[,，。;；、\s)）]|$))"
)

_LEVEL = r"(?:绝\s{0,4}密|机\s{0,4}密|秘\s{0,4}密)"
_MARK = re.compile(
    rf"(?<![\u4e00-\u9fa5]){_LEVEL}\s{{0,4}}[★☆⭐✩*※]\s{{0,2}}"
    r"(?:\d{1,2}\s?(?:年|个月|月|天)|长期|启封前|解密前)?"
)
_MARK_LABEL = re.compile(rf"密\s{{0,4}}级\s{{0,2}}[:\t ]\s{{0,4}}(?:{_LEVEL})(?![\u4e00-\u9fa5])")
_MARK_ALONE = re.compile(rf"^[ \t(（【\[]*(?P<mark>{_LEVEL})[ \t)）】\]]*$", re.M)
_INTERNAL = (
    r"(?:内部(?:资料|文件|材料|刊物|参考|传阅|使用|掌握)|仅供内部\w{0,4}|注意保[存密]|妥善保管|"
    r"(?:不得|严禁|请勿|禁止)(?:外传|对外公开|扩散|外泄)|"
    r"不予公开|工作秘密|内部公开|仅限内部\w{0,4})"
)
_INTERNAL_PAIR = re.compile(
    r"内部(?:资料|文件|材料|刊物|使用)[\s,，、;；!！:]{0,4}(?:注意保[存密]|妥善保管|"
    r"(?:不得|严禁|请勿|禁止)(?:外传|公开|扩散|外泄)|阅后\w{1,3})"
)
_INTERNAL_ALONE = re.compile(
    rf"^[ \t(（【\[★*]*(?P<mark>{_INTERNAL}(?:[\s,，、;；!！]{{0,4}}{_INTERNAL})?)"
    r"[ \t)）】\]★*!！。]*$",
    re.M,
)
_INTERNAL_BRACKET = re.compile(rf"[(（【\[〔](?P<mark>{_INTERNAL})[)）】\]〕]")
_NOT_A_MARK = frozenset(("不予公开", "工作秘密", "内部公开"))


def find_words(text: str, allowed: Allowed) -> Iterator[Hit]:
    """Addresses, dates of birth and marks in a text already made `plain`."""
    yield from _addresses(text, allowed)
    yield from _births(text)
    yield from find_marks(text)


def _addresses(text: str, allowed: Allowed) -> Iterator[Hit]:
    for match in _LABELLED.finditer(text):
        place = match["place"].rstrip()
        if _HOUSE.search(place):
            hit = _address(text, match.start("place"), match.start("place") + len(place), allowed)
            if hit:
                yield hit
    for pattern in (_BUILDING, _UNIT, _VILLAGE):
        for match in pattern.finditer(text):
            place = _PLACE.search(text, max(match.start() - 40, 0), match.start())
            if place is None:
                continue
            if pattern is _VILLAGE and not _IN_VILLAGE.search(place[0]):
                continue
            start = _begin(text, place.start(), match.end())
            around = text[max(start - 60, 0) : match.start()]
            if _OFFICE_BEFORE.search(around) or _OFFICE_INSIDE.search(text[start : match.end()]):
                continue
            hit = _address(text, start, match.end(), allowed)
            if hit:
                yield hit


_LIVES = re.compile(
    r"家住|现住|住在|居住于|居住在|住址|户籍地|位于|(?<!居)住(?!宅|房|院|户)|[,，。;；:\s]"
)


def _begin(text: str, start: int, end: int) -> int:
    """Where an address really begins: after 住 and the like."""
    found = start
    for match in _LIVES.finditer(text, start, end):
        found = match.end()
    return found


def _address(text: str, start: int, end: int, allowed: Allowed) -> Hit | None:
    whole = text[start:end]
    squeezed = re.sub(r"\s", "", whole)
    for place in allowed.addresses:
        known = re.sub(r"\s", "", place)
        if squeezed in known or known in squeezed:
            return None
    house = _HOUSE.search(whole)
    limit = house.start() if house else len(whole)
    stays = _STAYS.match(whole[:limit])
    return Hit(Kind.ADDRESS, start, end, keep=stays.end() if stays else 0)


def _births(text: str) -> Iterator[Hit]:
    for pattern in (_BORN_BEFORE, _BORN_AFTER):
        for match in pattern.finditer(text):
            yield Hit(Kind.BIRTH_DATE, match.start("day"), match.end("day"))


def find_marks(text: str) -> Iterator[Hit]:
    """Marks of classification (★) and of internal papers, where they stand as marks do.

    商业秘密 and 国家秘密 in a sentence are words, not marks.
    """
    for pattern in (_MARK, _MARK_LABEL):
        for match in pattern.finditer(text):
            yield Hit(Kind.SECRECY_MARK, match.start(), match.end(), "classified")
    for match in _MARK_ALONE.finditer(text):
        yield Hit(Kind.SECRECY_MARK, match.start("mark"), match.end("mark"), "classified")
    for match in _INTERNAL_PAIR.finditer(text):
        yield Hit(Kind.SECRECY_MARK, match.start(), match.end(), "internal")
    for pattern in (_INTERNAL_ALONE, _INTERNAL_BRACKET):
        for match in pattern.finditer(text):
            if match["mark"] not in _NOT_A_MARK:
                yield Hit(Kind.SECRECY_MARK, match.start("mark"), match.end("mark"), "internal")
