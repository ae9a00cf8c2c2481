"""`tongming exchange …`: keys, packages and receipts between installations.

`verify` needs neither Django nor a database: whoever is given a package and a public key may check
it. Exit code 0: done, 1: a package does not verify, 2: it could not be done.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tongming.cli._untrusted import read_bytes
from tongming.cli.language import _
from tongming.cli.parser import four_digit_year

if TYPE_CHECKING:
    from tongming.reports.exchange.models import Outgoing, Peer
    from tongming.reports.exchange.packages.envelope import Envelope

DONE, WRONG, UNUSABLE = 0, 1, 2
MOST = 2048 * 1024 * 1024


def configure(parser: argparse.ArgumentParser) -> None:
    """The words after `tongming exchange`."""
    words = parser.add_subparsers(title=_("动作"), metavar=_("动作"), required=True)

    def add(
        name: str, says: str, run: Callable[[argparse.Namespace], int]
    ) -> argparse.ArgumentParser:
        sub = words.add_parser(name, help=says, description=says)
        sub.set_defaults(run=run)
        return sub

    add("keys", _("本系统的签名密钥：现用的指纹和换下来的"), run_keys)
    add("rotate", _("换一把新的签名密钥；旧的同时签名，直到 retire"), run_rotate)
    add("retire", _("只用最新的密钥签名，旧的只留公钥"), run_retire)
    card = add("card", _("写出本系统的名片，交给对方登记"), run_card)
    _out(card, required=True)
    peer = add("peer", _("按名片登记对方"), run_peer)
    peer.add_argument("file", metavar=_("名片文件"))
    peer.add_argument(
        "--direction", required=True, choices=("up", "down"), help=_("up 上级，down 下级")
    )
    peer.add_argument("--unit", metavar=_("代码"), help=_("本系统的单位；不写就是最上级单位"))
    peer.add_argument("--address", default="", metavar=_("网址"), help=_("对方的网址"))
    trust = add("trust", _("信任对方的公钥：写出对方读给您的指纹"), run_trust)
    trust.add_argument("code", metavar=_("代码"))
    trust.add_argument("--fingerprint", required=True, metavar=_("指纹"))
    trust.add_argument("--how", required=True, metavar=_("怎样核对的"))
    pack = add("pack", _("生成一年的报送包"), run_pack)
    pack.add_argument("--to", required=True, metavar=_("代码"), help=_("上级的代码"))
    pack.add_argument("--year", required=True, type=four_digit_year, metavar=_("年度"))
    pack.add_argument(
        "--basis", required=True, choices=("published", "cleared", "submitted", "signed"),
        help=_("取哪一版：已公布、审核通过、报送、最新签发"),
    )  # fmt: skip
    _out(pack)
    verify = add("verify", _("核验一个包：不需要数据库，给出公钥或名片"), run_verify)
    verify.add_argument("file", metavar=_("文件"))
    verify.add_argument(
        "--key", action="append", required=True, metavar=_("公钥"),
        help=_("64 位公钥、32 位指纹，或名片文件；可以写几个"),
    )  # fmt: skip
    receive = add("receive", _("接收一个包，写出回执"), run_receive)
    receive.add_argument("file", metavar=_("文件"))
    _out(receive, _("把回执写到这个文件"))
    receipt = add("receipt", _("读入对方的回执"), run_receipt)
    receipt.add_argument("file", metavar=_("文件"))
    add("deliver", _("现在就发送等着的包"), run_deliver)


def _out(parser: argparse.ArgumentParser, says: str = "", *, required: bool = False) -> None:
    parser.add_argument(
        "--out", type=Path, metavar=_("文件"), required=required,
        help=says or _("写到这个文件"),
    )  # fmt: skip


def _told(run: Callable[[], int]) -> int:
    """Run with Django and the database at hand; a refusal is said, and is 2."""
    from tongming.cli.web import database_is_ready, start_django

    start_django()
    if not database_is_ready():
        return UNUSABLE
    from django.core.exceptions import ValidationError

    from tongming.law.words import Refused

    try:
        return run()
    except Refused as refusal:
        print(refusal.message.render(_), file=sys.stderr)
    except ValidationError as error:
        print("\n".join(error.messages), file=sys.stderr)
    except OSError as error:
        reason = error.strerror or str(error)
        print(
            _("{file}：写不了（{reason}）。").format(file=error.filename, reason=reason),
            file=sys.stderr,
        )
    return UNUSABLE


# --- Ourselves ------------------------------------------------------------------------------------


def run_keys(args: argparse.Namespace) -> int:
    """Show what signs, and what signed once."""

    def run() -> int:
        from django.conf import settings

        from tongming.reports.exchange.identity import own_party, ring, top_unit
        from tongming.reports.exchange.packages.keys import fingerprint, spoken

        keys, party = ring(), own_party(top_unit())
        print(_("{name}（{code}）").format(name=party.name, code=party.code))
        print(_("密钥文件：{path}").format(path=settings.EXCHANGE_KEYS))
        for key in keys.signing:
            print(f"  {spoken(fingerprint(key.public))}  {_('现用')}")
        for public in keys.old:
            print(f"  {spoken(fingerprint(public))}  {_('已换下')}")
        return DONE

    return _told(run)


def run_rotate(args: argparse.Namespace) -> int:
    """A new key before the others."""

    def run() -> int:
        from django.conf import settings

        from tongming.reports.exchange.packages.keys import fingerprint, rotate, spoken

        keys = rotate(settings.EXCHANGE_KEYS)
        print(spoken(fingerprint(keys.signing[0].public)))
        print(
            _(
                "已换新密钥，旧的同时签名。请备份密钥文件；各方都核对过新指纹以后，"
                "运行 tongming exchange retire。"
            )
        )
        return DONE

    return _told(run)


def run_retire(args: argparse.Namespace) -> int:
    """Only the newest signs from now on."""

    def run() -> int:
        from django.conf import settings

        from tongming.reports.exchange.packages.keys import fingerprint, retire, spoken

        print(spoken(fingerprint(retire(settings.EXCHANGE_KEYS).signing[0].public)))
        return DONE

    return _told(run)


def run_card(args: argparse.Namespace) -> int:
    """Write our card."""

    def run() -> int:
        from tongming.reports.exchange.identity import card, top_unit

        args.out.write_bytes(card(top_unit()))
        return DONE

    return _told(run)


# --- Others ---------------------------------------------------------------------------------------


def run_peer(args: argparse.Namespace) -> int:
    """Name an installation by its card."""

    def run() -> int:
        from tongming.reports.exchange.actions import add_peer_by_card
        from tongming.reports.exchange.identity import top_unit
        from tongming.units.models import Unit

        unit = Unit.objects.filter(code=args.unit).first() if args.unit else top_unit()
        if unit is None:
            print(_("没有代码是“{code}”的单位。").format(code=args.unit), file=sys.stderr)
            return UNUSABLE
        peer = add_peer_by_card(
            unit=unit, direction=args.direction, raw=_bytes(args.file), address=args.address,
            by=None,
        )  # fmt: skip
        said = _("已登记{name}（{code}）。请打电话核对指纹，再运行 tongming exchange trust。")
        print(said.format(name=peer.name, code=peer.code))
        return DONE

    return _told(run)


def run_trust(args: argparse.Namespace) -> int:
    """Trust the key whose fingerprint was read out."""

    def run() -> int:
        from tongming.reports.exchange.actions import compare
        from tongming.reports.exchange.packages.keys import fingerprint

        peer = _peer(args.code)
        if peer is None:
            return UNUSABLE
        digits = args.fingerprint.replace(" ", "").lower()
        keys = list(peer.keys.filter(state="pending"))
        fits = next((one for one in keys if fingerprint(one.public) == digits), None)
        if fits is None and not keys:
            print(_("没有等着核对的公钥。"), file=sys.stderr)
            return UNUSABLE
        compare(key=fits or keys[0], digits=digits, how=args.how, by=None)
        print(_("指纹相同，这把公钥已经信任。"))
        return DONE

    return _told(run)


def _peer(code: str) -> Peer | None:
    from tongming.reports.exchange.models import Peer

    found = Peer.objects.filter(code=code).first()
    if found is None:
        print(_("没有代码是“{code}”的交换对象。").format(code=code), file=sys.stderr)
    return found


def _bytes(path: str) -> bytes:
    from tongming.cli._json_files import Unusable
    from tongming.law.words import Refused, say

    try:
        return read_bytes(Path(path))
    except Unusable as unusable:
        raise Refused(say("{why}", why=str(unusable))) from None


# --- Packages -------------------------------------------------------------------------------------


def run_pack(args: argparse.Namespace) -> int:
    """Sign a year's package; with --out it is carried, without it the clock sends it."""

    def run() -> int:
        from tongming.reports.exchange.actions import send_reports
        from tongming.reports.sums.gathering import Basis

        peer = _peer(args.to)
        if peer is None:
            return UNUSABLE
        made = send_reports(
            peer=peer, year=args.year, basis=Basis(args.basis), by=None,
            by_file=args.out is not None,
        )  # fmt: skip
        if args.out is not None:
            args.out.write_bytes(made.text.encode())
        _tell_packed(made)
        return DONE

    return _told(run)


