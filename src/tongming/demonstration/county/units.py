"""The thirty offices: what each is called, what it deals with, and how much of it there is."""

from __future__ import annotations

from dataclasses import dataclass

from tongming.demonstration.people import COUNTY, TOWN, Member
from tongming.law.organs import Level


@dataclass(frozen=True, slots=True)
class Work:
    """About how much an office does in a year; `volumes` makes the numbers of each year of it."""

    topics: tuple[str, ...]
    """What it publishes about and is asked for."""
    documents: int = 2
    posts: int = 20
    applications: int = 3
    licences: int = 0
    penalties: int = 0
    coercion: int = 0
    fees_yuan: int = 0
    procurements: int = 2
    messages: int = 0
    cases: int = 0
    """Reconsiderations and suits."""


@dataclass(frozen=True, slots=True)
class Office:
    """A unit of the county and its work."""

    member: Member
    work: Work

    @property
    def code(self) -> str:
        return self.member.code


def _office(
    code: str, name: str, short: str, level: Level, line: int, desk: str, work: Work
) -> Office:
    # No telephone answers these numbers.
    phone = f"0432-00000{line:03d}"
    place = f"桦甸市{short if level is not Level.COUNTY_DEPARTMENT else ''}（演示地址）"
    return Office(Member(code, name, short, level, desk, phone, place), work)


def _town(code: str, short: str, line: int, work: Work) -> Office:
    name = f"桦甸市{short}人民政府"
    return _office(code, name, short, Level.TOWNSHIP, line, "党政办公室", work)


def _bureau(code: str, short: str, line: int, work: Work) -> Office:
    return _office(
        code, f"桦甸市{short}", f"桦甸市{short}", Level.COUNTY_DEPARTMENT, line, "办公室", work
    )


