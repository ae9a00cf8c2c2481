"""An organ's level, from its name: as far as the rules need it and no further."""

from __future__ import annotations

import re

from tongming.law.organs import Level

_STREET = re.compile(r"街道(?:办事处|办)?$")
_TOWNSHIP = re.compile(r"(?:镇|乡|民族乡|苏木)(?:人民政府|政府)?$")
_COUNTY = re.compile(r"(?:县|旗|(?<!自治)区)(?:人民政府|政府)(?:办公室)?$|自治县(?:人民政府|政府)$")
_PREFECTURE = re.compile(r"(?:自治州|盟|地区)(?:人民政府|政府|行政公署)?(?:办公室)?$")
_PROVINCE = re.compile(r"(?:省|自治区|^(?:北京|上海|天津|重庆)市)(?:人民政府|政府)?(?:办公厅)?$")
_CITY = re.compile(r"市(?:人民政府|政府)(?:办公室)?$")
_DEPARTMENT = re.compile(r"(?:局|委员会|委|厅|办公室|中心|总队|支队|大队|院|处|队|馆|站|所)$")
_UNDER_COUNTY = re.compile(r"(?:县|旗|区)\w{2,20}$")
_UNDER_PROVINCE = re.compile(r"(?:省|自治区)\w{2,20}$|^(?:北京|上海|天津|重庆)市\w{2,20}$")


def level_of(body: str) -> Level | None:
    """The level a name shows; None where it shows none, so that no rule is applied on a guess.

    「桦甸市人民政府」 may be a county-level or a prefecture-level city: it is left open.
    """
    name = re.sub(r"\s+", "", body)
    if _STREET.search(name):
        return Level.STREET
    if _TOWNSHIP.search(name):
        return Level.TOWNSHIP
    if _PREFECTURE.search(name):
        return Level.CITY
    if _PROVINCE.search(name):
        return Level.PROVINCE
    # 自治区 was met above; what ends in 区 or 县 here is of county level.
    if _COUNTY.search(name):
        return Level.COUNTY
    if _CITY.search(name):
        return None
    if _DEPARTMENT.search(name):
        if re.search(r"(?:县|旗|市[^市]{1,8}区)\w{2,20}$", name):
            return Level.COUNTY_DEPARTMENT
        if _UNDER_PROVINCE.search(name) and "市" not in name.partition("省")[2]:
            return Level.PROVINCE_DEPARTMENT
        if _UNDER_COUNTY.search(name):
            return Level.COUNTY_DEPARTMENT
    return None
