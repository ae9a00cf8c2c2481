"""The command `tongming`.

Each command is a module of this package, imported only when it is called: `clock`, `fee` and
`report` start without Django, and a misspelt word costs nothing.
"""

from __future__ import annotations

import errno
import importlib
import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tongming import __version__
from tongming.cli.language import _, choose_language
from tongming.cli.parser import Parser


@dataclass(frozen=True, slots=True)
class Command:
    """A word after `tongming`: its module's `configure(parser)` sets `run(args) -> int`."""

    name: str
    help: Callable[[], str]


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

COMMANDS: tuple[Command, ...] = (
    Command("clock", lambda: _("计算依申请公开的答复期限")),
    Command("fee", lambda: _("计算信息处理费")),
    Command("report", lambda: _("读取、核对、汇总、编制年度报告")),
    Command("scan", lambda: _("检查文件里的个人信息、密级标志和隐藏内容")),
    Command("redact", lambda: _("把 PDF 或图片上的内容涂黑，并证明涂掉的读不出来")),
    Command("demo", lambda: _("准备演示数据并启动演示站点")),
    Command("serve", lambda: _("启动网站")),
    Command("manage", lambda: _("运维命令：数据库升级、账号等")),
    Command("calendar", lambda: _("查看工作日历，检查放假安排文件")),
    Command("site", lambda: _("发布、重建、核对公开站点的文件")),
    Command("search", lambda: _("重建、修补、查询检索索引")),
    Command("channels", lambda: _("处理到期的渠道发布，统计各渠道的条数")),
    Command("keys", lambda: _("个人信息的密钥：查看、更换、核对，清除到期的个人信息")),
    Command("exchange", lambda: _("与上下级系统交换签名的年度报告")),
    Command("notices", lambda: _("发送到期的提醒和每日汇总")),
    Command("inspect", lambda: _("巡查网站栏目")),
    Command("ledger", lambda: _("核验办理台账的完整性")),
)


def build_parser(argv: Sequence[str]) -> Parser:
    """The parser; only the command named in `argv` is imported, the others give their one line."""
    parser = Parser(
        prog="tongming",
        description=_("通明：政府信息公开工作系统。"),
        epilog=_("每条命令都可加 --help 查看用法，例如：tongming report --help"),
    )
    parser.add_argument(
        "--version", action="version", version=f"tongming {__version__}", help=_("显示版本号")
    )
    parser.add_argument("--lang", choices=("zh", "en"), help=_("显示语言"))
    words = parser.add_subparsers(title=_("命令"), metavar=_("命令"), dest="command", required=True)
    named = next((word for word in argv if word in {c.name for c in COMMANDS}), None)
    for command in COMMANDS:
        sub = words.add_parser(command.name, help=command.help(), description=command.help())
        if command.name == named:
            importlib.import_module(f"tongming.cli.{command.name}").configure(sub)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; exit code 0 for done, 1 for a finding, 2 for input that cannot be used."""
    argv = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        # A file's name may be no text, and a terminal may have no Chinese: neither ends the work.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    choose_language(argv)
    args = build_parser(argv).parse_args(argv)
    try:
        code = int(args.run(args))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        print(_("已停止。"), file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 141
    except OSError as error:
        if error.errno not in _FULL:
            raise
        print(_("结果写不下：{reason}").format(reason=error.strerror), file=sys.stderr)
        return 2
