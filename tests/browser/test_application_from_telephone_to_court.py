"""One application from the applicant's telephone to the court and the year's figures.

An applicant with a telephone and no account, and at their desks the handler, the office head and
the leader; the clerk compiles the report. Each has a browser of their own, everything is done on
its screens, and the days pass as they would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Browser, FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo, Watch
from tests.browser.people_and_days import Story, answer, go, hand_in, press, send, sign
from tests.browser.test_applying import PROOF, follow, keys
from tests.conftest import Cast
from tests.unit.files import made
from tongming.files.extraction import extract

pytestmark = pytest.mark.django_db(transaction=True)

WANTED = "农村道路硬化工程的中标合同"
CONTRACT: FilePayload = {
    "name": "中标合同.pdf",
    "mimeType": "application/pdf",
    "buffer": made.pdf(f"中标合同\n\n项目经理 身份证号 {made.ID}", "第二页 工程量清单"),
}


@pytest.fixture
def story(
    cast: Cast, browser: Browser, live_server: LiveServer, enter: SignInTo, watch: Watch
) -> Iterator[Story]:
    """The town takes applications; it is Monday, 2 March 2026."""
    cast.town.office, cast.town.phone = "党政办公室", "0432-66210000"
    cast.town.address = "吉林省桦甸市红石砬子镇中心街1号"
    cast.town.save()
    with time_machine.travel("2026-03-02 09:00+08:00") as clock:
        told = Story(cast, clock, browser, live_server.url, enter, watch)
        yield told
        told.close()


def apply(story: Story) -> tuple[str, str]:
    """2 March: applied for on a telephone; a number and a query code."""
    phone = story.telephone()
    phone.goto(f"{story.url}/apply/new/?unit=hongshilazi")
    phone.get_by_label("您想要什么信息").fill(WANTED)
    phone.get_by_label("姓名或者单位名称").fill("王小明")
    phone.get_by_label("证件号码").fill("11010519491231002X")
    phone.get_by_label("电话").fill("13912345678")
    phone.get_by_label("身份证明的照片或者扫描件").set_input_files(files=[PROOF])
    press(phone, "下一步：核对")
    press(phone, "提交申请")
    phone.wait_for_url("**/apply/receipt/")
    return keys(phone)


def confirm_and_ask_to_correct(story: Story) -> None:
    """3 March: both sides have confirmed; which year is meant nobody can tell."""
    story.day("2026-03-03")
    handler = story.desk(story.cast.handler)
    go(handler, "确认")
    press(handler, "确认收到")
    go(handler, "接着办")
    answer(handler, "不明确或者不完整")
    # 第三十条: seven working days from 3 March, not the twenty of the reply.
    expect(handler.locator(".next-thing")).to_contain_text("2026-03-12")
    go(handler, "去起草")
    handler.get_by_label("哪些内容不明确").fill("没有写明是哪一年的工程")
    handler.get_by_label("需要补正的事项").fill("请写明工程的年份。")
    hand_in(handler)
    sign(story, story.cast.leader)
    send(handler, "网上领取")


def correct(story: Story, number: str, code: str, server: LiveServer) -> None:
    """6 March: the applicant reads what is unclear, and says it."""
    story.day("2026-03-06")
    phone = story.telephone()
    follow(phone, server, number, code)
    expect(phone.locator(".status-head")).to_contain_text("等您补正")
    expect(phone.get_by_text("复议、诉讼的期限")).to_have_count(0)
    go(phone, "补正申请")
    phone.get_by_label("补正的内容").fill("2025年的工程。")
    press(phone, "提交")
    expect(phone.get_by_text("补正已经收到。")).to_be_visible()


def ask_the_third_party(story: Story) -> None:
    """9 March: clear now; the contract may hold what is the contractor's."""
    story.day("2026-03-09")
    handler = story.desk(story.cast.handler)
    go(handler, "办理")
    go(handler, "接着办")
    go(handler, "申请材料")
    expect(handler.get_by_role("button", name="补充材料")).to_be_visible()
    go(handler, "接着办")
    answer(handler, "完整、明确", "是，按条例办理", "有", "没有")
    go(handler, "逐项核对")
    for limb in ("14-a", "14-b", "14-c"):
        handler.locator(f"[name=q{limb}-answer][value=no]").check()
    handler.get_by_label("可能属于，先书面征求第三方意见").check()
    press(handler, "记下核对结果")
    go(handler, "去起草")
    handler.get_by_label("第三方的姓名或者名称").fill("桦甸市宏达路桥有限公司")
    handler.get_by_label("其中与第三方有关的内容").fill("单价分析表和项目经理的身份证号码")
    hand_in(handler)
    sign(story, story.cast.office_head)
    send(handler, "直接送达")
    expect(handler.locator(".page-head")).to_contain_text("已送达")


