"""The levels of administrative organs, as far as the rules tell them apart."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from tongming.law.words import N_


class Level(StrEnum):
    """An organ's place in the administrative tree; the value is what the database stores."""

    label: str
    makes_rules: bool

    def __new__(cls, code: str, label: str, makes_rules: bool) -> Self:
        level = str.__new__(cls, code)
        level._value_, level.label, level.makes_rules = code, label, makes_rules
        return level

    # Who may make 规章: 《立法法》(2023) 第九十三条 names provinces, 设区的市 and 自治州 only.
    TOWNSHIP = "township", N_("乡镇人民政府"), False
    STREET = "street", N_("街道办事处"), False
    COUNTY_DEPARTMENT = "county_department", N_("县级人民政府部门"), False
    COUNTY = "county", N_("县级人民政府"), False
    CITY_DEPARTMENT = "city_department", N_("市级人民政府部门"), False
    CITY = "city", N_("设区的市、自治州人民政府"), True
    PROVINCE_DEPARTMENT = "province_department", N_("省级人民政府部门"), False
    PROVINCE = "province", N_("省级人民政府"), True