def _tell_packed(made: Outgoing) -> None:
    print(
        _("第 {serial} 号包：报告 {n} 份，缺报 {missing} 个单位，指纹 {sha256}").format(
            serial=made.serial, n=made.counted, missing=made.missing, sha256=made.sha256
        )
    )


def run_verify(args: argparse.Namespace) -> int:
    """Check a package by itself: bytes, signatures, hashes, and whose keys."""
    from tongming.cli._json_files import Unusable
    from tongming.law.words import Refused
    from tongming.reports.exchange.packages.contents import check_contents
    from tongming.reports.exchange.packages.envelope import unseal

    try:
        wanted = {key for given in args.key for key in _keys_in(given)}
        raw = read_bytes(Path(args.file))
    except (Unusable, Refused) as error:
        print(str(error), file=sys.stderr)
        return UNUSABLE
    try:
        envelope = unseal(raw, most=MOST)
        check_contents(envelope.payload)
    except Refused as refusal:
        print(refusal.message.render(_), file=sys.stderr)
        return WRONG
    if not wanted & _names_of(envelope):
        print(_("签名完好，但不是用给出的公钥签的。"), file=sys.stderr)
        return WRONG
    _tell(envelope)
    return DONE


def _names_of(envelope: Envelope) -> set[str]:
    from tongming.reports.exchange.packages.keys import fingerprint

    return {name for key in envelope.keys for name in (key, fingerprint(key))}


