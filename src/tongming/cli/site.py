"""`tongming site …`: the finished files of the public section."""

from __future__ import annotations

import argparse
import json
import sys
import time
from typing import TYPE_CHECKING

from tongming.cli.language import _

if TYPE_CHECKING:
    from tongming.publishing.verifying import Healed, Verdict


def configure(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(title=_("动作"), metavar=_("动作"), required=True)
    publish = words.add_parser("publish", help=(text := _("修复中断的发布，发布所有待发布的信息")))
    publish.description = text
    publish.set_defaults(run=run_publish)
    rebuild = words.add_parser("rebuild", help=(text := _("重新生成整个站点，只写有变化的文件")))
    rebuild.description = text
    rebuild.set_defaults(run=run_rebuild)
    verify = words.add_parser(
        "verify", help=(text := _("核对每个文件；列出被改动、缺少、外来的文件并以 1 退出"))
    )
    verify.description = text
    verify.add_argument(
        "--heal", action="store_true", help=_("恢复被改动和缺少的文件，把外来文件移到隔离区")
    )
    verify.add_argument("--json", action="store_true", help=_("以 JSON 输出"))
    verify.set_defaults(run=run_verify)
    nginx = words.add_parser("nginx", help=(text := _("输出 nginx 的配置")))
    nginx.description = text
    nginx.add_argument("--listen", default="80", help=_("监听的端口或地址（默认 80）"))
    nginx.add_argument(
        "--upstream", default="http://127.0.0.1:8000", help=_("本系统的地址（tongming serve）")
    )
    nginx.set_defaults(run=run_nginx)


def _start() -> bool:
    from tongming.cli.web import database_is_ready, start_django

    start_django()
    return database_is_ready()


def run_publish(args: argparse.Namespace) -> int:
    """Publish what waits; 1 where something could not be published."""
    if not _start():
        return 2
    from tongming.publishing.actions import publish_pending

    outcome = publish_pending()
    print(_("已发布 {n} 项。").format(n=len(outcome.done)))
    for key, problem in outcome.failed.items():
        print(_("没有发布：{key}（{problem}）").format(key=key, problem=problem), file=sys.stderr)
    return 1 if outcome.failed else 0


def run_rebuild(args: argparse.Namespace) -> int:
    """Render everything again."""
    if not _start():
        return 2
    from tongming.publishing.rebuilding import rebuild

    changed = rebuild(_Bar())
    print(_("站点已重新生成，{n} 个文件有变化。").format(n=changed))
    return 0


class _Bar:
    """A bar on a terminal, and a line every few seconds elsewhere."""

    WIDTH = 30

    def __init__(self) -> None:
        self._said = 0.0
        self._step = ""

    def __call__(self, step: str, done: int, total: int) -> None:
        names = {"items": _("整理信息"), "pages": _("生成页面")}
        ends = done >= total
        now = time.monotonic()
        pause = 0.1 if sys.stderr.isatty() else 5
        if not ends and now - self._said < pause:
            return
        self._said = now
        share = min(1.0, done / total) if total else 1.0
        line = f"{names[step]} {done}/{total} {share:4.0%}"
        if sys.stderr.isatty():
            full = round(share * self.WIDTH)
            bar = "█" * full + "·" * (self.WIDTH - full)
            print(f"\r{bar} {line}", end="\n" if ends else "", file=sys.stderr, flush=True)
        else:
            print(line, file=sys.stderr, flush=True)


def run_verify(args: argparse.Namespace) -> int:
    """Compare; with --heal, restore; 1 where something is (still) wrong."""
    if not _start():
        return 2
    from tongming.publishing.verifying import Healed, heal, verify

    healed = Healed()
    if args.heal:
        verdict, healed = heal()
    else:
        verdict = verify()
    if args.json:
        print(json.dumps(_as_json(verdict, healed), ensure_ascii=False))
    else:
        _say(verdict, healed)
    return 0 if verdict.is_clean else 1


def _say(verdict: Verdict, healed: Healed) -> None:
    for path in healed.restored:
        print(_("已恢复：{path}").format(path=path))
    for path in healed.quarantined:
        print(_("已移到隔离区：{path}").format(path=path))
    if healed.quarantine:
        print(_("隔离区：{folder}").format(folder=healed.quarantine))
    names = {"changed": _("被改动"), "missing": _("缺少"), "foreign": _("外来")}
    for finding in verdict.findings:
        print(f"{names[finding.fault]} {finding.path}")
    if not verdict.manifest_is_recorded:
        print(
            _("文件清单与台账记录的指纹不符：清单可能被改过。请先运行 tongming ledger verify，"
              "再运行 tongming site rebuild。")
        )  # fmt: skip
    if verdict.interrupted:
        print(_("上次发布没有完成。请运行 tongming site publish。"))
    if verdict.is_clean:
        print(
            _("站点完好：第 {edition} 版，{n} 个文件。").format(
                edition=verdict.edition, n=verdict.files
            )
        )
        print(_("指纹：{fingerprint}").format(fingerprint=verdict.fingerprint))
    elif verdict.findings:
        print(_("共 {n} 处不符。").format(n=len(verdict.findings)))


def _as_json(verdict: Verdict, healed: Healed) -> dict[str, object]:
    return {
        "clean": verdict.is_clean,
        "edition": verdict.edition,
        "files": verdict.files,
        "fingerprint": verdict.fingerprint,
        "manifest_is_recorded": verdict.manifest_is_recorded,
        "interrupted": verdict.interrupted,
        "findings": [{"fault": f.fault, "path": f.path} for f in verdict.findings],
        "restored": healed.restored,
        "quarantined": healed.quarantined,
    }


def run_nginx(args: argparse.Namespace) -> int:
    """Print the configuration; needs no database."""
    from tongming.cli.web import start_django

    start_django()
    from django.conf import settings

    from tongming.publishing.nginx import configuration

    names = " ".join(name for name in settings.ALLOWED_HOSTS if name not in ("*", "[::1]")) or "_"
    print(
        configuration(
            root=settings.SITE,
            prefix=settings.SITE_PREFIX,
            names=names,
            upstream=args.upstream,
            listen=args.listen,
            body_mb=settings.MAX_REQUEST_BYTES // 1024 // 1024,
            headers=settings.SITE_HEADERS,
        ),
        end="",
    )
    return 0
