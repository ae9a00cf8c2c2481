"""The words around the tables: invented, with the stray numbers that real reports are full of."""

from __future__ import annotations

from tests.corpus.facts import Facts
from tests.corpus.labels import HEADINGS

Sections = list[tuple[str, list[str]]]
CITED = {"2021-30": "国办公开办函〔2021〕30号", "2019-60": "国办公开办函〔2019〕60号"}
TABLE_SECTIONS = HEADINGS[1:4]

_OVERVIEW = (
    [
        "（一）主动公开。全年围绕防汛抗旱、高标准农田、惠农补贴等群众关心的事项，在县政府网站"
        "“乡镇公开”栏目更新内容，公开电话0000-5550{n}37，接待来访群众2批、9人次。",
        "（二）依申请公开。畅通当面、信函、网络三种渠道，{asked}答复均在法定的20个工作日内作出。",
        "（三）政府信息管理。对2008年以来的文件重新标注公开属性，清理栏目3个。",
        "（四）平台建设。镇便民服务大厅设查阅点1处，16个村（社区）公开栏统一改版。",
        "（五）监督保障。分管负责同志带队检查2次，全年开展培训1期、46人次，无责任追究情形。",
    ],
    [
        "{year}年，本机关按照县政府办公室的部署，把公开融入办文、办会、办事。一是完善制度，"
        "修订《信息发布审核办法》第3条、第7条；二是充实力量，确定信息员1名，各村联络员12名；"
        "三是拓展载体，建成“15分钟便民服务圈”内的公开角5个。",
        "依申请公开方面，{asked}信息处理费按国办函〔2020〕109号执行，全年未收取。",
        "本年未发生因公开不当引发的舆情，社会评议满意度为97.5%。",
    ],
    [
        "1.主动公开方面：突出脱贫攻坚成果巩固、人居环境整治、低保救助等重点领域，10月底前完成"
        "基层政务公开标准目录26个领域的对照更新。",
        "2.依申请公开方面：{asked}办理流程图已上墙。",
        "3.管理与平台方面：政府信息公开专栏按“四个统一”整改，错敏词排查4次，更正错别字17处。",
        "4.监督保障方面：纳入年终绩效考核，权重为4分，得分3.8分。",
    ],
)
_PROBLEMS = (
    [
        "存在的问题：一是公开内容的深度不够，图解类解读偏少；二是个别村信息更新超过20个工作日；"
        "三是人员兼职多，业务不熟。",
        "改进措施：{next}年将按月通报更新情况，每季度组织1次业务培训，并把上年反映的“重发布、"
        "轻解读”问题列入整改清单，现已整改完成2项。",
    ],
    [
        "主要问题是公开的主动性还不强，部分站所报送信息不及时，依申请公开文书不够规范。",
        "下一步，一要压实责任，二要规范答复格式，三要加强与司法所的会商，力争不发生败诉案件。",
    ],
)
_OTHER = (
    "本机关{year}年度未收取信息处理费，没有其他需要报告的事项。",
    "无其他需要报告的事项。",
    "按照《政府信息公开信息处理费管理办法》，本年度发出收费通知0件，收取金额0元。",
)


def sections(
    facts: Facts, variant: int = 0, *, told: bool = True, year: int | None = None
) -> Sections:
    """The six parts and their words; the tables come under the three middle headings."""
    year = year or facts.year
    asked = "本年未统计口头咨询。"
    received = facts.requests.get("1", {}).get("sum")
    if told and received is not None:
        asked = f"共收到政府信息公开申请{received}件，" if received else "全年未收到申请，"
    words = {"year": year, "next": year + 1, "asked": asked, "n": variant}
    overview = [line.format(**words) for line in _OVERVIEW[variant % len(_OVERVIEW)]]
    problems = [line.format(**words) for line in _PROBLEMS[variant % len(_PROBLEMS)]]
    other = [_OTHER[variant % len(_OTHER)].format(**words)]
    return list(zip(HEADINGS, [overview, [], [], [], problems, other], strict=True))


def opening(facts: Facts, *, cited: str | None = None, year: int | None = None) -> str:
    """The paragraph before the first heading."""
    year = year or facts.year
    document = cited or CITED.get(facts.form, "国办发〔2014〕32号")
    return (
        f"根据《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条和《国务院办公厅政府"
        f"信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
        f"（{document}）要求，编制本报告。本报告所列数据的统计期限自{year}年1月1日起至"
        f"{year}年12月31日止。如有疑问，请与{facts.body}党政办公室联系"
        f"（邮编：100{year % 900:03d}）。"
    )


def title(facts: Facts) -> str:
    """The usual title."""
    return f"{facts.body}{facts.year}年政府信息公开工作年度报告"
