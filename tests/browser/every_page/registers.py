"""The registers: each with something on its way and something public."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tests.integration.registers import budgets as money
from tests.integration.registers import catalogue as rows_of
from tests.integration.registers import decisions as decided
from tests.integration.registers import powers as lists
from tests.integration.registers import tallies as counted
from tests.integration.registers import test_normative as rules
from tests.integration.registers import test_villages as guided
from tongming.law.budget_tables import AccountKind
from tongming.law.decisions import Step
from tongming.law.powers import Occasion, Stage
from tongming.law.villages import Finding
from tongming.registers.decisions import actions as decisions_actions
from tongming.registers.normative import actions as normative_actions
from tongming.registers.powers import actions as powers_actions


def powers(cast: Cast) -> Visits:
    """A list with a public version, one under way and something that asked for it."""
    first = lists.charted(cast, lists.imported(cast, lists.FIRE, lists.HOUSE))
    lists.published(cast, lists.approved(cast, first))
    adjustment = powers_actions.open_adjustment(
        power_list=first.power_list, occasion=Occasion.GIVEN, on=date(2026, 9, 15),
        source="桦政发〔2026〕9号", by=cast.clerk, today=lists.TODAY,
    )  # fmt: skip
    second = lists.imported(
        cast, {**lists.HOUSE, "监督电话": "0432-66880009"}, lists.FINE, since=date(2026, 9, 20)
    )
    second = lists.taken(cast, second, Stage.PROPOSED, on=date(2026, 9, 18))
    return {
        "powers:index": [
            Visit(reverse("powers:index"), who) for who in ("clerk", "supervisor", "handler")
        ],
        **at("powers:import", "clerk"),
        **at("powers:list", "clerk", first.power_list.pk),
        **at("powers:adjust", "clerk", first.power_list.pk),
        **at("powers:close", "clerk", adjustment.pk),
        "powers:version": [Visit(one.get_absolute_url(), "clerk") for one in (first, second)],
        "powers:differences": [
            Visit(reverse("powers:differences", args=(one.pk,)), "leader")
            for one in (first, second)
        ],
        **at("powers:advance", "clerk", second.pk),
        **at("powers:send_back", "clerk", second.pk),
    }


def budgets(cast: Cast) -> Visits:
    """A budget with its tables and something to explain, and one that was only approved."""
    money.imported(cast, money.opened(cast, 2025))
    rows = {**money.ROWS}
    name = "一般公共预算“三公”经费支出情况表"
    rows[name] = [["合计", 7], *money.ROWS[name][1:5], ["公务接待费", 2]]
    account = money.imported(
        cast, money.opened(cast), money.filled(AccountKind.DEPARTMENT_BUDGET, rows)
    )
    bare = money.opened(cast, kind=AccountKind.GOVERNMENT_BUDGET)
    return {
        "budgets:index": [Visit(reverse("budgets:index"), who) for who in ("clerk", "leader")],
        **at("budgets:new", "clerk"),
        "budgets:account": [Visit(one.get_absolute_url(), "clerk") for one in (account, bare)],
        **at("budgets:words", "clerk", account.pk),
        "budgets:explain": [
            Visit(reverse("budgets:explain", args=(one.pk,)), "clerk")
            for one in account.comparisons.filter(figure="reception")
        ],
    }


def catalogue(cast: Cast) -> Visits:
    """A county's list and what a town took of it."""
    rows_of.imported(cast)
    rows_of.taken(cast)
    return {
        "catalogue:index": [
            Visit(reverse("catalogue:index"), who) for who in ("clerk", "supervisor")
        ],
        **at("catalogue:import", "clerk"),
        "catalogue:unit": [
            Visit(reverse("catalogue:unit", args=(unit.pk,)), "supervisor")
            for unit in (cast.town, cast.other_town)
        ],
        **at("catalogue:choose", "clerk", cast.town.pk),
    }


def tallies(cast: Cast) -> Visits:
    """Months with numbers, one corrected, a department that is silent."""
    counted.entered(cast, "综合行政执法队", 3, penalties=4)
    counted.entered(cast, "综合行政执法队", 3, penalties=5, note="漏报一件")
    counted.entered(cast, "便民服务中心", 2, licences=20)
    march = (cast.town.pk, 2026, 3)
    return {
        "tallies:index": [
            Visit(f"{reverse('tallies:index')}?year=2026", who) for who in ("clerk", "supervisor")
        ],
        "tallies:month": [
            Visit(reverse("tallies:month", args=march), "clerk"),
            Visit(reverse("tallies:month", args=(cast.town.pk, 2026, 1)), "leader"),
        ],
        **at("tallies:enter", "clerk", *march),
        **at("tallies:import", "clerk"),
    }


def decisions(cast: Cast) -> Visits:
    """A year with a matter on its way and one that was dropped."""
    catalogue = decided.opened(cast)
    road, gone = decided.added(cast, catalogue), decided.added(cast, catalogue, "集镇规划")
    decided.stepped(cast, road, Step.COMMENTS, date(2026, 3, 1), date(2026, 4, 2))
    decisions_actions.drop(decision=gone, reason="县里统一编制", by=cast.clerk, today=decided.TODAY)
    return {
        "decisions:index": [
            Visit(reverse("decisions:index"), who) for who in ("clerk", "supervisor")
        ],
        **at("decisions:new", "clerk"),
        "decisions:catalogue": [Visit(catalogue.get_absolute_url(), "clerk")],
        **at("decisions:add", "clerk", catalogue.pk),
        **at("decisions:agree", "clerk", catalogue.pk),
        **at("decisions:hand_over", "clerk", catalogue.pk),
        "decisions:decision": [Visit(one.get_absolute_url(), "clerk") for one in (road, gone)],
        **at("decisions:drop", "clerk", road.pk),
        "decisions:step": [
            Visit(reverse("decisions:step", args=(road.pk, step)), "clerk")
            for step in (Step.COMMENTS.value, Step.PUBLICATION.value)
        ],
    }


def normative(cast: Cast) -> Visits:
    """Documents in force and a round under way."""
    document = rules.public(cast, 1, date(2025, 3, 1))
    rules.public(cast, 2, date(2025, 5, 1))
    today = localdate()
    cleanup = normative_actions.begin(unit=cast.town, on=today, by=cast.clerk, today=today)
    one = cleanup.judgements.get(document=document)
    normative_actions.judge(judgement=one, verdict="repealed", by=cast.clerk, reason="上位法废止")
    return {
        "normative:index": [
            Visit(reverse("normative:index"), who) for who in ("clerk", "supervisor")
        ],
        **at("normative:begin", "clerk", cast.town.pk),
        "normative:cleanup": [Visit(cleanup.get_absolute_url(), "clerk")],
        **at("normative:judge", "clerk", cleanup.pk, one.pk),
    }


def villages(cast: Cast) -> Visits:
    """Two villages, one with an order to look at again."""
    first, second = (guided.named(cast, name) for name in ("红石村", "砬子村"))
    today = localdate()
    check = guided.checked(cast, first, today, funds=Finding.MISSING)
    return {
        "villages:index": [
            Visit(reverse("villages:index"), who) for who in ("clerk", "supervisor")
        ],
        **at("villages:new", "clerk"),
        **at("villages:new_check", "clerk", second.pk),
        **at("villages:end", "clerk", second.pk),
        **at("villages:check", "clerk", check.pk),
        **at("villages:settle", "clerk", check.pk),
    }
