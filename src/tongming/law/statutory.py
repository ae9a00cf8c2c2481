"""What the regulation lists: items to publish, fields of guide and catalogue, of an application.

《政府信息公开条例》第十二条 (guide and catalogue), 第二十条 (fifteen items for every organ),
第二十一条 (more by level), 第二十九条 (the application). Labels are short names of the items; the
numbering is the regulation's.
"""

from __future__ import annotations

from dataclasses import dataclass

from tongming.law.citation import REGULATION, Citation, numeral
from tongming.law.organs import Level, Tier
from tongming.law.terms import Mark
from tongming.law.words import N_


@dataclass(frozen=True, slots=True)
class StatutoryItem:
    """Something an organ publishes without being asked (法定主动公开事项)."""

    key: str
    label: str
    citation: Citation
    mark: Mark = Mark.VERIFIED

    @property
    def number(self) -> str:
        """The item's number as the regulation prints it: （十一）; empty where it has none."""
        item = self.citation.item
        return f"（{numeral(item)}）" if item else ""


_ARTICLE_20 = (
    N_("行政法规、规章和规范性文件"),
    N_("机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名"),
    N_("国民经济和社会发展规划、专项规划、区域规划及相关政策"),
    N_("国民经济和社会发展统计信息"),
    N_("行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果"),
    N_("行政处罚、行政强制的依据、条件、程序以及有一定社会影响的行政处罚决定"),
    N_("财政预算、决算信息"),
    N_("行政事业性收费项目及其依据、标准"),
    N_("政府集中采购项目的目录、标准及实施情况"),
    N_("重大建设项目的批准和实施情况"),
    N_("扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况"),
    N_("突发公共事件的应急预案、预警信息及应对情况"),
    N_("环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况"),
    N_("公务员招考的职位、名额、报考条件等事项以及录用结果"),
    N_("法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息"),
)
ITEMS: tuple[StatutoryItem, ...] = tuple(
    StatutoryItem(f"20-{n}", label, Citation(REGULATION, 20, item=n))
    for n, label in enumerate(_ARTICLE_20, start=1)
)
"""第二十条: what every organ publishes, within its functions."""

_COUNTY_AND_CITY = (
    N_("市政建设"),
    N_("公共服务"),
    N_("公益事业"),
    N_("土地征收"),
    N_("房屋征收"),
    N_("治安管理"),
    N_("社会救助"),
)
_TOWNSHIP = (
    N_("贯彻落实农业农村政策"),
    N_("农田水利工程建设运营"),
    N_("农村土地承包经营权流转"),
    N_("宅基地使用情况审核"),
    N_("土地征收"),
    N_("房屋征收"),
    N_("筹资筹劳"),
    N_("社会救助"),
)


def _more(prefix: str, labels: tuple[str, ...], mark: Mark) -> tuple[StatutoryItem, ...]:
    return tuple(
        StatutoryItem(f"21-{prefix}-{n}", label, Citation(REGULATION, 21), mark)
        for n, label in enumerate(labels, start=1)
    )


COUNTY_AND_CITY_ITEMS = _more("county", _COUNTY_AND_CITY, Mark.VERIFIED)
TOWNSHIP_ITEMS = _more("township", _TOWNSHIP, Mark.VERIFIED)
STREET_ITEMS = _more("township", _TOWNSHIP, Mark.UNVERIFIED)
"""第二十一条 names 乡（镇）人民政府, not 街道办事处: offered to a street to choose from."""


def items_for(level: Level) -> tuple[StatutoryItem, ...]:
    """Everything an organ of a level publishes by 第二十条 and 第二十一条.

    Each organ draws up its concrete list from these and goes on adding to it (第二十二条).
    """
    return (*ITEMS, *_items_by_level(level))


def _items_by_level(level: Level) -> tuple[StatutoryItem, ...]:
    if level is Level.TOWNSHIP:
        return TOWNSHIP_ITEMS
    if level is Level.STREET:
        return STREET_ITEMS
    if level.tier in (Tier.COUNTY, Tier.CITY):
        return COUNTY_AND_CITY_ITEMS
    return ()


@dataclass(frozen=True, slots=True)
class Field:
    """Something a guide, a catalogue or an application states."""

    key: str
    label: str
    citation: Citation


def _fields(citation: Citation, *pairs: tuple[str, str]) -> tuple[Field, ...]:
    return tuple(Field(key, label, citation) for key, label in pairs)


GUIDE_FIELDS = _fields(
    Citation(REGULATION, 12, 2),
    ("classification", N_("政府信息的分类")),
    ("arrangement", N_("编排体系")),
    ("access", N_("获取方式")),
    ("office_name", N_("政府信息公开工作机构名称")),
    ("office_address", N_("办公地址")),
    ("office_hours", N_("办公时间")),
    ("telephone", N_("联系电话")),
    ("fax", N_("传真号码")),
    ("internet", N_("互联网联系方式")),
)
"""政府信息公开指南. Keeping it stale is a ground for sanctions (第五十三条第二项)."""

CATALOGUE_FIELDS = _fields(
    Citation(REGULATION, 12, 3),
    ("index", N_("索引")),
    ("name", N_("名称")),
    ("summary", N_("内容概述")),
    ("formed_on", N_("生成日期")),
)
"""政府信息公开目录; the regulation's list is open, these are the least."""

APPLICATION_FIELDS = (
    *_fields(
        Citation(REGULATION, 29, 2, 1),
        ("name", N_("姓名或者名称")),
        ("identity", N_("身份证明")),
        ("contact", N_("联系方式")),
    ),
    *_fields(
        Citation(REGULATION, 29, 2, 2),
        ("description", N_("名称、文号或者便于行政机关查询的其他特征性描述")),
    ),
    *_fields(
        Citation(REGULATION, 29, 2, 3),
        ("form", N_("形式要求，包括获取信息的方式、途径")),
    ),
)
"""All an application must state."""

NEVER_REQUIRED = _fields(Citation(REGULATION, 29, 2), ("purpose", N_("用途")))
"""What nobody may make a condition: the old test of 特殊需要 went in 2019."""
