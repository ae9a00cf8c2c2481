"""A draft from its writing to the published uptake, with a citizen on a phone between; a
questionnaire from its plan to the published result."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F
from django.utils.timezone import localdate
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo, Watch
from tests.conftest import Cast
from tongming.engagement.assessment.models import Assessment, Sheet
from tongming.engagement.consultations.models import Comment, Consultation
from tongming.portal.site.reading import address_of
from tongming.publishing import sources
from tongming.publishing.actions import publish_pending
from tongming.units.models import Person

TITLE = "红石砬子镇村庄保洁办法（征求意见稿）"


def as_somebody_else(page: Page, person: Person, live_server: LiveServer, enter: SignInTo) -> None:
    page.context.clear_cookies()
    enter(page, person)


def step(page: Page, name: str) -> None:
    """Follow a next step and confirm it on its page."""
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_role("button", name=name, exact=True).click()


def on_a_phone(browser: Browser, watch: Watch) -> BrowserContext:
    """A citizen's telephone, its scripts switched off."""
    phone = browser.new_context(
        locale="zh-CN", viewport={"width": 360, "height": 740}, java_script_enabled=False
    )
    watch.over(phone)
    return phone


def public_page(page: Page, live_server: LiveServer, key: str) -> None:
    """Open the finished page of an item."""
    publish_pending()
    item = sources.get(key)
    assert item is not None
    page.goto(live_server.url + address_of(item))


def test_a_draft_is_approved_commented_on_from_a_phone_and_its_uptake_published(
    cast: Cast, page: Page, browser: Browser, live_server: LiveServer, enter: SignInTo,
    watch: Watch,
) -> None:  # fmt: skip
    watch.expect("422")  # a period too short without a reason is refused, as it must be
    enter(page, cast.clerk)
    page.goto(f"{live_server.url}/work/consultations/")
    page.get_by_role("link", name="发起意见征集", exact=True).click()
    page.get_by_label("标题").fill(TITLE)
    page.get_by_label("起草说明").fill("为了改善人居环境。")
    page.get_by_label("草案正文").fill("一、收费\n每户每月5元。")
    page.get_by_label("征求意见天数").fill("20")
    page.get_by_role("button", name="保存草稿").click()
    step(page, "提交审批")
    expect(page.get_by_text("一般不少于30日，这里是20日").first).to_be_visible()
    page.get_by_role("link", name="返回").click()
    page.get_by_role("link", name="修改", exact=True).click()
    page.get_by_label("缩短的理由").fill("汛期将到，要在汛前施行")
    page.get_by_role("button", name="保存草稿").click()
    step(page, "提交审批")
    expect(page.get_by_text("已提交分管领导审批")).to_be_visible()

    as_somebody_else(page, cast.leader, live_server, enter)
    page.locator(".duty-act").get_by_text("审批").first.click()
    step(page, "审批并公布")
    one = Consultation.objects.get()

    phone = on_a_phone(browser, watch)
    visitor = phone.new_page()
    public_page(visitor, live_server, one.key)
    expect(visitor.get_by_text("汛期将到，要在汛前施行")).to_be_visible()
    visitor.get_by_role("link", name="在网上提意见").click()
    expect(visitor.get_by_text("还有20天")).to_be_visible()
    visitor.get_by_label("您的意见").fill("每户5元太高，建议3元。")
    visitor.get_by_role("button", name="提交意见").last.click()
    expect(visitor.get_by_role("heading", name="意见已经收到")).to_be_visible()
    code = visitor.locator("dd.code").inner_text()
    number = Comment.objects.get().number

    # Twenty-one days go by.
    Consultation.objects.update(
        opened_on=F("opened_on") - timedelta(days=21), ends_on=F("ends_on") - timedelta(days=21)
    )
    visitor.goto(f"{live_server.url}/consultations/{one.pk}/")
    expect(visitor.get_by_text("不再接收意见")).to_be_visible()

    as_somebody_else(page, cast.clerk, live_server, enter)
    page.get_by_role("link", name="去归纳").first.click()
    page.get_by_role("link", name="来稿和意见", exact=True).click()
    page.get_by_label(number).check()
    page.get_by_role("button", name="把勾选的归纳成一条意见").click()
    page.get_by_label("归纳的意见").fill("降低每户每月的收费")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="写采纳情况").click()
    page.get_by_label("部分采纳", exact=True).check()
    page.get_by_label("理由或者修改情况").fill("改为每户每月4元。")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name="起草采纳情况").click()
    expect(page.get_by_text("共有1人提出意见，收到来稿1件，其中网上1件")).to_be_visible()
    page.get_by_role("link", name="1", exact=True).first.click()
    expect(page.get_by_role("row", name=number)).to_be_visible()  # the figure opens its records
    page.go_back()
    step(page, "提交审批")
    as_somebody_else(page, cast.leader, live_server, enter)
    page.locator(".duty-act").get_by_text("审批").first.click()
    page.get_by_role("link", name="采纳情况", exact=True).last.click()
    step(page, "审批并公布")
    expect(page.get_by_text("互相链接")).to_be_visible()

    uptake = one.uptake_or_none
    assert uptake is not None
    public_page(visitor, live_server, one.key)
    visitor.get_by_role("link", name=uptake.title).click()
    expect(visitor.get_by_role("cell", name="改为每户每月4元。")).to_be_visible()
    visitor.locator("#interprets ~ ul a").click()
    expect(visitor.get_by_role("heading", name=TITLE)).to_be_visible()
    visitor.goto(f"{live_server.url}/consultations/query/")
    visitor.get_by_label("编号").fill(number)
    visitor.get_by_label("查询码").fill(code.lower())
    visitor.get_by_role("button", name="查询", exact=True).click()
    expect(visitor.get_by_text("改为每户每月4元。")).to_be_visible()
    phone.close()


