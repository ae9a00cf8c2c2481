"""「政府信息公开情况统计表」: the statistics form of the reports up to 2018, as data.

Source: 国办发〔2014〕32号. Provinces added rows to it and split its column by level, so it is matched
by label, and a row not known here is kept as it was printed. A row with `confirmed=False` is
recalled from the national annex and was not found again in a source.
"""

# ruff: noqa: E501 (one row a line, labels verbatim)

from __future__ import annotations

from tongming.law.form_model import (
    Block,
    Column,
    CountedOnce,
    Form,
    Kind,
    PartOfWhole,
    Row,
    RowIsSum,
    Section,
    Table,
)

# fmt: off
_LEGACY_ROWS = (
    Row("1", "一、主动公开情况", heading=True),
    Row("1.1", "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", depth=1, parent="1", unit="条"),
    Row("1.1.a", "其中：主动公开规范性文件数", depth=2, parent="1.1", unit="条"),
    Row("1.1.b", "制发规范性文件总数", depth=2, parent="1.1", unit="件"),
    Row("1.2", "（二）通过不同渠道和方式公开政府信息的情况", depth=1, heading=True, parent="1"),
    Row("1.2.1", "1.政府公报公开政府信息数", depth=2, parent="1.2", unit="条"),
    Row("1.2.2", "2.政府网站公开政府信息数", depth=2, parent="1.2", unit="条"),
    Row("1.2.3", "3.政务微博公开政府信息数", depth=2, parent="1.2", unit="条"),
    Row("1.2.4", "4.政务微信公开政府信息数", depth=2, parent="1.2", unit="条"),
    Row("1.2.5", "5.其他方式公开政府信息数", depth=2, parent="1.2", unit="条"),
    Row("2", "二、回应解读情况", heading=True),
    Row("2.1", "（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", depth=1, parent="2", unit="次", confirmed=False),
    Row("2.2", "（二）通过不同渠道和方式回应解读的情况", depth=1, heading=True, parent="2", confirmed=False),
    Row("2.2.1", "1.参加或举办新闻发布会总次数", depth=2, parent="2.2", unit="次", confirmed=False),
    Row("2.2.1.a", "其中：主要负责同志参加新闻发布会次数", depth=3, parent="2.2.1", unit="次", confirmed=False),
    Row("2.2.2", "2.政府网站在线访谈次数", depth=2, parent="2.2", unit="次", confirmed=False),
    Row("2.2.2.a", "其中：主要负责同志参加政府网站在线访谈次数", depth=3, parent="2.2.2", unit="次", confirmed=False),
    Row("2.2.3", "3.政策解读稿件发布数", depth=2, parent="2.2", unit="篇", confirmed=False),
    Row("2.2.4", "4.微博微信回应事件数", depth=2, parent="2.2", unit="次", confirmed=False),
    Row("2.2.5", "5.其他方式回应事件数", depth=2, parent="2.2", unit="次", confirmed=False),
    Row("3", "三、依申请公开情况", heading=True),
    Row("3.1", "（一）收到申请数", depth=1, parent="3", unit="件", confirmed=False),
    Row("3.1.1", "1.当面申请数", depth=2, parent="3.1", unit="件", confirmed=False),
    Row("3.1.2", "2.传真申请数", depth=2, parent="3.1", unit="件", confirmed=False),
    Row("3.1.3", "3.网络申请数", depth=2, parent="3.1", unit="件", confirmed=False),
    Row("3.1.4", "4.信函申请数", depth=2, parent="3.1", unit="件", confirmed=False),
    Row("3.2", "（二）申请办结数", depth=1, parent="3", unit="件", confirmed=False),
    Row("3.2.1", "1.按时办结数", depth=2, parent="3.2", unit="件", confirmed=False),
    Row("3.2.2", "2.延期办结数", depth=2, parent="3.2", unit="件", confirmed=False),
    Row("3.3", "（三）申请答复数", depth=1, parent="3", unit="件", confirmed=False),
    Row("3.3.1", "1.属于已主动公开范围数", depth=2, parent="3.3", unit="件", confirmed=False),
    Row("3.3.2", "2.同意公开答复数", depth=2, parent="3.3", unit="件", confirmed=False),
    Row("3.3.3", "3.同意部分公开答复数", depth=2, parent="3.3", unit="件", confirmed=False),
    Row("3.3.4", "4.不同意公开答复数", depth=2, parent="3.3", unit="件", confirmed=False),
    Row("3.3.4.1", "其中：1.涉及国家秘密", depth=3, parent="3.3.4", unit="件", confirmed=False),
    Row("3.3.4.2", "2.涉及商业秘密", depth=3, parent="3.3.4", unit="件", confirmed=False),
    Row("3.3.4.3", "3.涉及个人隐私", depth=3, parent="3.3.4", unit="件", confirmed=False),
    Row("3.3.4.4", "4.危及国家安全、公共安全、经济安全和社会稳定", depth=3, parent="3.3.4", unit="件", confirmed=False),
    Row("3.3.4.5", "5.不是《条例》所指政府信息", depth=3, parent="3.3.4", unit="件", confirmed=False),
    Row("3.3.4.6", "6.法律法规规定的其他情形", depth=3, parent="3.3.4", unit="件", confirmed=False),
    Row("3.3.5", "5.不属于本行政机关公开数", depth=2, parent="3.3", unit="件", confirmed=False),
    Row("3.3.6", "6.申请信息不存在数", depth=2, parent="3.3", unit="件", confirmed=False),
    Row("3.3.7", "7.告知作出更改补充数", depth=2, parent="3.3", unit="件"),
    Row("3.3.8", "8.告知通过其他途径办理数", depth=2, parent="3.3", unit="件"),
    Row("4", "四、行政复议数量", unit="件", confirmed=False),
    Row("4.1", "（一）维持具体行政行为数", depth=1, parent="4", unit="件", confirmed=False),
    Row("4.2", "（二）被依法纠错数", depth=1, parent="4", unit="件", confirmed=False),
    Row("4.3", "（三）其他情形数", depth=1, parent="4", unit="件", confirmed=False),
    Row("5", "五、行政诉讼数量", unit="件", confirmed=False),
    Row("5.1", "（一）维持具体行政行为或者驳回原告诉讼请求数", depth=1, parent="5", unit="件", confirmed=False),
    Row("5.2", "（二）被依法纠错数", depth=1, parent="5", unit="件", confirmed=False),
    Row("5.3", "（三）其他情形数", depth=1, parent="5", unit="件", confirmed=False),
    Row("6", "六、举报投诉数量", unit="件", confirmed=False),
    Row("7", "七、依申请公开信息收取的费用", unit="万元", kind=Kind.MONEY, confirmed=False),
    Row("8", "八、机构建设和保障经费情况", heading=True),
    Row("8.1", "（一）政府信息公开工作专门机构数", depth=1, parent="8", unit="个", confirmed=False),
    Row("8.2", "（二）设置政府信息公开查阅点数", depth=1, parent="8", unit="个", confirmed=False),
    Row("8.3", "（三）从事政府信息公开工作人员数", depth=1, parent="8", unit="人", confirmed=False),
    Row("8.3.1", "1.专职人员数（不包括政府公报及政府网站工作人员数）", depth=2, parent="8.3", unit="人", confirmed=False),
    Row("8.3.2", "2.兼职人员数", depth=2, parent="8.3", unit="人", confirmed=False),
    Row("8.4", "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）", depth=1, parent="8", unit="万元", kind=Kind.MONEY, confirmed=False),
    Row("9", "九、政府信息公开会议和培训情况", heading=True),
    Row("9.1", "（一）召开政府信息公开工作会议或专题会议数", depth=1, parent="9", unit="次", confirmed=False),
    Row("9.2", "（二）举办各类培训班数", depth=1, parent="9", unit="次", confirmed=False),
    Row("9.3", "（三）接受培训人员数", depth=1, parent="9", unit="人次", confirmed=False),
)
# fmt: on
_RELATIONS = (
    RowIsSum("L1", "3.1"),
    RowIsSum("L2", "3.2"),
    RowIsSum("L3", "3.3"),
    RowIsSum("L4", "3.3.4"),
    RowIsSum("L5", "4"),
    RowIsSum("L6", "5"),
    RowIsSum("L7", "8.3"),
    CountedOnce(
        "L8", "1.1", ("1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5"), rest="1.2.5", column="value"
    ),
    PartOfWhole("L9", "1.1.a", "1.1"),
    # Documents of earlier years may be made public this year, so this one is a hint.
    PartOfWhole("L10", "1.1.a", "1.1.b", hard=False),
    PartOfWhole("L11", "2.2.1.a", "2.2.1"),
    PartOfWhole("L12", "2.2.2.a", "2.2.2"),
)
FORM_LEGACY = Form(
    id="legacy",
    document="国办发〔2014〕32号",
    title="政府信息公开情况统计表",
    first_year=2014,
    last_year=2018,
    dated=None,
    sections=(
        Section("overview", "一、概述"),
        Section("legacy", "政府信息公开情况统计表", "legacy"),
        Section("problems", "存在的主要问题及改进情况"),
    ),
    tables=(
        Table(
            "legacy",
            (Block((Column("value", "统计数"),), _LEGACY_ROWS, corner="统计指标"),),
            _RELATIONS,
        ),
    ),
)
