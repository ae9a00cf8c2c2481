"""A town's section as ordinary county portals build them, with faults planted in it.

tests/vectors/planted_faults.yaml says in words what is wrong, where, and what looks wrong and is
not. Every age is counted from the day that is passed in, so that the section never grows old.
"""

# ruff: noqa: E501 (sentences of pages)

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

import xlsxwriter
from PIL import Image

from tests.standins.web import Answer, Server
from tests.unit.files import made

ROOT = "/zwgk/bsz/"
CODE = "5301000099"
ID_NUMBER = "11010519491231002X"


def picture() -> bytes:
    """A small PNG."""
    out = BytesIO()
    Image.new("RGB", (40, 20), "#1f4e9e").save(out, "PNG")
    return out.getvalue()


def workbook(shown: list[list[str]], hidden: list[list[str]]) -> bytes:
    """A workbook with a second sheet nobody sees."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, rows in (("名单", shown), ("原始数据", hidden)):
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.get_worksheet_by_name("原始数据").hide()
    book.close()
    return out.getvalue()


@dataclass(frozen=True)
class Line:
    """An item of a column, as its list shows it."""

    path: str
    title: str
    day: str


class Town:
    """The section, page by page."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.answers: dict[str, Answer] = {}
        self.columns: list[tuple[str, str]] = []
        self._lines: dict[str, list[Line]] = {}
        self._build()

    # --- the pieces every page is made of ---------------------------------------------------------

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def _nav(self) -> str:
        lines = "".join(
            f'<li><a href="{ROOT}{key}/index.html">{name}</a></li>' for key, name in self.columns
        )
        return (
            f'<div class="menu"><ul><li><a href="{ROOT}index.html">首页</a></li>{lines}</ul></div>'
        )

    def _foot(self, without: str = "") -> str:
        pieces = {
            "sponsor": "主办单位：白沙镇人民政府",
            "contact": "联系电话：0871-65550123",
            "code": f"网站标识码：{CODE}",
            "icp": '<a href="https://beian.miit.gov.cn/">滇ICP备12345678号-1</a>',
            "police": '<a href="http://www.beian.gov.cn/portal">滇公网安备 53010002000123号</a>',
            "mark": '<a href="http://bszs.conac.cn/sitename?id=1"><img src="/images/dzjg.png" '
            'alt="党政机关"></a>',
            "complaint": '<a href="https://zfwzgl.www.gov.cn/exposure/">政府网站找错</a>',
        }  # fmt: skip
        shown = "".join(f"<p>{text}</p>" for key, text in pieces.items() if key != without)
        return f'<div class="footer">{shown}</div>'

    def page(
        self, path: str, main: str, metas: dict[str, str], *, title: str, foot: str | None = None,
        head: str = "", encoding: str = "utf-8",
    ) -> None:  # fmt: skip
        tags = "".join(
            f'<meta name="{name}" content="{value}">' for name, value in metas.items() if value
        )
        text = (
            f'<!doctype html><html><head><meta charset="{encoding}"><title>{title}</title>'
            f'<meta name="SiteName" content="白沙镇人民政府"><meta name="SiteDomain" '
            f'content="www.bs.gov.cn"><meta name="SiteIDCode" content="{CODE}">{tags}{head}</head>'
            f'<body><div class="top"><img src="/images/logo.png" alt="白沙镇人民政府"></div>'
            f'{self._nav()}<div class="wrap">{main}</div>'
            f"{self._foot() if foot is None else foot}</body></html>"
        )
        answer = Answer(text.encode("gb18030" if encoding == "gb2312" else encoding))
        answer.media = f"text/html; charset={encoding}"
        self.answers[ROOT + path] = answer

    def column_tags(self, name: str) -> dict[str, str]:
        return {
            "ColumnName": name, "ColumnDescription": f"白沙镇{name}栏目",
            "ColumnKeywords": f"白沙镇，{name}", "ColumnType": name,
        }  # fmt: skip

    def item(
        self, column: str, number: int, title: str, day: date | None, text: str = "", *,
        listed: str | None = None, written: date | None = None, number_of: str = "",
        shown: bool = True, tags: dict[str, str] | None = None, after: str = "",
        foot: str | None = None, encoding: str = "utf-8",
    ) -> str:  # fmt: skip
        """One item: its page, and its line in the column's list."""
        name = dict(self.columns)[column]
        path = f"{column}/content_{number}.html"
        when = f"{day} 09:{number % 60:02}" if day else ""
        info = f"发布时间：{when}　" if shown and when else ""
        facts = ""
        if written or number_of:
            facts = (
                "<table class='xxgk'><tr><td>索 引 号</td><td>11530100MB0000/2026-000"
                f"{number}</td><td>成文日期</td><td>{written or ''}</td></tr><tr><td>发文字号</td>"
                f"<td>{number_of}</td><td>发布日期</td><td>{day or ''}</td></tr></table>"
            )
        body = text or (
            f"为做好{name}有关工作，白沙镇结合实际认真研究部署。各村（社区）按照职责分工抓好落实，"
            "确保各项任务按时完成。镇党政办公室负责督促检查，年底前将开展情况报送县人民政府办公室。"
        )
        metas = self.column_tags(name) | {
            "ArticleTitle": title, "PubDate": when, "ContentSource": "白沙镇人民政府",
        } | (tags or {})  # fmt: skip
        main = (
            f'<div class="weizhi">当前位置：<a href="{ROOT}index.html">首页</a> &gt; '
            f'<a href="{ROOT}{column}/index.html">{name}</a></div><div class="article">'
            f'<h1 class="title">{title}</h1><div class="info">{info}来源：白沙镇人民政府　'
            f'浏览：{number * 7}次</div>{facts}<div class="content"><p>{body}</p>{after}</div></div>'
        )
        if not when:
            metas["PubDate"] = f"{self.ago(30)} 10:00"
        self.page(path, main, metas, title=f"{title}-白沙镇人民政府", foot=foot, encoding=encoding)
        line = str(day) if listed is None and day else listed or ""
        self._lines.setdefault(column, []).append(Line(path, title, line))
        return f"{ROOT}{path}"

    def fill(self, column: str, titles: str, newest: int, step: int = 9, first: int = 1) -> None:
        """Ordinary items, the newest so many days old."""
        for place, title in enumerate(titles.split()):
            encoding = "gb2312" if place % 4 == 3 else "utf-8"
            self.item(
                column, first + place, title, self.ago(newest + place * step), encoding=encoding
            )

    def list_page(self, column: str, first: int = 0) -> None:
        """A page of the list: the newest thirty, or those after them."""
        name = dict(self.columns)[column]
        lines = sorted(self._lines.get(column, []), key=lambda one: one.day, reverse=True)
        rows = "".join(
            f'<li><a href="{ROOT}{one.path}" title="{one.title}">{one.title}</a>'
            f"{f'<span>[{one.day}]</span>' if one.day else '<span></span>'}</li>"
            for one in lines[first : first + 30]
        )
        pager = ""
        if len(lines) > 30:
            pager = (
                '<div class="pages"><a href="index.html">1</a><a href="index_2.html">2</a></div>'
            )
            if not first:
                self.list_page(column, 30)
        main = (
            f'<div class="weizhi">当前位置：<a href="{ROOT}index.html">首页</a> &gt; {name}</div>'
            f'<div class="listbox"><h2>{name}</h2><ul class="newslist">{rows}</ul>{pager}</div>'
        )
        self.page(
            f"{column}/index{'_2' if first else ''}.html", main, self.column_tags(name),
            title=f"{name}-白沙镇人民政府",
        )  # fmt: skip

    def file(self, path: str, body: bytes, media: str = "application/octet-stream") -> str:
        self.answers[path] = Answer(body, media=media)
        return path

    # --- the section ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.columns = [
            ("zcdt", "镇村动态"), ("bmdt", "部门动态"), ("gzdt", "工作动态"), ("tzgg", "通知公告"),
            ("gsgg", "公示公告"), ("gfxwj", "规范性文件"), ("zcjd", "政策解读"),
            ("rsrm", "人事任免"), ("czyjs", "财政预决算"), ("xczx", "乡村振兴"),
            ("aqsc", "安全生产"), ("shjz", "社会救助"), ("jgzn", "机构职能"), ("xxgkzd", "制度"),
            ("wmly", "网民留言"), ("xmt", "政务新媒体"), ("zt2019", "2019年换届专题（已归档）"),
            ("tjsj", "统计数据"), ("bsfw", "办事服务"),
        ]  # fmt: skip
        self.answers["/robots.txt"] = Answer(
            b"User-agent: *\nDisallow: /zwgk/bsz/private/\n", media="text/plain"
        )
        for name in ("logo", "dzjg", "xc1"):
            self.file(f"/images/{name}.png", picture(), "image/png")
        self._news()
        self._notices()
        self._documents()
        self._rest()
        self._talk()
        for column in ("zcdt", "bmdt", "gzdt", "tzgg", "gsgg", "gfxwj", "zcjd", "rsrm", "czyjs",
                       "xczx", "xxgkzd", "wmly", "zt2019"):  # fmt: skip
            self.list_page(column)
        self.list_page("tjsj")
        self._home()
        self._bad_column_page()

    def _news(self) -> None:
        self.fill("zcdt", "白沙镇召开秋收生产调度会 白沙镇开展森林防火宣传 石门村完成村道亮化 "
                  "白沙镇举办文艺汇演 双河村党群服务中心启用 白沙镇开展义务植树", 2)  # fmt: skip
        self.item(
            "zcdt", 20, "白沙镇推进秸秆综合利用", self.ago(40),
            "各村严格落实禁烧责任，推广秸杆还田和离田利用，巡查队每日巡查，确保不着一把火。",
        )  # fmt: skip
        self.item(
            "zcdt", 21, "白沙镇走访慰问困难群众", self.ago(44),
            "慰问组先后走访低保户和脱贫户，联系电话已按规定遮盖：138****5678。各村统计困难群众名单，"
            "及时送去米面油。"
        )  # fmt: skip
        self.item("zcdt", 22, "白沙镇表彰先进集体", self.ago(46),
                  after='<p><img src="/images/xc1.png" alt="现场"><img src="/upload/xc2.jpg" '
                  'alt="合影"></p>')  # fmt: skip
        self.item("zcdt", 23, "白沙镇开展政务公开日活动", self.ago(47),
                  "活动现场发放资料，镇攻府工作人员现场解答群众咨询，收集意见建议二十余条。")  # fmt: skip
        self.item("zcdt", 24, "白沙镇调研特色种植", self.ago(49),
                  after=f'<p><a href="{ROOT}zcdt/content_99.html">相关报道</a></p>')  # fmt: skip
        self.item("zcdt", 25, "白沙镇召开安全例会", self.ago(50),
                  after=f'<p><a href="{ROOT}zcdt/content_98.html">会议图片</a></p>')  # fmt: skip
        self.answers[f"{ROOT}zcdt/content_98.html"] = Answer(
            "<html><head><title>404 页面不存在</title></head><body><h1>页面不存在</h1></body></html>"
            .encode()
        )  # fmt: skip
        self.fill("zcdt", " ".join(f"石门村第{n}次村民会议召开" for n in "一二三四五六七八九"),
                  60, 7, 40)  # fmt: skip
        self.fill("zcdt", " ".join(f"{village}村换届工作{n}" for village in ("双河", "上坝", "清水")
                  for n in ("动员", "部署", "推进", "完成", "总结", "回访")), 130, 6, 60)  # fmt: skip
        self.fill("bmdt", "农业服务中心下乡指导 司法所开展普法 卫生院义诊进村 林业站巡山护林 "
                  "财政所培训村会计", 22)  # fmt: skip
        self.fill("gzdt", "镇纪委开展专项检查 武装部组织征兵宣传 妇联关爱儿童 团委志愿服务 "
                  "工会送清凉", 41)  # fmt: skip

    def _notices(self) -> None:
        self.fill("tzgg", "关于开展环境整治的通知 关于停水检修的通告 关于征收医保费的通知 "
                  "关于防汛值班的通知 关于招聘公益性岗位的通知 关于禁放烟花爆竹的通告", 5, 11)  # fmt: skip
        self.item("tzgg", 20, "关于发放耕地地力补贴的通知", self.ago(33),
                  f"补贴对象张某某，身份证号{ID_NUMBER}，请于本月底前到镇农业服务中心核对。")  # fmt: skip
        self.item("tzgg", 21, "关于办公场所临时搬迁的通知", self.ago(35),
                  "搬迁期间请拨打镇便民服务中心电话0871-65550123，地址为白沙镇中心街1号镇政府办公楼。")  # fmt: skip
        name = "/upload/2026/mingdan.xlsx"
        self.file(name, workbook([["序号", "村", "户数"], ["1", "石门村", "12"]],
                                 [["姓名", "身份证号"], ["李某", ID_NUMBER]]))  # fmt: skip
        self.item("tzgg", 22, "关于公布改厕名单的通知", self.ago(37),
                  after=f'<p>附件：<a href="{name}">改厕名单.xlsx</a></p>')  # fmt: skip
        self.file("/upload/2026/biao.docx", made.docx(["白沙镇申请表", "姓名：", "联系方式："]))
        self.item("tzgg", 23, "关于申报合作社的通知", self.ago(38),
                  after='<p>附件：<a href="/upload/2026/biao.docx">申请表.docx</a></p>')  # fmt: skip
        self.file("/upload/2026/kong.docx", b"")
        self.item("tzgg", 24, "关于报送台账的通知", self.ago(39),
                  after='<p>附件：<a href="/upload/2026/kong.docx">台账模板.docx</a></p>')  # fmt: skip
        self.file("/upload/2026/fangan.pdf", "<html><body>登录</body></html>".encode(),
                  "text/html; charset=utf-8")  # fmt: skip
        self.item("tzgg", 25, "关于印发应急预案的通知", self.ago(42),
                  after='<p>附件：<a href="/upload/2026/fangan.pdf">应急预案.pdf</a></p>')  # fmt: skip
        self.file("/upload/2026/jiyao.docx",
                  made.docx(["机密★1年", "白沙镇党政联席会议纪要", "会议研究了有关工作。"]))  # fmt: skip
        self.item("tzgg", 26, "关于整理会议材料的通知", self.ago(43),
                  after='<p>附件：<a href="/upload/2026/jiyao.docx">会议纪要.docx</a></p>')  # fmt: skip
        self.item("tzgg", 27, "关于做好保密工作的通知", self.ago(45),
                  "各单位要严格区分机密、秘密事项，定密工作依照《保守国家秘密法》执行，做好教育培训。")  # fmt: skip
        self.item("tzgg", 28, "关于征集特色产品的通知", None, shown=False)
        self.item("tzgg", 29, "关于开展普查的通知", self.ago(48), shown=False)
        self.item("tzgg", 35, "关于评选文明家庭的通知", None, shown=False)
        self.item("tzgg", 36, "关于技能培训报名的通知", self.ago(56),
                  "报名截止本月底，请联系李某，手机13987654321，培训地点在镇文化站二楼会议室。")  # fmt: skip
        self.item("tzgg", 30, "关于元旦放假值班的通知", self.today + timedelta(days=20))
        self.item(
            "tzgg", 31, "关于垃圾清运的通知", self.ago(52), tags={"ArticleTitle": "关于垃圾清运"}
        )
        self.item("tzgg", 32, "关于道路施工的通告", self.ago(53),
                  tags={"PubDate": str(self.ago(53))})  # fmt: skip
        self.item("tzgg", 33, "关于校车安全的通知", self.ago(54), foot=self._foot("icp"))
        self.item("tzgg", 34, "关于网络缴费的通知", self.ago(55),
                  after='<p>缴费入口：<a href="http://shop.example/pay">网上商城</a>；'
                  '<a href="https://www.gov.cn/gone">国家平台</a></p>')  # fmt: skip
        self.fill("gsgg", "低保对象公示 公益林补偿公示 危房改造公示 项目建设公示", 250)

    def _documents(self) -> None:
        def document(number: int, title: str, day: date, written: date, after: str = "") -> str:
            return self.item(
                "gfxwj", number, title, day,
                "第一条 为规范管理，制定本办法。第二条 本办法适用于全镇。第三条 本办法自印发之日起施行。",
                written=written, number_of=f"白政发〔2026〕{number}号", after=after,
            )  # fmt: skip

        def told(number: int, title: str, day: date, after: str = "") -> str:
            return self.item(
                "zcjd", number, title, day,
                "一、制定背景。二、主要内容。三、有关说明。办法明确了职责分工和工作程序，请群众知晓。",
                after=after,
            )  # fmt: skip

        pair = "<p>相关链接：<a href='{0}content_{1}.html'>{2}</a></p>"
        document(1, "白沙镇农村公路养护办法", self.ago(60), self.ago(63),
                 pair.format(f"{ROOT}zcjd/", 1, "《白沙镇农村公路养护办法》解读"))  # fmt: skip
        told(1, "《白沙镇农村公路养护办法》解读", self.ago(59),
             pair.format(f"{ROOT}gfxwj/", 1, "白沙镇农村公路养护办法"))  # fmt: skip
        document(2, "白沙镇集镇管理办法", self.ago(70), self.ago(73),
                 pair.format(f"{ROOT}zcjd/", 2, "《白沙镇集镇管理办法》解读"))  # fmt: skip
        told(2, "《白沙镇集镇管理办法》解读", self.ago(69))
        document(3, "白沙镇饮水安全管理办法", self.ago(80), self.ago(82))
        told(3, "《白沙镇饮水安全管理办法》解读", self.ago(79),
             pair.format(f"{ROOT}gfxwj/", 3, "白沙镇饮水安全管理办法"))  # fmt: skip
        document(4, "白沙镇河道保洁办法", self.ago(90), self.ago(93))
        document(5, "白沙镇公墓管理办法", self.ago(400), self.ago(405))
        # Published too late: fixed days, whose holidays are known.
        document(6, "白沙镇殡葬管理办法", date(2025, 6, 30), date(2025, 5, 6))
        document(7, "白沙镇资产管理办法", date(2025, 9, 30), date(2025, 8, 4))
        document(8, "白沙镇印章管理办法", date(2025, 4, 28), date(2025, 3, 31))
        document(9, "白沙镇档案管理办法", self.ago(420), self.ago(410))
        document(10, "白沙镇用车管理办法", self.ago(428), self.ago(430))
        self.item("gfxwj", 11, "关于废止部分文件的决定", self.ago(100), written=self.ago(101),
                  number_of="白政发〔2026〕11号")  # fmt: skip

    def _rest(self) -> None:
        self.fill(
            "rsrm", "关于王某等同志任职的通知 关于李某免职的通知 关于张某试用期满的通知", 430, 20
        )
        self.fill("czyjs", "白沙镇部门决算公开 白沙镇部门预算公开 白沙镇三公经费公开", 330, 20)
        self.fill("xczx", "石门村美丽乡村建设 双河村产业发展 上坝村人居环境", 460, 20)
        self.item("xczx", 20, "白沙镇防返贫工作手册", self.ago(470),
                  "内部资料 注意保存<br>本手册供镇村干部使用，包括监测对象识别、帮扶措施、动态管理等内容。")  # fmt: skip
        self.fill(
            "xxgkzd", "白沙镇政府信息公开制度 白沙镇保密审查制度 白沙镇依申请公开制度", 1400, 30
        )
        self.fill(
            "zt2019", "白沙镇换届选举工作启动 白沙镇选民登记公告 白沙镇换届会议召开", 2300, 10
        )
        self.fill("tjsj", "白沙镇一季度统计公报 白沙镇二季度统计公报 白沙镇三季度统计公报", 30, 90)
        empty = '<div class="weizhi">当前位置：首页 &gt; {0}</div><div class="listbox"><h2>{0}</h2>{1}</div>'
        for column, name, said in (("aqsc", "安全生产", "<ul></ul>"),
                                   ("shjz", "社会救助", "<p>暂无相关内容</p>")):  # fmt: skip
            self.page(f"{column}/index.html", empty.format(name, said), self.column_tags(name),
                      title=f"{name}-白沙镇人民政府")  # fmt: skip
        self.page(
            "jgzn/index.html",
            '<div class="listbox"><h2>机构职能</h2><p>白沙镇人民政府设党政办公室、经济发展办公室、'
            "社会事务办公室、综合执法队。办公地址：白沙镇中心街1号。负责人：刘某某。</p></div>",
            self.column_tags("机构职能"), title="机构职能-白沙镇人民政府",
        )  # fmt: skip
        self.page(
            "bsfw/index.html",
            '<div class="listbox"><h2>办事服务</h2><div id="list"></div><script>'
            "$.ajax({url:'/api/list',success:function(d){$('#list').html(d)}});</script></div>",
            self.column_tags("办事服务"), title="办事服务-白沙镇人民政府",
        )  # fmt: skip
        self.page(
            "xmt/index.html",
            '<div class="listbox"><h2>政务新媒体</h2><table><tr><th>账号</th><th>平台</th>'
            f"<th>最近更新</th></tr><tr><td>白沙发布</td><td>微信</td><td>{self.ago(10)}</td></tr>"
            f"<tr><td>白沙微博</td><td>微博</td><td>{self.ago(33)}</td></tr></table></div>",
            self.column_tags("政务新媒体"), title="政务新媒体-白沙镇人民政府",
        )  # fmt: skip

    def _talk(self) -> None:
        def message(number: int, title: str, asked: date, rows: dict[str, str]) -> None:
            lines = "".join(
                f"<tr><td>{name}：</td><td>{text}</td></tr>" for name, text in rows.items()
            )
            day = asked + timedelta(days=3)
            self.item("wmly", number, title, day,
                      f"</p><table><tr><td>留言时间：</td><td>{asked}</td></tr><tr><td>留言内容：</td>"
                      f"<td>{title}，请问怎么办理？</td></tr>{lines}</table><p>")  # fmt: skip

        def answered(asked: date) -> dict[str, str]:
            return {
                "答复时间": str(asked + timedelta(days=3)), "答复单位": "白沙镇综合执法队",
                "答复内容": "您好，您反映的问题已经安排处理，感谢您的关注和支持。",
            }  # fmt: skip

        for number, title, days in ((1, "路灯不亮", 78), (2, "垃圾清运", 95), (3, "公交线路", 99)):
            message(number, title, self.ago(days), answered(self.ago(days)))
        without_unit, without_day = answered(self.ago(101)), answered(self.ago(104))
        del without_unit["答复单位"], without_day["答复时间"]
        message(4, "水费缴纳", self.ago(101), without_unit)
        message(5, "宅基地审批", self.ago(104), without_day)
        message(6, "道路破损", self.ago(130), {"办理情况": "尚未答复"})
        message(7, "医保缴费", self.ago(600), answered(self.ago(600)))

    def _home(self) -> None:
        def block(column: str, lines: list[Line]) -> str:
            rows = "".join(
                f'<li><a href="{ROOT}{one.path}">{one.title}</a><span>{one.day[5:]}</span></li>'
                for one in lines
            )
            return f'<div class="box"><h2>{dict(self.columns)[column]}</h2><ul>{rows}</ul></div>'

        old = [one for one in self._lines["zcdt"] if one.day and one.day < str(self.ago(15))]
        notices = [one for one in self._lines["tzgg"] if one.day and
                   one.day < str(self.ago(15))]  # fmt: skip
        self.page(
            "index.html", block("zcdt", old[:5]) + block("tzgg", notices[:5]),
            self.column_tags("首页"), title="白沙镇人民政府",
        )  # fmt: skip
        self.answers[ROOT] = self.answers[f"{ROOT}index.html"]

    def _bad_column_page(self) -> None:
        """One page has lost its foot."""
        self.item("zcdt", 30, "白沙镇开展卫生评比", self.ago(51), foot='<div class="footer"></div>')
        self.list_page("zcdt")


@contextmanager
def town(today: date) -> Iterator[Server]:
    """The section, served."""
    with Server(Town(today).answers) as server:
        yield server
