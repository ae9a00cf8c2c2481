"""A list of powers: brought in whole or not at all, approved step by step, public with its diff."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest
from django.test import Client

from tests.conftest import Cast, SignIn
from tests.integration.registers.powers import (
    FINE,
    FIRE,
    HOUSE,
    PICTURE,
    TODAY,
    approved,
    charted,
    imported,
    listed,
    published,
    taken,
)
from tongming.information.models import Document
from tongming.information.states import State
from tongming.law.documents import Validity
from tongming.law.powers import ListKind, Occasion, Stage
from tongming.law.words import Refused
from tongming.publishing import sources
from tongming.registers.powers import actions, workbook
from tongming.registers.powers.duties import power_duties
from tongming.registers.powers.models import Version
from tongming.registers.powers.queries import differences_of, in_force, missing_charts
from tongming.units.models import Person
from tongming.units.rights import NotPermitted


def refusal(act: object) -> str:
    assert callable(act)
    with pytest.raises(Refused) as refused:
        act()
    return str(refused.value)


def duties(person: Person) -> list[str]:
    return [str(one.what) for one in power_duties(person, TODAY)]


def test_every_row_says_what_is_wrong_and_nothing_comes_in(cast: Cast) -> None:
    content = listed(
        HOUSE,
        {**FINE, "权力类型": "行政处分", "设定依据": ""},
        {**FIRE, "职权编码": HOUSE["职权编码"]},
    )
    rows = workbook.read(content, unit=cast.town.name)
    assert [[str(error) for error in row.errors] for row in rows] == [
        [],
        [
            "请填“设定依据”。",
            "“权力类型”不认识“行政处分”，请从下拉框选择：行政许可、行政处罚、行政强制、行政征收、"
            "行政检查、行政确认、行政裁决、行政给付、行政奖励、其他。",
        ],
        ["与第2行重复。"],
    ]
    words = refusal(
        lambda: actions.import_version(
            unit=cast.town, kind=ListKind.BOTH, content=content, name="清单.xlsx",
            effective_on=TODAY, by=cast.clerk,
        )
    )  # fmt: skip
    assert words.startswith("有2行需要改，一行也没有导入。第3行：请填“设定依据”")
    assert not Version.objects.exists()
    with pytest.raises(NotPermitted):
        actions.import_version(
            unit=cast.town, kind=ListKind.BOTH, content=listed(HOUSE), name="清单.xlsx",
            effective_on=TODAY, by=cast.stranger,
        )  # fmt: skip


def test_a_draft_is_replaced_and_what_was_proposed_is_not(cast: Cast) -> None:
    first = imported(cast, HOUSE)
    again = imported(cast, HOUSE, FINE)
    assert (again.pk, again.number, again.items.count()) == (first.pk, 1, 2)
    assert again.items.get(position=1).holder == "红石砬子镇人民政府"
    taken(cast, again, Stage.PROPOSED)
    assert "第1版还在办" in refusal(lambda: imported(cast, HOUSE))
    actions.send_back(
        version=again, organ="桦甸市委编办", on=date(2026, 9, 12), opinion="依据要写到款",
        by=cast.clerk, today=TODAY,
    )  # fmt: skip
    assert imported(cast, FINE).items.count() == 1


def test_a_proposal_waits_for_the_flow_charts_its_items_name(cast: Cast) -> None:
    version = imported(cast, FIRE)
    assert missing_charts(version) == ["森林防火检查流程图"]
    assert "还差1张流程图" in refusal(lambda: taken(cast, version, Stage.PROPOSED))
    assert "没有哪个事项" in refusal(
        lambda: actions.add_chart(version=version, content=PICTURE, name="别的.png", by=cast.clerk)
    )
    charted(cast, version)
    assert taken(cast, version, Stage.PROPOSED).stage == Stage.PROPOSED


def test_the_route_is_taken_step_by_step_with_day_and_paper(cast: Cast) -> None:
    version = taken(cast, imported(cast, HOUSE), Stage.PROPOSED)
    assert "不能跳过" in refusal(lambda: taken(cast, version, Stage.LEGALITY))
    assert "不能早于上一步" in refusal(
        lambda: taken(cast, version, Stage.STAFFING, on=date(2026, 9, 9))
    )
    assert "请写明文号" in refusal(
        lambda: actions.advance(
            version=version, stage=Stage.STAFFING, organ="桦甸市委编办", on=TODAY,
            by=cast.clerk, today=TODAY,
        )
    )  # fmt: skip
    assert "批准以后才能公开" in refusal(lambda: actions.hand_over(version=version, by=cast.clerk))
    done = taken(cast, version, Stage.STAFFING, Stage.LEGALITY, Stage.APPROVED)
    assert [step.stage for step in done.steps.all()] == [
        "proposed", "staffing", "legality", "approved",
    ]  # fmt: skip


def test_a_version_becomes_public_with_its_tables_charts_and_what_it_changed(cast: Cast) -> None:
    first = approved(cast, charted(cast, imported(cast, FIRE, HOUSE)))
    document = published(cast, first)
    item = sources.get(document.key)
    assert item is not None
    assert [one.name for one in item.files] == [
        "红石砬子镇权责清单（第1版）.xlsx", "红石砬子镇权责清单（第1版）.csv",
        "森林防火检查流程图.png",
    ]  # fmt: skip
    assert "处置责任：发现火情及时报告。" in item.body_text
    assert "县级政府批准：桦甸市委编办，2026年9月10日，桦编办〔2026〕7号。" in item.body_text
    assert "与上一版相比" not in item.body_text
    second = imported(cast, {**HOUSE, "监督电话": "0432-66880009"}, FINE, since=date(2026, 9, 20))
    second = approved(cast, second, on=date(2026, 9, 18))
    found = differences_of(second)
    assert found is not None
    assert [one.name for one in found.added] == [FINE["事项名称"]]
    assert [one.name for one in found.removed] == [FIRE["事项名称"]]
    later = sources.get(published(cast, second).key)
    assert later is not None
    assert "新增1项，取消1项，修改1项。" in later.body_text
    assert "0432-66880003" in later.body_html
    assert "其中县级赋权" in later.body_text
    assert in_force(second.power_list, TODAY) == second
    assert in_force(second.power_list, date(2026, 9, 19)) == first
    assert duties(cast.clerk) == ["把红石砬子镇权责清单第1版标为废止"]
    actions.retire_previous(version=second, by=cast.clerk, today=TODAY)
    old = sources.get(document.key)
    assert old is not None
    assert (old.validity, old.tombstone) == (Validity.REPEALED, None)
    assert duties(cast.clerk) == []


def test_an_adjustment_is_a_duty_until_the_new_list_is_public_or_a_reason_is_given(
    cast: Cast,
) -> None:
    version = approved(cast, imported(cast, HOUSE))
    published(cast, version)
    power_list = version.power_list
    law, given = (
        actions.open_adjustment(
            power_list=power_list, occasion=occasion, on=date(2026, 9, 15), source=source,
            by=cast.clerk, today=TODAY,
        )
        for occasion, source in (
            (Occasion.LAW_REVISED, "《土地管理法》修订"),
            (Occasion.GIVEN, "桦政发〔2026〕9号"),
        )
    )  # fmt: skip
    assert duties(cast.clerk) == [
        "按“《土地管理法》修订”调整红石砬子镇权责清单",
        "按“桦政发〔2026〕9号”调整红石砬子镇权责清单",
    ]
    assert duties(cast.stranger) == []
    assert "不用调整的，请写明理由" in refusal(
        lambda: actions.close_adjustment(adjustment=law, by=cast.clerk, today=TODAY)
    )
    actions.close_adjustment(
        adjustment=law, by=cast.clerk, today=TODAY, reason="修订的条款与本镇事项无关"
    )
    second = imported(cast, HOUSE, FINE, since=date(2026, 9, 20))
    published(cast, approved(cast, second, on=date(2026, 9, 18)))
    assert "清单已经公开，了结“桦政发〔2026〕9号”" in duties(cast.clerk)
    actions.close_adjustment(adjustment=given, by=cast.clerk, today=TODAY)
    given.refresh_from_db()
    assert given.version == second
    law.refresh_from_db()
    assert law.version is None


def test_a_file_that_is_refused_leaves_nothing_half_done(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = approved(cast, imported(cast, HOUSE))
    with monkeypatch.context() as patch:
        patch.setattr(workbook, "as_csv", lambda _powers: b"MZ\x90\x00 no table at all")
        refusal(lambda: actions.hand_over(version=version, by=cast.clerk))
    version.refresh_from_db()
    assert version.document is not None
    assert version.document.state == State.DROPPED
    again = Document.objects.get(pk=actions.hand_over(version=version, by=cast.clerk).pk)
    assert (again.state, len(again.content.files)) == (State.DRAFT, 2)
    assert duties(cast.clerk) == []


# --- Screens --------------------------------------------------------------------------------------


def upload(client: Client, cast: Cast, content: bytes) -> object:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return client.post(
        "/work/registers/powers/import/",
        {
            "unit": cast.town.pk, "kind": "both", "effective_on": "2026-09-01", "note": "",
            "file": SimpleUploadedFile("清单.xlsx", content),
        },
    )  # fmt: skip


def test_a_clerk_downloads_the_template_checks_it_imports_and_proposes(
    cast: Cast, sign_in: SignIn
) -> None:
    import io

    client = sign_in(cast.clerk)
    answer = client.get("/work/registers/powers/import/template.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book[workbook.SHEET]
    for column, name in enumerate(workbook.HEADINGS.values(), start=1):
        sheet.cell(2, column, HOUSE.get(name))
    out = io.BytesIO()
    book.save(out)
    looked = upload(client, cast, out.getvalue())
    assert "没有问题" in looked.content.decode()  # type: ignore[attr-defined]
    kept = looked.context["kept"]  # type: ignore[attr-defined]
    done = client.post(
        f"/work/registers/powers/import/confirm/{kept.pk}/",
        {"kind": "both", "effective_on": "2026-09-01", "note": ""},
    )
    version = Version.objects.get()
    assert done.headers["Location"] == version.get_absolute_url()
    page = client.get(f"{version.get_absolute_url()}?words=宅基地").content.decode()
    assert "农村村民宅基地审批" in page
    assert "单位提出" in page
    step = f"{version.get_absolute_url()}advance/"
    assert client.post(step, {"organ": "", "on": "2026-09-02"}).status_code == 400
    assert client.post(step, {"organ": "本镇", "on": "2026-09-02"}).status_code == 302
    assert Version.objects.get().stage == Stage.PROPOSED
    broken = upload(client, cast, listed({**HOUSE, "权力类型": "别的"}))
    assert broken.status_code == 400  # type: ignore[attr-defined]
    assert "有1行需要改" in broken.content.decode()  # type: ignore[attr-defined]


def test_others_see_no_list_that_is_not_theirs(cast: Cast, sign_in: SignIn) -> None:
    version = imported(cast, HOUSE)
    pages = (
        "/work/registers/powers/", version.power_list.get_absolute_url(),
        version.get_absolute_url(), f"{version.get_absolute_url()}differences/",
    )  # fmt: skip
    for page in pages:
        assert sign_in(cast.supervisor).get(page).status_code == 200
    for page in pages[1:]:
        assert sign_in(cast.stranger).get(page).status_code == 404
    assert "红石砬子镇" not in sign_in(cast.stranger).get(pages[0]).content.decode()
    advance = f"{version.get_absolute_url()}advance/"
    assert sign_in(cast.leader).get(advance).status_code == 403
