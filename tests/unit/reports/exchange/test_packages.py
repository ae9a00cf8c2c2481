"""One spelling, one signature: what was signed is what comes, or it is refused with what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.reports.exchange.packages_at_hand import (
    EVERY,
    KEY,
    OTHER,
    card_payload,
    report_entry,
    reports_payload,
)
from tongming.reports.exchange.packages.canonical import digest, dump, load
from tongming.reports.exchange.packages.contents import check_contents
from tongming.reports.exchange.packages.envelope import DOMAIN, seal, unseal
from tongming.reports.exchange.packages.faults import FAULTS, Rejected
from tongming.reports.exchange.packages.keys import (
    fingerprint,
    retire,
    rotate,
    spoken,
    verifies,
)
from tongming.reports.exchange.packages.keys import (
    load as load_keys,
)
from tongming.reports.exchange.packages.schema import ENVELOPE, find_fault, schema

MOST = 1 << 20
ROOT = Path(__file__).parents[4]
PACKAGE = seal(reports_payload(), [KEY])


def refused(raw: bytes) -> str:
    """The code with which bytes are refused."""
    with pytest.raises(Rejected) as refusal:
        check_contents(unseal(raw, most=MOST).payload)
    return refusal.value.code


@pytest.mark.parametrize("make", EVERY)
def test_a_package_of_each_kind_comes_as_it_was_signed(make: Callable[[], dict[str, Any]]) -> None:
    raw = seal(make(), [KEY])
    assert raw == seal(make(), [KEY])
    envelope = unseal(raw, most=MOST)
    assert envelope.payload == make()
    assert envelope.keys == (KEY.public,)
    assert envelope.sha256 == digest(raw)
    check_contents(envelope.payload)


def test_the_bytes_of_a_known_package_never_change() -> None:
    # An installation of another version, or another program, must come to the same.
    assert digest(seal(card_payload(), [KEY])) == (
        "480feddc181b03a7c1ae096fd97ca19d60d064df2280750ba23d1305e2d9ac7d"
    )
    assert fingerprint(KEY.public) == digest(bytes.fromhex(KEY.public))[:32]
    assert spoken("0123456789abcdef" * 2).split() == ["0123", "4567", "89ab", "cdef"] * 2


@given(place=st.integers(0, len(PACKAGE) - 1), other=st.integers(1, 255))
def test_any_single_changed_byte_is_refused(place: int, other: int) -> None:
    changed = bytearray(PACKAGE)
    changed[place] ^= other
    with pytest.raises(Rejected):
        unseal(bytes(changed), most=MOST)


def test_every_byte_is_refused_with_its_lowest_bit_turned() -> None:
    changed = bytearray(PACKAGE)
    for place in range(len(changed)):
        changed[place] ^= 1
        with pytest.raises(Rejected):
            unseal(bytes(changed), most=MOST)
        changed[place] ^= 1


@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_refused_in_words(raw: bytes) -> None:
    assert refused(raw) in FAULTS


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{}", b"[" * 100_000, b'{"a":NaN}', b'{"a":1,"a":1}', PACKAGE + b"\n", PACKAGE[:-1],
        b"\xef\xbb\xbf" + PACKAGE, PACKAGE.replace(b'"serial":1', b'"serial":1.0'),
        PACKAGE.replace(b'"serial":1', b'"serial": 1'), b'{"a":"\\ud800"}', b'{"a":"\\u0000"}',
    ],
)  # fmt: skip
def test_another_spelling_of_the_same_is_refused(raw: bytes) -> None:
    assert refused(raw) in ("not_canonical", "schema")


def test_a_package_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(Rejected, match="超过") as refusal:
        load(b" " * 11, most=10)
    assert refusal.value.status == 413


def test_a_signature_of_another_payload_or_key_does_not_hold() -> None:
    data = json.loads(PACKAGE)
    data["payload"]["serial"] = 2
    assert refused(dump(data)) == "signature"
    data = json.loads(PACKAGE)
    data["signatures"][0]["public"] = OTHER.public
    assert refused(dump(data)) == "signature"
    # A signature over the bytes alone, without our word before them, is none of ours.
    data = json.loads(PACKAGE)
    data["signatures"][0]["signature"] = KEY.sign(dump(data["payload"]))
    assert refused(dump(data)) == "signature"
    assert verifies(KEY.public, DOMAIN, KEY.sign(DOMAIN))


def test_two_keys_may_sign_and_both_must_hold() -> None:
    raw = seal(reports_payload(), [OTHER, KEY])
    assert unseal(raw, most=MOST).keys == (OTHER.public, KEY.public)
    data = json.loads(raw)
    data["signatures"][1]["signature"] = data["signatures"][0]["signature"]
    assert refused(dump(data)) == "signature"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"year": 2024}, "report"),
        ({"reports": [report_entry(), report_entry()]}, "report"),
        ({"reports": [{**report_entry(), "sha256": "0" * 64}]}, "hash"),
        ({"reports": [{**report_entry(), "version": 2}]}, "report"),
        ({"reports": [{**report_entry(), "form": "2019-60"}]}, "report"),
        ({"sums": [{"sha256": "0" * 64, "content": {}}]}, "hash"),
        ({"created": "2026-02-31T08:30:00.000000+00:00"}, "schema"),
    ],
)
def test_contents_that_contradict_themselves_are_refused(
    change: dict[str, Any], fault: str
) -> None:
    assert refused(seal(reports_payload(**change), [KEY])) == fault


def test_a_figure_that_is_none_is_refused_with_where_it_stands() -> None:
    entry = report_entry()
    entry["content"]["report"]["requests"] = {"1": {"sum": "三"}}
    entry["sha256"] = digest(dump(entry["content"]))
    with pytest.raises(Rejected, match="requests/1/sum"):
        check_contents(unseal(seal(reports_payload(reports=[entry]), [KEY]), most=MOST).payload)


def test_every_refusal_says_what_to_do() -> None:
    for _status, text in FAULTS.values():
        assert text.endswith("。")
        assert "请" in text or "不能在这里接收" in text


# --- The schema -----------------------------------------------------------------------------------


def test_the_published_schema_is_the_one_in_force() -> None:
    published = json.loads((ROOT / "docs" / "exchange.schema.json").read_text(encoding="utf-8"))
    assert published == schema()
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("make", EVERY)
def test_a_full_validator_takes_what_we_make(make: Callable[[], dict[str, Any]]) -> None:
    jsonschema.validate(json.loads(seal(make(), [KEY])), schema())


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document but the free ones."""
    found = [path]
    if isinstance(data, dict):
        for name, inner in data.items():
            if (*path, name)[-2:] != ("content", "report"):
                found += places(inner, (*path, name))
    elif isinstance(data, list):
        for number, inner in enumerate(data):
            found += places(inner, (*path, number))
    return found


