"""Major decisions: the catalogue is agreed and public, each matter takes its steps in order."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import Cast, SignIn
from tests.integration.information.conftest import Road
from tests.integration.registers.decisions import TODAY, added, opened, stepped
from tongming.information.models import Document
from tongming.law.decisions import Step
from tongming.law.words import Refused
from tongming.publishing import sources
from tongming.registers.decisions import actions
from tongming.registers.decisions.duties import decision_duties
from tongming.registers.decisions.models import Catalogue, Decision
from tongming.registers.decisions.queries import next_step
from tongming.units.rights import NotPermitted


def to_public(cast: Cast, document: Document) -> Document:
    road = Road(cast)
    steps = [road.submit, road.pass_office, road.pass_secrecy, road.sign, road.publish]
    for walk in steps if document.live is None else [steps[0], *steps[2:]]:
        document = walk(document)
    return document


def test_the_catalogue_is_public_once_the_party_committee_agreed_and_adjusted_in_the_open(
    cast: Cast,
) -> None:
    with pytest.raises(NotPermitted):
        actions.open_year(unit=cast.town, year=2026, by=cast.leader)
    catalogue = opened(cast)
    added(cast, catalogue)
    with pytest.raises(Refused, match="先登记同级党委同意") as refused:
        actions.hand_over(catalogue=catalogue, by=cast.clerk, today=TODAY)
    assert refused.value.article == "《重大行政决策程序暂行条例》第三条"
    actions.agree(catalogue=catalogue, agreed_on=date(2026, 1, 20), by=cast.clerk, today=TODAY)
    document = to_public(cast, actions.hand_over(catalogue=catalogue, by=cast.clerk, today=TODAY))
    item = sources.get(document.key)
    assert item is not None
    assert "公开征求意见、风险评估、合法性审查、集体讨论决定、公布决定" in item.body_text
    added(cast, catalogue, "农贸市场搬迁")
    again = actions.hand_over(
        catalogue=Catalogue.objects.get(), by=cast.clerk, today=TODAY, reason="新增一项"
    )
    assert again.pk == document.pk
    to_public(cast, Document.objects.get(pk=document.pk))
    later = sources.get(document.key)
    assert later is not None
    assert "农贸市场搬迁" in later.body_text
    assert [one.what for one in later.corrections] == ["新增一项"]


def test_a_matter_takes_its_steps_and_is_reminded_of_the_next(cast: Cast) -> None:
    decision = added(cast, opened(cast))
    assert decision.required == (
        Step.COMMENTS, Step.RISK, Step.LEGALITY, Step.DISCUSSION, Step.PUBLICATION,
    )  # fmt: skip
    with pytest.raises(Refused, match="没有为这件事列“听证会”"):
        stepped(cast, decision, Step.HEARING, date(2026, 5, 1), date(2026, 5, 9))
    stepped(cast, decision, Step.COMMENTS, date(2026, 3, 1), date(2026, 4, 2), "采纳3条")
    stepped(cast, decision, Step.LEGALITY, date(2026, 5, 11), date(2026, 5, 25))
    with pytest.raises(Refused, match="“风险评估”还没有完成"):
        stepped(cast, decision, Step.DISCUSSION, date(2026, 6, 1), date(2026, 6, 1))
    assert next_step(decision) is Step.RISK
    found = [(str(one.what), one.due) for one in decision_duties(cast.clerk, TODAY)]
    assert found == [
        ("公布红石砬子镇2026年重大行政决策事项目录", None),
        ("“集镇道路改造”：风险评估", date(2026, 6, 30)),
    ]
    assert list(decision_duties(cast.stranger, TODAY)) == []
    stepped(cast, decision, Step.RISK, date(2026, 5, 5), date(2026, 5, 20), "低风险")
    stepped(cast, decision, Step.DISCUSSION, date(2026, 6, 1), date(2026, 6, 1))
    with pytest.raises(Refused, match="不能移出目录"):
        actions.drop(decision=decision, reason="不做了", by=cast.clerk, today=TODAY)
    assert list(decision_duties(cast.clerk, TODAY))[1].due is None
    stepped(cast, decision, Step.PUBLICATION, date(2026, 6, 3), date(2026, 6, 3))
    assert next_step(decision) is None


def test_a_clerk_fills_a_year_and_others_only_look(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    home = "/work/registers/decisions/"
    made = client.post(f"{home}new/", {"unit": cast.town.pk, "year": 2026})
    catalogue = Catalogue.objects.get()
    assert made.headers["Location"] == catalogue.get_absolute_url()
    client.post(
        f"{catalogue.get_absolute_url()}add/",
        {
            "name": "集镇道路改造", "undertaker": "村镇建设办公室", "planned_on": "2026-06-30",
            "chosen": ["comments"],
        },
    )  # fmt: skip
    decision = Decision.objects.get()
    address = decision.get_absolute_url()
    step = f"{address}steps/comments/"
    short = {"began": "2026-03-01", "ended": "2026-03-10", "words": ""}
    refused = client.post(step, short)
    assert refused.status_code == 400
    assert "《重大行政决策程序暂行条例》第十五条" in refused.content.decode()
    assert client.post(step, {**short, "words": "防汛紧急"}).status_code == 302
    assert "防汛紧急" in client.get(address).content.decode()
    assert client.get(f"{address}steps/none/").status_code == 404
    assert client.post(f"{address}drop/", {"reason": "县里统一办"}).status_code == 302
    assert "已移出目录" in client.get(catalogue.get_absolute_url()).content.decode()
    for page in (catalogue.get_absolute_url(), address):
        assert sign_in(cast.leader).get(page).status_code == 200
        assert sign_in(cast.stranger).get(page).status_code == 404
    assert sign_in(cast.leader).get(step).status_code == 403
