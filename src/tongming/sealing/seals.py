"""Seal, open, compare.

Fernet (AES-128-CBC with HMAC-SHA256) of the package cryptography; `MultiFernet` opens what older
keys sealed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import unicodedata
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from tongming.law.words import N_, Refused, say
from tongming.sealing.keys import Keys, load, missing
from tongming.sealing.registry import anything_sealed


def seal(content: bytes) -> bytes:
    """Encrypted with the newest key."""
    return _box().encrypt(content)


def unseal(sealed: bytes | memoryview) -> bytes:
    """What was sealed. Refused where no key opens it: nobody is shown half a record."""
    try:
        return _box().decrypt(bytes(sealed))
    except InvalidToken as error:
        raise Refused(
            say(N_("这项个人信息用现有的密钥打不开。请系统管理员恢复原来的密钥文件。"))
        ) from error


def reseal(sealed: bytes | memoryview) -> bytes:
    """The same content under the newest key."""
    return _box().rotate(bytes(sealed))


def seal_data(data: Any) -> bytes:
    """Plain data, as JSON, sealed."""
    return seal(json.dumps(data, ensure_ascii=False, sort_keys=True).encode())


def unseal_data(sealed: bytes | memoryview) -> Any:
    """The data that was sealed."""
    return json.loads(unseal(sealed))


def mark(text: str, *, of: str) -> str:
    """A mark by which the same text is known again, and from which it cannot be told.

    `of` keeps the marks of different kinds of thing apart. Full-width letters, case and spaces make
    no difference; an empty text has no mark.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    if not plain:
        return ""
    return hmac.new(_keys().marks, f"{of}\0{plain}".encode(), hashlib.sha256).hexdigest()


def forget_keys() -> None:
    """Read the file again at the next use: after keys were changed."""
    _read_keys.cache_clear()
    _made_box.cache_clear()


def _keys() -> Keys:
    return _read_keys(_stamp())


def _box() -> MultiFernet:
    return _made_box(_stamp())


def _stamp() -> tuple[str, int]:
    """Changes with the file, so that every process follows a change of keys at once."""
    path = settings.KEYS
    try:
        return str(path), path.stat().st_mtime_ns
    except FileNotFoundError:
        if anything_sealed():
            # New keys would open nothing, and what they seal the old ones would not.
            raise missing(path) from None
        load(path)
        return str(path), path.stat().st_mtime_ns


@cache
def _read_keys(_stamp: tuple[str, int]) -> Keys:
    return load(settings.KEYS)


@cache
def _made_box(stamp: tuple[str, int]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in _read_keys(stamp).seals])