WHOLE = [json.loads(seal(make(), [KEY])) for make in EVERY]
ODD = st.sampled_from([None, True, 0, -1, 2.5, "", "x" * 700, "a\nb", [], {}, ["a"], {"a": 1}])


@given(data=st.data())
def test_our_validator_and_a_full_one_agree_on_whatever_is_changed(data: st.DataObject) -> None:
    changed = json.loads(json.dumps(data.draw(st.sampled_from(WHOLE))))
    path = data.draw(st.sampled_from(places(changed)[1:]))
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    if isinstance(holder, dict) and data.draw(st.booleans()):
        del holder[path[-1]]
    else:
        holder[path[-1]] = data.draw(ODD)
    full = jsonschema.Draft202012Validator(schema()).is_valid(changed)
    assert (find_fault(changed, ENVELOPE) == "") == full


# --- Keys -----------------------------------------------------------------------------------------


def test_keys_are_made_once_rotated_and_retired(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "exchange.txt"
    first = load_keys(path)
    assert load_keys(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    both = rotate(path)
    assert both.signing[1:] == first.signing
    assert both.signing[0] != first.signing[0]
    last = retire(path)
    assert last.signing == both.signing[:1]
    assert last.old == (first.signing[0].public,)
    assert load_keys(path) == last
    assert first.signing[0].private not in path.read_text()


@pytest.mark.parametrize("text", ["", "sign abc\n", "seal x\n", "old " + "0" * 64 + "\n"])
def test_a_file_of_keys_that_is_damaged_is_said_and_not_replaced(tmp_path: Path, text: str) -> None:
    from tongming.law.words import Refused

    path = tmp_path / "keys.txt"
    path.write_text(text)
    with pytest.raises(Refused, match="备份"):
        load_keys(path)
    assert path.read_text() == text
