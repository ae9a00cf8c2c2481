"""The levels of administrative organs, as far as the rules tell them apart."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from tongming.law.labelled import Labelled
from tongming.law.words import N_


class Tier(StrEnum):
    """The step of the administrative tree an organ stands on."""

    TOWNSHIP = "township"
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"


class Level(StrEnum):
    """An organ's place in the administrative tree; the value is what the database stores."""

    label: str
    tier: Tier
    is_government: bool
    makes_rules: bool

    # The defaults are for type checkers, to whom `Level("county")` is a call with one argument.
    def __new__(
        cls,
        code: str,
        label: str = "",
        tier: Tier = Tier.TOWNSHIP,
        is_government: bool = False,
        makes_rules: bool = False,
    ) -> Self:
        level = str.__new__(cls, code)
        level._value_, level.label, level.tier = code, label, tier
        level.is_government, level.makes_rules = is_government, makes_rules
        return level

    # Who may make 规章: 《立法法》(2023) 第九十三条 names provinces, 设区的市 and 自治州 only. A
    # 街道办事处 is an agency (派出机关) of the government that set it up, not a government.
    # fmt: off
    TOWNSHIP = "township", N_("乡镇人民政府"), Tier.TOWNSHIP, True, False
    STREET = "street", N_("街道办事处"), Tier.TOWNSHIP, False, False
    COUNTY_DEPARTMENT = "county_department", N_("县级人民政府部门"), Tier.COUNTY, False, False
    COUNTY = "county", N_("县级人民政府"), Tier.COUNTY, True, False
    CITY_DEPARTMENT = "city_department", N_("市级人民政府部门"), Tier.CITY, False, False
    CITY = "city", N_("设区的市、自治州人民政府"), Tier.CITY, True, True
    PROVINCE_DEPARTMENT = "province_department", N_("省级人民政府部门"), Tier.PROVINCE, False, False
    PROVINCE = "province", N_("省级人民政府"), Tier.PROVINCE, True, True
    # fmt: on

    @property
    def rules_must_be_zero(self) -> bool:
        """R6: whether a report of this organ that counts 规章 of its own is wrong.

        County and township organs. A department of a city or a province makes none either, but
        may count those its government made and it published, so it is told, not refused.
        """
        return self.tier in (Tier.TOWNSHIP, Tier.COUNTY)


class Line(Labelled):
    """Who leads an organ, where that decides who reviews its letters.

    《行政复议法》(2023) 第二十七条、第二十八条.
    """

    ORDINARY = "ordinary", N_("由本级人民政府领导")
    VERTICAL = "vertical", N_("海关、金融、外汇管理等垂直领导的机关，税务和国家安全机关")
    JUSTICE = "justice", N_("司法行政部门")