def _keys_in(given: str) -> set[str]:
    """A key, a fingerprint, or the keys of a card."""
    import re

    from tongming.reports.exchange.packages.envelope import unseal

    plain = given.replace(" ", "").lower()
    if re.fullmatch(r"[0-9a-f]{64}|[0-9a-f]{32}", plain):
        return {plain}
    return set(unseal(read_bytes(Path(given)), most=MOST).keys)


def _tell(envelope: Envelope) -> None:
    inside = envelope.payload
    print(_("签名和内容都完好。"))
    sender = inside["sender"]
    print(_("发送方：{name}（{code}）").format(name=sender["name"], code=sender["code"]))
    if "receiver" in inside:
        to = inside["receiver"]
        print(_("接收方：{name}（{code}）").format(name=to["name"], code=to["code"]))
    if "serial" in inside:
        print(_("编号：{serial}").format(serial=inside["serial"]))
    print(_("生成：{created}").format(created=inside["created"]))
    print(_("指纹：{sha256}").format(sha256=envelope.sha256))
    if envelope.kind == "reports":
        names = [one["unit"]["name"] for one in inside["missing"]]
        print(_("报告：{year}年，{n} 份").format(year=inside["year"], n=len(inside["reports"])))
        if names:
            print(_("没有报告的单位：{names}").format(names="、".join(names)))
    elif envelope.kind == "judgements":
        print(_("审核意见：{n} 份").format(n=len(inside["judgements"])))


def run_receive(args: argparse.Namespace) -> int:
    """Take a package in, and write its receipt."""

    def run() -> int:
        from tongming.reports.exchange.actions import take
        from tongming.reports.exchange.models import Outgoing

        came = take(_bytes(args.file), by=None)
        if isinstance(came, Outgoing):
            print(_("第 {serial} 号包对方已签收。").format(serial=came.serial))
            return DONE
        package = came.package
        if args.out is not None:
            args.out.write_bytes(package.receipt.encode())
        said = (
            _("已接收{name}第 {serial} 号包。")
            if came.is_new
            else _("{name}第 {serial} 号包早已接收过。")
        )
        print(said.format(name=package.peer.name, serial=package.serial))
        return DONE

    return _told(run)


def run_receipt(args: argparse.Namespace) -> int:
    """Take in the receipt for a package of ours."""

    def run() -> int:
        from django.conf import settings

        from tongming.reports.exchange.actions import take_receipt
        from tongming.reports.exchange.packages.envelope import unseal
        from tongming.reports.exchange.packages.faults import Rejected

        envelope = unseal(_bytes(args.file), most=settings.EXCHANGE_BYTES)
        if envelope.kind != "receipt":
            raise Rejected("not_package", kind=_("交换包或名片"))
        made = take_receipt(envelope, by=None)
        print(_("第 {serial} 号包对方已签收。").format(serial=made.serial))
        return DONE

    return _told(run)


def run_deliver(args: argparse.Namespace) -> int:
    """Send what waits now; 1 where something could not be delivered."""

    def run() -> int:
        from django.utils import timezone

        from tongming.reports.exchange.delivering import deliver_due
        from tongming.reports.exchange.models import Outgoing

        print(_("送达 {n} 个包。").format(n=deliver_due(timezone.now())))
        left = Outgoing.objects.filter(state__in=["waiting", "refused"]).exclude(problem="")
        for one in left.select_related("peer"):
            print(f"{one.peer.name} {one.serial}: {one.problem}", file=sys.stderr)
        return WRONG if left else DONE

    return _told(run)
