"""A list of powers as offices fill it in, and the way to its publication."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date

import openpyxl

from tests.conftest import Cast
from tests.integration.information.conftest import Road
from tongming.information.models import Document
from tongming.law.powers import ListKind, Stage
from tongming.registers.powers import actions, workbook
from tongming.registers.powers.models import Version

TODAY = date(2026, 9, 21)
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ff"
    "ff3f0005fe02fedccc59e70000000049454e44ae426082"
)
FIRE = {
    "职权编码": "220282-J-001", "事项名称": "森林防火检查", "权力类型": "行政检查",
    "设定依据": "《森林法》第三十四条",
    "责任事项": "检查责任：定期巡查。\n处置责任：发现火情及时报告。",
    "责任岗位": "林业站", "追责情形": "不履行检查职责的", "流程图": "森林防火检查流程图",
    "廉政风险点": "检查走过场", "监督电话": "0432-66880002",
}  # fmt: skip
HOUSE = {
    "职权编码": "220282-X-001", "事项名称": "农村村民宅基地审批", "权力类型": "行政许可",
    "设定依据": "《土地管理法》第六十二条", "责任岗位": "自然资源所", "监督电话": "0432-66880003",
}  # fmt: skip
FINE = {
    "职权编码": "220282-C-001", "事项名称": "对违法建设的处罚", "权力类型": "行政处罚",
    "设定依据": "《城乡规划法》第六十五条", "赋权方式": "委托",
    "行使主体": "桦甸市住房和城乡建设局",
}  # fmt: skip


def filled(headings: Sequence[str], rows: Sequence[Mapping[str, object]], sheet: str) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheet
    book.active.append(list(headings))
    for row in rows:
        book.active.append([row.get(name) for name in headings])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def listed(*rows: Mapping[str, object]) -> bytes:
    return filled(list(workbook.HEADINGS.values()), rows, workbook.SHEET)


def imported(cast: Cast, *rows: Mapping[str, object], since: date = date(2026, 9, 1)) -> Version:
    return actions.import_version(
        unit=cast.town, kind=ListKind.BOTH, content=listed(*rows), name="清单.xlsx",
        effective_on=since, by=cast.clerk, note="按机构改革调整",
    )  # fmt: skip


def charted(cast: Cast, version: Version) -> Version:
    actions.add_chart(
        version=version, content=PICTURE, name="森林防火检查流程图.png", by=cast.clerk
    )
    return version


def taken(cast: Cast, version: Version, *stages: Stage, on: date = date(2026, 9, 10)) -> Version:
    for stage in stages:
        actions.advance(
            version=version, stage=stage, organ="桦甸市委编办" if stage.is_outside else "本镇",
            on=on, paper="桦编办〔2026〕7号", by=cast.clerk, today=TODAY,
        )  # fmt: skip
    return Version.objects.get(pk=version.pk)


def approved(cast: Cast, version: Version, on: date = date(2026, 9, 10)) -> Version:
    return taken(cast, version, *list(Stage)[1:], on=on)


def published(cast: Cast, version: Version) -> Document:
    road = Road(cast)
    document = actions.hand_over(version=version, by=cast.clerk)
    for walk in (road.submit, road.pass_office, road.pass_secrecy, road.sign, road.publish):
        document = walk(document)
    return document