GOVERNMENT = Office(
    COUNTY,
    Work(
        ("重点工作部署", "政府常务会议", "营商环境", "重大项目建设"),
        documents=4, posts=48, applications=12, procurements=8, messages=4, cases=2,
    ),
)  # fmt: skip
HERO = Office(
    TOWN,
    Work(
        ("农村危房改造", "村道养护补助", "森林防火", "临时救助"),
        documents=3, posts=36, applications=5, licences=20, penalties=1, messages=2, cases=1,
    ),
)  # fmt: skip
# Only the county and 红石砬子镇 are named after places there are; the others are made up.
TOWNS = (
    HERO,
    _town("songta", "松塔镇", 101, Work(
        ("林下经济", "人居环境整治", "养老服务"), posts=24, applications=2, licences=14)),
    _town("liushugou", "柳树沟镇", 102, Work(
        ("高标准农田", "饮水安全", "耕地地力保护补贴"), posts=30, applications=4, licences=9,
        messages=1)),
    _town("baihualing", "白桦岭镇", 103, Work(
        ("防汛抢险", "乡村旅游", "土地流转"), posts=18, applications=1, licences=6)),
    _town("shimenzi", "石门子镇", 104, Work(
        ("采石场治理", "征地补偿", "农村公路"), posts=26, applications=9, licences=11, penalties=2,
        messages=1, cases=1)),
    _town("jinhe", "金河镇", 105, Work(
        ("集市管理", "义务教育", "低保审核"), posts=40, applications=3, licences=18, messages=1)),
    _town("yanming", "雁鸣镇", 106, Work(
        ("水库移民", "渔业养殖", "河湖长制"), posts=16, applications=2, licences=5)),
    _town("wangjiang", "望江乡", 107, Work(
        ("秸秆禁烧", "黑土地保护", "村级账目"), posts=12, applications=0, licences=4)),
    _town("qingshuihe", "清水河乡", 108, Work(
        ("蚕业合作社", "卫生室建设", "移风易俗"), posts=14, applications=1, licences=3)),
)  # fmt: skip
BUREAUS = (
    _bureau("gongan", "公安局", 201, Work(
        ("户籍登记", "道路交通安全", "养犬管理"), documents=3, posts=90, applications=8,
        licences=2600, penalties=3100, coercion=420, fees_yuan=460_000, messages=2, cases=1)),
    _bureau("jiaoyu", "教育局", 202, Work(
        ("义务教育招生", "教师招聘", "校外培训"), documents=3, posts=60, applications=6,
        licences=24, penalties=3, messages=2)),
    _bureau("caizheng", "财政局", 203, Work(
        ("预算执行", "政府采购", "惠民补贴"), documents=3, applications=4, procurements=12)),
    _bureau("renshe", "人力资源和社会保障局", 204, Work(
        ("城乡居民养老保险", "职业技能培训", "劳动监察"), documents=3, posts=45, applications=7,
        licences=36, penalties=5, messages=2)),
    _bureau("minzheng", "民政局", 205, Work(
        ("最低生活保障", "婚姻登记", "养老机构"), documents=4, applications=3, licences=15)),
    _bureau("sifa", "司法局", 206, Work(
        ("法律援助", "行政复议", "公证服务"), applications=2, licences=4)),
    _bureau("ziran", "自然资源局", 207, Work(
        ("土地征收", "不动产登记", "采矿权出让"), documents=3, applications=16, licences=210,
        penalties=26, fees_yuan=1_240_000, messages=1, cases=3)),
    _bureau("zhujian", "住房和城乡建设局", 208, Work(
        ("老旧小区改造", "房屋征收", "物业管理"), documents=3, posts=40, applications=11,
        licences=180, penalties=22, fees_yuan=315_000, messages=2, cases=2)),
    _bureau("jiaotong", "交通运输局", 209, Work(
        ("农村公路", "客运班线", "超限治理"), posts=30, applications=4, licences=320,
        penalties=140, coercion=12)),
    _bureau("shuili", "水利局", 210, Work(
        ("河道采砂", "防汛抗旱", "农村供水"), applications=3, licences=28, penalties=6,
        fees_yuan=88_000)),
    _bureau("nongye", "农业农村局", 211, Work(
        ("粮食生产补贴", "农机购置", "宅基地管理"), documents=3, posts=36, applications=5,
        licences=95, penalties=14)),
    _bureau("weijian", "卫生健康局", 212, Work(
        ("医疗机构设置", "公共卫生", "生育登记"), posts=50, applications=4, licences=260,
        penalties=31)),
    _bureau("yingji", "应急管理局", 213, Work(
        ("安全生产检查", "应急预案", "烟花爆竹"), posts=28, applications=2, licences=62,
        penalties=38, coercion=2)),
    _bureau("shichang", "市场监督管理局", 214, Work(
        ("食品抽检", "企业登记", "特种设备"), documents=3, posts=55, applications=9,
        licences=4200, penalties=190, coercion=21, messages=1, cases=1)),
    _bureau("yibao", "医疗保障局", 215, Work(
        ("居民医保缴费", "异地就医", "医保基金监管"), applications=2, penalties=4, messages=1)),
    _bureau("wenlv", "文化广播电视和旅游局", 216, Work(
        ("公共文化活动", "文物保护", "旅游民宿"), posts=65, applications=1, licences=33,
        penalties=2)),
    _bureau("linye", "林业局", 217, Work(
        ("林木采伐", "森林防火", "野生动物致害补偿"), applications=3, licences=540, penalties=47,
        fees_yuan=52_000)),
    _bureau("tongji", "统计局", 218, Work(
        ("经济普查", "统计公报"), documents=2, posts=8, applications=0, penalties=1)),
    _bureau("shenji", "审计局", 219, Work(
        ("预算执行审计", "审计整改"), documents=2, posts=6, applications=1)),
    _bureau("chengguan", "城市管理行政执法局", 220, Work(
        ("占道经营", "户外广告", "建筑垃圾"), posts=32, applications=5, licences=150,
        penalties=620, coercion=75, messages=1, cases=1)),
)  # fmt: skip

OFFICES = (GOVERNMENT, *TOWNS, *BUREAUS)