def hear_the_third_party(story: Story) -> None:
    """13 March: the contractor does not agree; the clock runs again."""
    story.day("2026-03-13")
    handler = story.desk(story.cast.handler)
    go(handler, "查看")
    expect(handler.locator(".next-waiting")).to_contain_text("2026-03-30")
    go(handler, "登记收到的意见")
    press(handler, "登记第三方意见")
    expect(handler.locator(".next-thing")).to_contain_text("2026-04-10")


def extend(story: Story) -> None:
    """18 March: ten days more, agreed to by the office head and told before the term ends."""
    story.day("2026-03-18")
    handler = story.desk(story.cast.handler)
    go(handler, "办理")
    go(handler, "起草文书")
    # 第三十条: once.
    expect(handler.get_by_role("link", name="补正告知书", exact=True)).to_have_count(0)
    go(handler, "延期答复告知书")
    handler.get_by_label("延期的理由").fill("合同附件较多，逐页核对需要时间")
    handler.get_by_label("延长的工作日").fill("10")
    hand_in(handler)
    # What only the office head may sign is no duty of the leader's (第三十三条第二款).
    leader = story.desk(story.cast.leader)
    expect(leader.get_by_role("link", name=re.compile("^签发"))).to_have_count(0)
    sign(story, story.cast.office_head)
    send(handler, "网上领取")
    go(handler, "2026-1")
    expect(handler.locator(".next-thing")).to_contain_text("2026-04-24")


def give_a_part(story: Story) -> None:
    """24 March: the contract is given but for two places, one of them burnt out of the file."""
    story.day("2026-03-24")
    handler = story.desk(story.cast.handler)
    go(handler, "办理")
    go(handler, "接着办")
    go(handler, "逐项核对")
    rights = handler.locator("fieldset.limb", has_text="对第三方合法权益造成损害吗")
    rights.get_by_label("属于，不得公开").check()
    rights.get_by_label("商业秘密、个人隐私或者其他合法权益").select_option("商业秘密")
    rights.get_by_label("征求意见的情况").fill("第三方不同意公开单价分析表")
    rights.get_by_label("不公开不会对公共利益造成重大影响").fill("总价和工程量已经可以公开")
    rights.get_by_label("不予公开的理由").fill("单价分析表反映企业的成本")
    for limb in ("16-1", "16-2a", "16-2b"):
        handler.locator(f"[name=q{limb}-answer][value=no]").check()
    press(handler, "记下核对结果")
    answer(handler, "能区分")
    handler.get_by_role("radio", name="已审查").check()
    handler.get_by_label("谁审查的").fill("赵宁审查，可以公开")
    press(handler, "记下，接着办")
    go(handler, "当不当")
    go(handler, "去补")
    black_out(handler)
    for place, reason in (
        ("单价分析表", "属于商业秘密，第三方不同意公开"),
        ("项目经理的身份证号码", "属于个人隐私"),
    ):
        handler.get_by_label("哪一处").fill(place)
        handler.get_by_label("不公开的依据").select_option("15")
        handler.get_by_label("理由", exact=True).fill(reason)
        press(handler, "加一处")
    go(handler, "回到五步办理")
    go(handler, "当不当")
    handler.get_by_label("提供的形式和途径符合申请人的要求").check()
    press(handler, "起草答复")
    sheet = handler.locator(".sheet")
    expect(sheet).to_contain_text("2. 项目经理的身份证号码：属于个人隐私（第十五条）")
    # An answer over the Internet names where to apply online; the office head writes that down.
    expect(handler.get_by_text("“文书设置”由办公室负责人填写")).to_be_visible()
    head = story.desk(story.cast.office_head)
    go(head, "依申请公开")
    go(head, "文书设置")
    head.get_by_label("网上申请行政复议的渠道").fill("吉林省行政复议服务平台")
    press(head, "保存")
    expect(head.get_by_text("已保存。")).to_be_visible()
    handler.reload()
    expect(sheet).to_contain_text("吉林省行政复议服务平台")
    hand_in(handler)
    sign(story, story.cast.leader)
    send(handler, "网上领取")


