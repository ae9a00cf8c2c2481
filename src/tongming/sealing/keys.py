"""The keys, in a file of their own: never in the database, never in a backup of it.

A line a key: `marks …` once, for comparing without opening; `seal …` for encrypting, the newest
first. An older seal key stays until everything it sealed has been sealed anew.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet

from tongming.law.words import N_, Refused, say


@dataclass(frozen=True, slots=True)
class Keys:
    """What is read from the file."""

    marks: bytes
    seals: tuple[bytes, ...]
    """The newest first; at least one."""


def load(path: Path) -> Keys:
    """The keys in force; made at the first use, whole or not at all.

    Refused where the file is there but cannot be read: nothing may be sealed with other keys.
    """
    try:
        return _read(path)
    except FileNotFoundError:
        _create(path)
        return _read(path)


def add_seal_key(path: Path) -> Keys:
    """Put a new key before the others: from now on it seals, the others only open."""
    keys = load(path)
    renewed = Keys(keys.marks, (Fernet.generate_key(), *keys.seals))
    _write(path, renewed)
    return renewed


def drop_old_seal_keys(path: Path) -> Keys:
    """Keep only the newest; for when nothing is sealed with another any more."""
    keys = load(path)
    renewed = Keys(keys.marks, keys.seals[:1])
    _write(path, renewed)
    return renewed


def _read(path: Path) -> Keys:
    marks, seals = b"", []
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path) from error
    for line in lines:
        name, _, value = line.partition(" ")
        if name == "marks":
            marks = value.strip().encode()
        elif name == "seal":
            seals.append(value.strip().encode())
    try:
        for seal in seals:
            Fernet(seal)
    except ValueError as error:
        raise _unreadable(path) from error
    if len(marks) < 32 or not seals:
        raise _unreadable(path)
    return Keys(marks, tuple(seals))


def _unreadable(path: Path) -> Refused:
    return Refused(
        say(
            N_("密钥文件 {path} 读不出来，个人信息无法存取。请系统管理员从备份恢复这个文件。"),
            path=str(path),
        )
    )


def missing(path: Path) -> Refused:
    """The file is not there although something is sealed."""
    return Refused(
        say(
            N_(
                "密钥文件 {path} 不见了，已有的个人信息打不开。请系统管理员从备份恢复这个文件，"
                "不要另建。"
            ),
            path=str(path),
        )
    )


def fingerprint(seal: bytes) -> str:
    """By which an operator tells one key from another; the key cannot be told from it."""
    return hashlib.sha256(b"tongming key " + seal).hexdigest()[:8]


def _create(path: Path) -> None:
    """Two processes starting at once agree on the keys of one of them."""
    made = Keys(secrets.token_urlsafe(48).encode(), (Fernet.generate_key(),))
    temporary = _written_beside(path, made)
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass
    finally:
        temporary.unlink(missing_ok=True)
    _settle(path)


def _write(path: Path, keys: Keys) -> None:
    _written_beside(path, keys).replace(path)
    _settle(path)


def _settle(path: Path) -> None:
    """A key that sealed something must survive a power failure before that does."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _written_beside(path: Path, keys: Keys) -> Path:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".keys-")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"marks {keys.marks.decode()}\n")
        file.writelines(f"seal {seal.decode()}\n" for seal in keys.seals)
        file.flush()
        os.fsync(file.fileno())
    return Path(temporary)