def test_a_questionnaire_from_its_plan_to_the_published_result(
    cast: Cast, page: Page, browser: Browser, live_server: LiveServer, enter: SignInTo,
    watch: Watch,
) -> None:  # fmt: skip
    today = localdate()
    enter(page, cast.clerk)
    page.goto(f"{live_server.url}/work/assessment/")
    page.get_by_role("link", name="开始评议").click()
    page.get_by_label("评议哪一年的工作").fill(str(today.year))
    page.get_by_role("button", name="开始评议").click()
    page.get_by_label("开始日期").fill(today.isoformat())
    page.get_by_label("结束日期").fill((today + timedelta(days=10)).isoformat())
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="加一道题").click()
    page.get_by_label("题目").fill("村务公开栏更新及时吗？")
    page.get_by_role("button", name="加一道题").click()
    step(page, "提交审批")
    as_somebody_else(page, cast.leader, live_server, enter)
    page.locator(".duty-act").get_by_text("审批").first.click()
    step(page, "审批方案")
    one = Assessment.objects.get()

    phone = on_a_phone(browser, watch)
    visitor = phone.new_page()
    public_page(visitor, live_server, one.key)
    visitor.get_by_role("link", name="填写评议问卷").click()
    for group in visitor.get_by_role("group").all():
        if group.get_by_label("满意", exact=True).count():
            group.get_by_label("满意", exact=True).check()
    visitor.get_by_role("button", name="提交问卷").click()
    expect(visitor.get_by_role("heading", name="问卷已经收到")).to_be_visible()
    public_page(visitor, live_server, one.key)
    expect(visitor.get_by_text("收回问卷")).to_have_count(0)  # nobody reads counts before the end

    as_somebody_else(page, cast.clerk, live_server, enter)
    page.goto(live_server.url + one.get_absolute_url())
    page.get_by_role("link", name="录入纸质问卷").click()
    page.get_by_label("代表评议").check()
    page.get_by_label("第1份第1题").click()
    for mark in "11111":  # the quick grid: a digit, a tab
        page.keyboard.type(mark)
        page.keyboard.press("Tab")
    for mark in "2222":
        page.keyboard.type(mark)
        page.keyboard.press("Tab")
    page.get_by_role("button", name="录入，接着录下一页").click()
    expect(page.get_by_text("录入了2份。")).to_be_visible()
    assert Sheet.objects.count() == 3

    # Eleven days go by.
    Assessment.objects.update(
        opens_on=F("opens_on") - timedelta(days=11), ends_on=F("ends_on") - timedelta(days=11)
    )
    page.get_by_role("link", name="录完了").click()
    page.get_by_role("link", name="写结论和改进措施").click()
    page.get_by_label("评议结论").fill("答复及时，查找不便。")
    page.get_by_label("改进措施").fill("改进检索。")
    page.get_by_role("button", name="保存").click()
    step(page, "提交结果")
    as_somebody_else(page, cast.leader, live_server, enter)
    page.locator(".duty-act").get_by_text("审批").first.click()
    step(page, "审批并公布结果")
    expect(page.get_by_text("结果已公布。").first).to_be_visible()

    public_page(visitor, live_server, one.key)
    # 80 of the public at 70 %; of the delegates (5 × 100 + 4 × 80) / 9 = 91.1 at 30 %
    expect(visitor.get_by_text("综合得分83.3分，评定等次为满意")).to_be_visible()
    expect(visitor.locator("svg.chart")).to_have_count(5)
    expect(visitor.get_by_text("改进检索。")).to_be_visible()
    phone.close()