def black_out(handler: Page) -> None:
    """The file is added, the identity number burnt out, and the copy given in its place."""
    handler.get_by_label("文件", exact=True).set_input_files(files=[CONTRACT])
    press(handler, "加入文件")
    expect(handler.get_by_text("1处待处理")).to_be_visible()
    go(handler, "检查和遮盖")
    go(handler, "涂黑")
    expect(handler.locator(".redact-box").first).to_be_attached()
    press(handler, "涂黑并检查")
    expect(handler.get_by_text("涂掉的内容读不出来")).to_be_visible()
    go(handler, "申请2026-1")
    handler.get_by_role("button", name=re.compile("^改为提供")).click()
    expect(handler.get_by_text("可以提供", exact=True)).to_be_visible()


def fetch_and_rate(story: Story, number: str, code: str, server: LiveServer, folder: Path) -> None:
    """26 March: the reply stands first, with its file; fetching it is receiving it."""
    story.day("2026-03-26")
    phone = story.telephone()
    follow(phone, server, number, code)
    reply = phone.locator(".letter-shown").first
    expect(reply).to_contain_text("部分公开告知书")
    with phone.expect_download() as letter:
        reply.get_by_role("button", name="下载文书").click()
    letter.value.save_as(folder / "答复.pdf")
    assert "王小明" in extract((folder / "答复.pdf").read_bytes(), "答复.pdf").text
    with phone.expect_download() as attached:
        reply.get_by_role("button", name="下载附件").click()
    attached.value.save_as(folder / "附件.pdf")
    text = extract((folder / "附件.pdf").read_bytes(), "附件.pdf").text
    assert "第二页 工程量清单" in text
    assert made.ID not in text
    phone.reload()
    expect(reply).to_contain_text("最迟2026-05-25申请行政复议")
    phone.get_by_label("4 好").check()
    press(phone, "提交评价")
    expect(phone.get_by_text("您已经评价过了")).to_be_visible()


def be_reconsidered(story: Story) -> None:
    """20 April to 10 June: a case opened from the application, answered in time, upheld."""
    story.day("2026-04-20")
    handler = story.desk(story.cast.handler)
    go(handler, "依申请公开")
    go(handler, "2026-1")
    expect(handler.get_by_text("申请人2026年3月26日收到答复")).to_be_visible()
    go(handler, "登记复议或者诉讼")
    expect(handler.get_by_label("被争议文书的文号")).to_have_value("红石砬子镇公开〔2026〕4号")
    handler.get_by_label("案号").fill("桦政复〔2026〕12号")
    press(handler, "登记")
    expect(handler.get_by_role("heading", name="案件2026-1")).to_be_visible()
    story.day("2026-04-28")
    handler = story.desk(story.cast.handler)
    go(handler, "登记答复")
    press(handler, "登记答复")
    expect(handler.get_by_text("已完成")).to_be_visible()
    story.day("2026-06-10")
    handler = story.desk(story.cast.handler)
    go(handler, "复议诉讼")
    handler.locator("main table").get_by_role("link").first.click()
    go(handler, "登记结果")
    handler.get_by_label("结果", exact=True).select_option("维持")
    handler.get_by_label("作出日期").fill("2026-06-08")
    press(handler, "登记结果")
    expect(handler.locator(".page-head")).to_contain_text("结果维持")


