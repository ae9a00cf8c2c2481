"""The page around a report is left out; a sentence of the report is not."""

from __future__ import annotations

from tongming.reports.reading import read

TEXT = """示例镇人民政府2019年政府信息公开工作年度报告

一、概况

2019年，全镇共主动公开政府信息12条。

二、政府信息公开工作存在的主要问题及改进情况

承办的人多为兼职，培训不够。下一年逐个岗位培训。

承办单位：示例网络公司
关闭窗口
"""


def test_a_sentence_that_begins_like_the_foot_of_a_page_is_read() -> None:
    sections = read(TEXT.encode(), "2019.txt").sections
    assert sections["problems"] == "承办的人多为兼职，培训不够。下一年逐个岗位培训。"