def go_to_court(story: Story) -> None:
    """1 July to 20 October: sued afterwards, defended in time, the suit dismissed."""
    story.day("2026-07-01")
    handler = story.desk(story.cast.handler)
    go(handler, "复议诉讼")
    handler.locator("main table").get_by_role("link").first.click()
    go(handler, "登记复议后的诉讼")
    expect(handler.get_by_label("复议后起诉")).to_be_checked()
    expect(handler.get_by_label("被争议文书的文号")).to_have_value("红石砬子镇公开〔2026〕4号")
    handler.get_by_label("复议机关或者法院").fill("桦甸市人民法院")
    press(handler, "登记")
    # 《行政诉讼法》第六十七条: fifteen days from the copy of the complaint.
    expect(handler.get_by_text("最后一天是 2026-07-16")).to_be_visible()
    story.day("2026-07-10")
    handler = story.desk(story.cast.handler)
    go(handler, "登记答辩")
    press(handler, "登记答辩")
    expect(handler.get_by_text("已完成")).to_be_visible()
    story.day("2026-10-20")
    handler = story.desk(story.cast.handler)
    go(handler, "复议诉讼")
    go(handler, "2026-2")
    go(handler, "登记结果")
    handler.get_by_label("结果", exact=True).select_option("驳回诉讼请求")
    handler.get_by_label("作出日期").fill("2026-10-16")
    press(handler, "登记结果")
    expect(handler.locator(".page-head")).to_contain_text("结果维持")


def be_counted(story: Story) -> None:
    """8 January: the report of the year holds this application, its two cases, nothing else."""
    story.day("2027-01-08")
    clerk = story.desk(story.cast.clerk)
    go(clerk, "编制")
    for table, ones in (
        ("requests", {"1/nat", "1/sum", "3.2/nat", "3.2/sum", "3.7/nat", "3.7/sum"}),
        ("remedies", {"review/upheld", "review/total", "after/upheld", "after/total"}),
    ):
        cells = clerk.locator(f"a[href*='/cell/{table}/']").all()
        counted = {
            str(cell.get_attribute("href")).partition(f"/cell/{table}/")[2].strip("/")
            for cell in cells
            if cell.inner_text().strip() != "0"
        }
        assert counted == ones
    report = clerk.url
    clerk.locator("a[href$='/cell/requests/3.2/nat/']").click()
    expect(clerk.locator("[data-keys] tr")).to_have_count(1)
    expect(clerk.locator("[data-keys] tr")).to_contain_text(WANTED)
    go(clerk, "2026-1")
    expect(clerk.get_by_role("heading", name="申请2026-1")).to_be_visible()
    clerk.goto(report)
    clerk.locator("a[href$='/cell/remedies/review/upheld/']").click()
    go(clerk, "2026-1")
    expect(clerk.get_by_role("heading", name="案件2026-1")).to_be_visible()


def test_an_application_is_followed_from_the_telephone_to_the_figures_of_its_year(
    story: Story, live_server: LiveServer, tmp_path: Path
) -> None:
    number, code = apply(story)
    confirm_and_ask_to_correct(story)
    correct(story, number, code, live_server)
    ask_the_third_party(story)
    hear_the_third_party(story)
    extend(story)
    give_a_part(story)
    fetch_and_rate(story, number, code, live_server, tmp_path)
    be_reconsidered(story)
    go_to_court(story)
    be_counted(story)
